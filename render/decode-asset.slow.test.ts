import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { pngHeader } from '#core/asset-header.fixtures.ts'
import { decodeAsset } from './decode-asset.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
beforeAll(async () => {
  tools = await findTools()
})

async function made(name: string, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-asset-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  if (args.length > 0) await runFfmpeg(tools, ['-v', 'error', ...args, file])
  return file
}
const tone = ['-f', 'lavfi', '-i', 'sine=440:duration=1.5']

test('a sound is as long as what is heard of it, whatever it is packed in', async () => {
  for (const name of ['a.wav', 'a.flac', 'a.m4a']) {
    const length = await decodeAsset(tools, await made(name, ...tone), 'sound')
    expect(Math.abs((length ?? 0) - 1500), name).toBeLessThan(60)
  }
})

test('a picture that can be drawn is taken', async () => {
  const png = await made('a.png', '-f', 'lavfi', '-i', 'color=red:s=64x32', '-frames:v', '1')
  expect(await decodeAsset(tools, png, 'picture')).toBeNull()
})

test('what only begins like a picture or a sound is refused', async () => {
  const [png, mp3] = [await made('a.png'), await made('a.mp3')]
  await writeFile(png, pngHeader(300, 200))
  await writeFile(mp3, 'ID3 and then nothing that is heard')
  await expect(decodeAsset(tools, png, 'picture')).rejects.toMatchObject({ code: 'asset.damaged' })
  await expect(decodeAsset(tools, mp3, 'sound')).rejects.toMatchObject({ code: 'asset.damaged' })
})
