import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import type { HeardSegment } from '#core/transcript.ts'
import { guessLanguage } from '#core/transcript-import/guess-language.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { EnginePace, HearingProgress, type Stage } from './hearing-progress.ts'
import { type Chunk, inTurn, planChunks, planMeeting, planParts } from './plan-chunks.ts'
import type { EngineCaps, Heard, Speech, SpeechEngine } from './speech.ts'
import { NATIVE_MS, OVERLAP_MS, SHARED_MS, stitch } from './stitch.ts'
import { Voices } from './voices.ts'
import { openTrack, sliceTrack, trackMs } from './wav-slice.ts'

/** Chunks heard at a time. */
const AT_ONCE = 3
/** So many chunks, from all over the track, tell the language by their majority; the rest are told. */
const TELLING = 3
/** How often progress is told while nothing is answered. */
const TELL_EVERY_MS = 1000

/**
 * A sound track of any length heard by an engine that takes ten minutes. Every chunk's answer is kept
 * beside the video, under a name made of its sound, the engine and what was asked: a retry pays for
 * nothing twice.
 */
export function hearTrack(
  engine: SpeechEngine,
  storage: Storage,
  /** Dollars a minute. */
  price: number | null = 0,
): Speech {
  const pace = new EnginePace(engine.atOnce)
  return {
    id: engine.id,
    caps: engine.caps,
    costOf: (durationMs) => (price === null ? null : (durationMs / 60_000) * price),
    async transcribe(
      { videoId, path, energy },
      { signal, onProgress, language: told, vocabulary = [] },
    ) {
      await engine.prepare?.({ signal, onProgress })
      const track = await openTrack(path)
      const durationMs = trackMs(track)
      const { words, diarize, maxSeconds } = engine.caps
      // Text without times cannot be laid over itself: its pieces end where it is quiet, and meet there.
      const overlapMs = words === 'none' ? 0 : OVERLAP_MS
      const longestMs = maxSeconds * 1000 - 2 * overlapMs
      const quiet = energy ?? new Float32Array()
      const { chunks, stages } = planHearing(quiet, durationMs, longestMs, engine.caps)
      const progress = new HearingProgress(
        chunks.map(({ from, to }) => to - from),
        stages,
        pace,
      )
      const tell = () => onProgress(progress.percent())

      const voices = new Voices()
      const hear = async (
        { from, to }: Chunk,
        piece: number,
        language: string | undefined,
      ): Promise<Heard> => {
        progress.began(piece)
        // A little more on both sides: a word at the cut is whole in one piece or the other.
        const start = Math.max(0, from - overlapMs)
        const end = Math.min(durationMs, to + overlapMs)
        const wav = await sliceTrack(track, start, end)
        const name = createHash('sha256')
          .update(wav)
          .update(`${engine.id} ${language ?? ''}${vocabulary.map((word) => ` ${word}`).join('')}`)
        for (const voice of voices.known) name.update(voice.name).update(voice.wav)
        const key = videoKey(videoId, `heard/${name.digest('hex').slice(0, 32)}.json`)
        const kept = await readKept(storage, key)
        const heard =
          kept ??
          (await engine.transcribe(
            { wav, durationMs: end - start },
            { language, vocabulary, speakers: voices.known, signal },
          ))
        if (!kept) await keep(storage, key, heard)
        progress.ended(piece, kept !== null)
        tell()
        return heard
      }

      const ticking = setInterval(tell, TELL_EVERY_MS)
      const answers: Heard[] = []
      let language = told
      try {
        for (const { pieces, lanes } of stages) {
          const before = answers.length
          const heard = await inParallel(
            chunks.slice(before, before + pieces),
            lanes,
            signal,
            async (chunk, i) => {
              const answer = await hear(chunk, before + i, language)
              // One after the other: whoever is met in a piece is known in the next.
              if (diarize && lanes === 1) {
                const start = Math.max(0, chunk.from - overlapMs)
                await voices.meet(answer.segments, before + i, start, track)
              }
              return answer
            },
          )
          answers.push(...heard)
          language ??= majority(heard.flatMap(({ language }) => language ?? []))
        }
      } finally {
        clearInterval(ticking)
      }

      const pieces = answers.map(({ segments }, i) => {
        const { from, to } = chunks[i] as Chunk
        const start = Math.max(0, from - overlapMs)
        const named = diarize ? voices.named(segments, i) : segments
        return { from, to, segments: named.map((segment) => later(segment, start)) }
      })
      pieces.sort((a, b) => a.from - b.from)
      const segments = stitch(pieces, words === 'native' ? NATIVE_MS : SHARED_MS)
      const said = segments.slice(0, 200).flatMap(({ words }) => words.map(({ text }) => text))
      return { language: language ?? guessLanguage(said.join(' ')), segments }
    },
  }
}

/**
 * What is heard first, a few at a time, and what after it. The first chunks come from all over the track
 * and vote on the language; where voices are known again, they are its beginning, one after the other.
 * Where they are not, each chunk has voices of its own, so there are as few as can be.
 */
function planHearing(
  energy: Float32Array,
  durationMs: number,
  longestMs: number,
  { diarize, knowsVoices }: EngineCaps,
): { chunks: Chunk[]; stages: Stage[] } {
  const staged = (first: Chunk[], lanes: number, rest: Chunk[]) => ({
    chunks: [...first, ...rest],
    stages: [
      { pieces: first.length, lanes },
      { pieces: rest.length, lanes: AT_ONCE },
    ],
  })
  if (knowsVoices) {
    const { meeting, parts } = planMeeting(energy, durationMs, longestMs, AT_ONCE)
    return staged(meeting, 1, inTurn(parts))
  }
  if (diarize) {
    const chunks = planChunks(energy, durationMs, longestMs)
    return staged(chunks.slice(0, 1), 1, chunks.slice(1))
  }
  const chunks = inTurn(planParts(energy, durationMs, longestMs, TELLING))
  return staged(chunks.slice(0, TELLING), AT_ONCE, chunks.slice(TELLING))
}

/** Counted from the start of the track. */
const later = (segment: HeardSegment, by: number): HeardSegment => ({
  ...segment,
  from: segment.from + by,
  to: segment.to + by,
  words: segment.words.map((word) => ({ ...word, from: word.from + by, to: word.to + by })),
})

async function readKept(storage: Storage, key: string): Promise<Heard | null> {
  if ((await storage.size(key)) === null) return null
  return JSON.parse(await readFile(await storage.place(key), 'utf8')) as Heard
}

async function keep(storage: Storage, key: string, heard: Heard): Promise<void> {
  const file = await storage.place(key)
  await writeFile(`${file}.part`, JSON.stringify(heard))
  await rename(`${file}.part`, file)
  await storage.keep(key)
}

/** In order, a few at a time. The first failure stops the others. */
async function inParallel<In, Out>(
  all: In[],
  lanes: number,
  signal: AbortSignal,
  work: (one: In, index: number) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  let failed = false
  const lane = async () => {
    while (next < all.length && !failed) {
      const index = next++
      if (signal.aborted) throw new AppError('job.cancelled', { cause: signal.reason })
      try {
        results[index] = await work(all[index] as In, index)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const ended of ends) if (ended.status === 'rejected') throw ended.reason
  return results
}

function majority(all: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
