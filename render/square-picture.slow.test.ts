import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { readAssetHeader } from '#core/asset-header.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { squarePicture } from './square-picture.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
beforeAll(async () => {
  tools = await findTools()
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cliproom-picture-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Red, green, blue of the pixel in the middle. */
async function middleOf(file: string): Promise<number[]> {
  const found: Buffer[] = []
  await runFfmpeg(
    tools,
    [
      ...['-v', 'error', '-i', file, '-vf', 'crop=2:2,scale=1:1', '-pix_fmt', 'rgb24'],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    { onOutput: (chunk) => void found.push(chunk) },
  )
  return [...Buffer.concat(found)]
}

test.each([
  ['a.png', 'color=red:s=640x200'],
  ['a.jpg', 'color=red:s=90x400'],
])('the middle of %s is a small square', async (name, picture) => {
  const path = await folder()
  const [from, to] = [join(path, name), join(path, 'out.jpg')]
  await runFfmpeg(tools, [
    ...['-v', 'error', '-f', 'lavfi', '-i', picture, '-frames:v', '1'],
    ...['-metadata', 'comment=at home', from],
  ])
  await squarePicture(tools, from, to)
  const made = await readFile(to)
  expect(readAssetHeader(made)).toMatchObject({
    ...{ type: 'image/jpeg', size: { width: 192, height: 192 } },
  })
  expect(made.includes('at home')).toBe(false)
  const [red = 0, green = 0, blue = 0] = await middleOf(to)
  expect([red > 240, green < 15, blue < 15]).toEqual([true, true, true])
})

test('what is seen through is white', async () => {
  const path = await folder()
  const [from, to] = [join(path, 'a.png'), join(path, 'out.jpg')]
  await runFfmpeg(tools, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'color=red@0.0:s=64x64,format=rgba'],
    ...['-frames:v', '1', from],
  ])
  await squarePicture(tools, from, to)
  expect(Math.min(...(await middleOf(to)))).toBeGreaterThan(250)
})

test('what is no picture is refused', async () => {
  const path = await folder()
  const from = join(path, 'a.png')
  await writeFile(from, 'not a picture')
  await expect(squarePicture(tools, from, join(path, 'out.jpg'))).rejects.toMatchObject({
    code: 'person.picture-unusable',
  })
})
