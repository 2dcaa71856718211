import { expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { SpeechEngine } from './speech.ts'
import { wavOf } from './speech-server.fixtures.ts'

/** Somebody says a word at each of these times, ms, for so long. */
export const SAID = [500, 2100, 4000, 5200, 8000]
const WORD_MS = 400
const LENGTH_MS = 10_000
const isSaid = (at: number) => SAID.some((from) => at >= from && at < from + WORD_MS)

export const speaking = wavOf(LENGTH_MS, (at) =>
  isSaid(at) ? Math.round(12_000 * Math.sin(at * 2.1)) : 0,
)
export const silent = wavOf(4000, () => 0)

/** Loud stretches of a WAV, s: what a recogniser of one word hears. */
export function loudIn(wav: Buffer): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let i = 0; i < (wav.length - 44) / 2; i++) {
    if (Math.abs(wav.readInt16LE(44 + i * 2)) < 500) continue
    const at = i / 16_000
    const last = found.at(-1)
    if (last && at - last.end < 0.1) last.end = at
    else found.push({ start: at, end: at })
  }
  return found
}

export type Contract = {
  /** The engine, with whatever stands behind it. */
  make(): Promise<SpeechEngine>
  /** The same where what stands behind it takes for ever. */
  makeSlow(): Promise<SpeechEngine>
}

/** What every engine keeps to, whoever is behind it. */
export function engineContract(name: string, { make, makeSlow }: Contract): void {
  const never = new AbortController().signal
  const hear = async (engine: SpeechEngine, wav: Buffer, signal = never) => {
    await engine.prepare?.({ signal, onProgress() {} })
    const durationMs = Math.round((wav.length - 44) / 32)
    return engine.transcribe({ wav, durationMs }, { signal })
  }

  test(`${name}: hears each word once, in order and within the sound, and says what it knows`, async () => {
    const engine = await make()
    const { segments } = await hear(engine, speaking)
    const words = segments.flatMap((segment) => segment.words)
    expect(words).toHaveLength(SAID.length)
    let clock = 0
    for (const { from, to } of words) {
      expect(from).toBeGreaterThanOrEqual(clock)
      expect(to).toBeGreaterThanOrEqual(from)
      expect(to).toBeLessThanOrEqual(LENGTH_MS)
      clock = from
    }
    const { caps } = engine
    expect(new Set(words.map(({ timing }) => timing))).toEqual(
      new Set([caps.words === 'native' ? 'native' : 'estimated']),
    )
    if (caps.words === 'native') {
      for (const [i, { from }] of words.entries())
        expect(Math.abs(from - (SAID[i] ?? 0))).toBeLessThan(250)
    }
    for (const { confidence } of words) {
      if (caps.confidence === 'none') expect(confidence).toBeNull()
      else if (confidence !== null) {
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
      }
    }
    const speakers = new Set(segments.map(({ speaker }) => speaker))
    if (!caps.diarize) expect(speakers).toEqual(new Set([null]))
    else expect(speakers.has(null)).toBe(false)
  })

  test(`${name}: makes nothing of silence`, async () => {
    const { segments } = await hear(await make(), silent)
    expect(segments).toEqual([])
  })

  test(`${name}: hears two pieces at once, each by itself`, async () => {
    const engine = await make()
    const half = wavOf(3000, (at) => (at > 400 && at < 900 ? 12_000 * Math.sin(at * 2.1) : 0))
    const [whole, part] = await Promise.all([hear(engine, speaking), hear(engine, half)])
    const count = ({ segments }: Awaited<ReturnType<typeof hear>>) =>
      segments.flatMap(({ words }) => words).length
    expect([count(whole), count(part)]).toEqual([SAID.length, 1])
  })

  test(`${name}: a cancel ends it within two seconds`, async () => {
    const engine = await makeSlow()
    const stop = new AbortController()
    const heard = hear(engine, speaking, stop.signal).then(
      () => 'heard',
      (error: unknown) => (error instanceof AppError ? error.code : error),
    )
    stop.abort()
    const started = performance.now()
    expect(await heard).toBe('job.cancelled')
    expect(performance.now() - started).toBeLessThan(2000)
  })
}
