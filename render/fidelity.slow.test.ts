import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FidelityTester, openFidelityTester, similarity } from './fidelity.fixtures.ts'
import { findTools } from './tools.ts'

let folder: string
let tester: FidelityTester

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cliproom-fidelity-'))
  tester = await openFidelityTester(await findTools(), folder, true)
})
afterAll(async () => {
  await tester.close()
  await rm(folder, { recursive: true, force: true })
})

test('styles, scripts and a long word look alike in the player, the sheets and Remotion', async () => {
  const strips = await tester.compare(['playtime', 'neon', 'names', 'bigword'], '4:5')
  for (const { name, cells, misplaced } of strips) {
    expect({ name, ...misplaced }).toEqual({ name, full: [], small: [] })
    for (const cell of cells) {
      expect(cell.player, `${name}, ${cell.text}`).toBeGreaterThan(0.99)
      expect(cell.remotion, `${name}, ${cell.text}`).toBeGreaterThan(0.99)
    }
  }
})

test('a picture is like itself, and unlike the same moved by two px', () => {
  const width = 64
  const picture = new Uint8Array(width * width * 4)
  for (let i = 0; i < width * width; i++)
    picture.set([i % 7 > 3 ? 255 : 0, 40, (i * 31) % 255, 255], i * 4)
  expect(similarity(picture, picture, width)).toBe(1)
  expect(
    similarity(picture, new Uint8Array([...picture.slice(8), ...picture.slice(0, 8)]), width),
  ).toBeLessThan(0.6)
})
