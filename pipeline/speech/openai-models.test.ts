import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderStorage } from '#db/storage.ts'
import { hearTrack } from './hear-track.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { mannersOf } from './openai-models.ts'
import type { SpeechEngine } from './speech.ts'
import { type Answer, type Asked, speechServer, wavOf } from './speech-server.fixtures.ts'

const never = new AbortController().signal

const engineFor = async (model: string, answer: (asked: Asked, count: number) => Answer) => {
  const server = await speechServer(answer)
  const engine = openaiCompatible({ baseUrl: server.url, apiKey: 'k', model }) as SpeechEngine
  return { ...server, engine }
}

test.each([
  ['whisper-1', 'verbose_json', 'native', false, '2027-02-26'],
  ['gpt-4o-transcribe', 'json', 'none', false, '2027-02-26'],
  ['gpt-4o-mini-transcribe', 'json', 'none', false, '2027-02-26'],
  ['gpt-4o-transcribe-diarize', 'diarized_json', 'segment', true, '2027-02-26'],
  ['gpt-transcribe', 'json', 'none', false, null],
  ['Systran/faster-whisper-small', 'verbose_json', 'native', false, null],
])('%s is asked for %s', (model, format, words, diarize, endsOn) => {
  const manners = mannersOf(model)
  expect(manners.ask.response_format).toBe(format)
  expect(manners).toMatchObject({ words, diarize, endsOn })
})

test('a text without times lies where somebody speaks, and every time is marked as a guess', async () => {
  const speaks = (at: number) => (at >= 1000 && at < 3000) || (at >= 6000 && at < 8000)
  const wav = wavOf(10_000, (at) => (speaks(at) ? Math.round(9000 * Math.sin(at * 3)) : 0))
  const { engine, asked } = await engineFor('gpt-transcribe', () => ({
    json: { text: 'One two three four five six.', languages: [{ code: 'en' }] },
  }))
  const { language, segments } = await engine.transcribe(
    { wav, durationMs: 10_000 },
    { signal: never },
  )
  expect(asked[0]?.fields.response_format).toEqual(['json'])
  expect(asked[0]?.fields['timestamp_granularities[]']).toBeUndefined()
  expect(language).toBe('en')
  const words = segments.flatMap(({ words }) => words)
  expect(words.map(({ text }) => text)).toEqual(['One', 'two', 'three', 'four', 'five', 'six.'])
  for (const { from, to, timing, confidence } of words) {
    expect(timing).toBe('estimated')
    expect(confidence).toBeNull()
    expect(speaks(from) || speaks(from - 1)).toBe(true)
    expect(speaks(to - 1)).toBe(true)
  }
})

test('silence with a text-only model is no words, and no failure', async () => {
  const { engine } = await engineFor('gpt-transcribe', () => ({ json: { text: '' } }))
  const heard = await engine.transcribe(
    { wav: wavOf(2000, () => 0), durationMs: 2000 },
    { signal: never },
  )
  expect(heard.segments).toEqual([])
})

/** Two people by their loudness: one turn of eight seconds each, and two seconds between. */
const voiceAt = (at: number) =>
  at % 10_000 < 8000 ? (Math.floor(at / 10_000) % 2 ? 12_000 : 5000) : 0

/** A diarizer: letters voices as it meets them, and calls those it was given samples of by name. */
function diarize({ wav, fields }: Asked): Answer {
  const loudness = (bytes: Buffer) => bytes.readInt16LE(44 + 1600)
  const names = new Map<number, string>()
  for (const [i, url] of (fields['known_speaker_references[]'] ?? []).entries()) {
    const sample = Buffer.from(url.split(',')[1] ?? '', 'base64')
    names.set(loudness(sample), fields['known_speaker_names[]']?.[i] ?? '')
  }
  const segments: object[] = []
  const samples = (wav.length - 44) / 2
  let letters = 0
  let [value, first] = [0, 0]
  for (let i = 0; i <= samples; i++) {
    const now = i < samples ? wav.readInt16LE(44 + i * 2) : 0
    if (now === value) continue
    if (value !== 0) {
      if (!names.has(value)) names.set(value, String.fromCharCode(65 + letters++))
      const [start, end] = [first / 16_000, i / 16_000]
      const text = value > 8000 ? 'loud and clear' : 'soft and low'
      segments.push({ type: 'x', id: `${i}`, start, end, text, speaker: names.get(value) })
    }
    ;[value, first] = [now, i]
  }
  return { json: { task: 'transcribe', duration: samples / 16_000, text: '', segments } }
}

/** What a diarizer makes of a track of five minutes, and what it was asked. */
async function hearVoices(voiceAt: (at: number) => number) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-voices-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'speech.wav')
  const ms = 300_000
  await writeFile(path, wavOf(ms, voiceAt))
  const energy = Float32Array.from({ length: ms / 100 }, (_, i) =>
    voiceAt(i * 100 + 50) === 0 ? -80 : -20,
  )
  const { engine, asked } = await engineFor('gpt-4o-transcribe-diarize', diarize)
  const { segments } = await hearTrack(engine, folderStorage(folder)).transcribe(
    { videoId: 'v', path, energy },
    { signal: never, onProgress: () => {} },
  )
  return { segments, asked }
}

test('who speaks holds from one piece to the next', async () => {
  const { segments, asked } = await hearVoices(voiceAt)
  expect(asked.length).toBeGreaterThan(2)
  expect(asked[0]?.fields['known_speaker_names[]']).toBeUndefined()
  for (const { fields } of asked.slice(1)) {
    expect(fields['known_speaker_names[]']?.toSorted()).toEqual(['Speaker 1', 'Speaker 2'])
  }
  expect(segments.length).toBeGreaterThanOrEqual(30)
  for (const { from, to, speaker } of segments) {
    expect(speaker).toBe(voiceAt((from + to) / 2) === 5000 ? 'Speaker 1' : 'Speaker 2')
  }
})

test('a voice that comes later, in turns of half a second, is met and known again all the same', async () => {
  // A third one says little, from the second minute on.
  const third = (at: number) => (at > 50_000 && at % 10_000 >= 9000 && at % 1000 < 500 ? 9000 : 0)
  const { segments } = await hearVoices((at) => voiceAt(at) || third(at))
  const said = segments.filter(({ from, to }) => third((from + to) / 2) > 0)
  expect(said.length).toBeGreaterThan(20)
  expect(new Set(said.map(({ speaker }) => speaker))).toEqual(new Set(['Speaker 3']))
})

test('of many voices, those are known again that have spoken most', async () => {
  // Five take turns, and the first says the least.
  const turns = [1000, 6000, 8000, 9000, 9500]
  const five = (at: number) => {
    const turn = Math.floor(at / 10_000) % 5
    return at % 10_000 < (turns[turn] as number) ? 3000 + turn * 4000 : 0
  }
  const { asked } = await hearVoices(five)
  const names = asked.at(-1)?.fields['known_speaker_names[]']
  expect(names).toHaveLength(4)
  expect(names).not.toContain('Speaker 1')
})
