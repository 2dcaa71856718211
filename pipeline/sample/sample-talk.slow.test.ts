import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { transcriptWords } from '#core/transcript.ts'
import { folderStorage, videoKey } from '#db/storage.ts'
import { findTools } from '#render/tools.ts'
import { makeIngest } from '../ingest/make-ingest.ts'
import { readySample, sampleTalk } from './sample-talk.ts'

test('the sample is drawn once and given to each who asks, words and all', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-sample-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const tools = await findTools()
  const storage = folderStorage(folder)
  const ingest = makeIngest({ tools, storage })
  const sample = sampleTalk({ tools, storage })
  const { signal } = new AbortController()
  const [first, second] = await Promise.all([
    sample.adopt('first', signal),
    sample.adopt('second', signal),
  ])
  const film = join(await readySample(tools, signal), 'videos/sample/source')
  const { mtimeMs } = await stat(film)
  await sampleTalk({ tools, storage }).prepare(signal)
  expect((await stat(film)).mtimeMs, 'drawn a second time').toBe(mtimeMs)

  const facts = await ingest.probe(await storage.place(videoKey('first', 'source')), signal)
  expect(facts.durationMs).toBeGreaterThan(164_000)
  expect(facts.durationMs).toBeLessThan(166_000)
  expect(facts.video).toMatchObject({ width: 1280, height: 720, fps: 25 })
  expect(first.scenes.length).toBeGreaterThan(4)

  const words = transcriptWords(first.transcript)
  expect(first.transcript.speakers).toEqual(['Host', 'Guest'])
  expect(words.length).toBe(522)
  expect(words.at(-1)?.to).toBeLessThan(facts.durationMs)

  // Each has files of its own name: removing one leaves the other.
  expect(second.metadata.proxy).toBe(videoKey('second', 'proxy.mp4'))
  await storage.remove('videos/first')
  expect(await storage.size(videoKey('second', 'proxy.mp4'))).toBe(
    (await stat(join(film, '../proxy.mp4'))).size,
  )
})
