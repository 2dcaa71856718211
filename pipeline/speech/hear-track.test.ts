import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { folderStorage } from '#db/storage.ts'
import { hearTrack } from './hear-track.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { planChunks } from './plan-chunks.ts'
import type { SpeechEngine } from './speech.ts'
import { type Answer, type Asked, speechServer, wavOf } from './speech-server.fixtures.ts'

const never = new AbortController().signal
/** Speech with half a second of quiet before each whole minute, and shorter pauses every 7 s. */
const speaks = (at: number) => at % 60_000 < 59_500 && at % 7000 < 6800
const energyOf = (ms: number) =>
  Float32Array.from({ length: Math.ceil(ms / 100) }, (_, i) => (speaks(i * 100 + 50) ? -20 : -80))

test('a short track is heard in one piece', () => {
  expect(planChunks(energyOf(90_000), 90_000, 120_000)).toEqual([{ from: 0, to: 90_000 }])
})

test('a long track is cut in its longest pauses, end to end, no piece too long', () => {
  const length = 47 * 60_000 + 1234
  const chunks = planChunks(energyOf(length), length, 600_000)
  expect(chunks[0]?.from).toBe(0)
  expect(chunks.at(-1)?.to).toBe(length)
  for (const [i, { from, to }] of chunks.entries()) {
    expect(from).toBe(chunks[i - 1]?.to ?? 0)
    expect(to - from).toBeLessThanOrEqual(600_000)
    if (i > 0) expect(from % 60_000).toBeGreaterThanOrEqual(59_500)
  }
})

test('a track without quiet, and one without any levels, is cut all the same', () => {
  for (const energy of [new Float32Array(20_000).fill(-20), new Float32Array()]) {
    const chunks = planChunks(energy, 2_000_000, 600_000)
    expect(Math.max(...chunks.map(({ from, to }) => to - from))).toBeLessThanOrEqual(600_000)
    expect(chunks.at(-1)?.to).toBe(2_000_000)
  }
})

/** A word every half second; its loudness is its number. A pause of two seconds ends each minute. */
const WORD_MS = 350
const wordAt = (at: number): number | null => {
  const inMinute = at % 60_000
  const inWord = at % 500
  return inMinute < 58_000 && inWord < WORD_MS ? Math.floor(at / 500) : null
}
const sampleAt = (at: number) => {
  const number = wordAt(at)
  return number === null ? 0 : 2000 + number * 20
}

/** Hears the numbers in the sound it was sent; one that is cut through is heard as something else. */
function listen({ wav }: Asked): Answer {
  const words: { word: string; start: number; end: number }[] = []
  let [value, first] = [0, 0]
  const samples = (wav.length - 44) / 2
  for (let i = 0; i <= samples; i++) {
    const now = i < samples ? wav.readInt16LE(44 + i * 2) : 0
    if (now === value) continue
    if (value !== 0) {
      const isWhole = i - first >= WORD_MS * 16 - 2
      const word = isWhole ? `w${(value - 2000) / 20}` : 'hm'
      words.push({ word, start: first / 16_000, end: i / 16_000 })
    }
    ;[value, first] = [now, i]
  }
  return { json: { language: 'english', words } }
}

async function track(minutes: number, answer: (asked: Asked, count: number) => Answer) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-speech-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'speech.wav')
  const ms = minutes * 60_000
  const energy = Float32Array.from({ length: ms / 100 }, (_, i) =>
    wordAt(i * 100 + 50) === null ? -80 : -20,
  )
  await writeFile(path, wavOf(ms, sampleAt))
  const server = await speechServer(answer)
  const engine = openaiCompatible(
    { baseUrl: server.url, apiKey: null, model: 'tiny' },
    { firstWaitMs: 1, tries: 2 },
  )
  const speech = hearTrack(engine as SpeechEngine, folderStorage(folder))
  const progress: number[] = []
  const hear = (signal = never) =>
    speech.transcribe(
      { videoId: 'v', path, energy },
      { signal, onProgress: (percent) => progress.push(percent) },
    )
  return { ...server, hear, ms, progress }
}

test('a long track is heard in chunks, and its words are put back where they were said', async () => {
  const { hear, asked, ms, progress } = await track(9, listen)
  const { language, segments } = await hear()
  expect(language).toBe('en')
  expect(asked.length).toBeGreaterThanOrEqual(5)
  const heard = segments.flatMap(({ words }) => words)
  const said = Array.from({ length: ms / 500 }, (_, i) => i).filter((i) => wordAt(i * 500) !== null)
  expect(heard.map(({ text }) => text)).toEqual(said.map((number) => `w${number}`))
  expect(heard.map(({ from }) => from)).toEqual(said.map((number) => number * 500))
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.at(-1)).toBe(100)
  // The first chunks tell the language; the others are told.
  expect(asked.filter(({ fields }) => fields.language?.[0] === 'en')).toHaveLength(asked.length - 3)
})

test('a retry hears nothing twice', async () => {
  let down = true
  const answered: string[] = []
  const { hear } = await track(9, (one, count) => {
    if (down && count >= 4) return { status: 401 }
    answered.push(createHash('sha256').update(one.wav).digest('hex'))
    return listen(one)
  })
  await expect(hear()).rejects.toThrow(AppError)
  down = false
  await hear()
  await hear()
  expect(answered).toHaveLength(new Set(answered).size)
})

test('a cancel stops between chunks and inside them', async () => {
  const stop = new AbortController()
  const { hear, asked } = await track(9, () => 'hang')
  const call = hear(stop.signal).catch((error: unknown) => error)
  await expect.poll(() => asked.length).toBe(3)
  stop.abort()
  expect(await call).toMatchObject({ code: 'job.cancelled' })
  expect(asked).toHaveLength(3)
})
