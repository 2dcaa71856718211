import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import type { HeardSegment } from '#core/transcript.ts'
import { guessLanguage } from '#core/transcript-import/guess-language.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { planChunks } from './plan-chunks.ts'
import type { Heard, Speech, SpeechEngine } from './speech.ts'
import { NATIVE_MS, OVERLAP_MS, SHARED_MS, stitch } from './stitch.ts'
import { Voices } from './voices.ts'
import { openTrack, sliceTrack, trackMs } from './wav-slice.ts'

/** Chunks heard at a time. */
const AT_ONCE = 3
/** So many chunks tell the language by their majority; the rest are told. */
const TELLING = 3

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
      const chunks = planChunks(energy ?? new Float32Array(), durationMs, longestMs)

      const voices = new Voices()
      let heardMs = 0
      const hear = async (
        { from, to }: { from: number; to: number },
        language: string | undefined,
      ): Promise<Heard> => {
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
        heardMs += to - from
        onProgress((heardMs / durationMs) * 100)
        return heard
      }

      // Voices are met in the first piece, and told again in the others.
      const telling = diarize ? 1 : TELLING
      const first = await inParallel(chunks.slice(0, telling), signal, (chunk) => hear(chunk, told))
      if (diarize && first[0]) await voices.meet(first[0].segments, track)
      const language = told ?? majority(first.flatMap(({ language }) => language ?? []))
      const rest = await inParallel(chunks.slice(telling), signal, (chunk) => hear(chunk, language))

      const pieces = [...first, ...rest].map(({ segments }, i) => {
        const { from, to } = chunks[i] as (typeof chunks)[number]
        const start = Math.max(0, from - overlapMs)
        const named = diarize ? voices.named(segments, i) : segments
        return { from, to, segments: named.map((segment) => later(segment, start)) }
      })
      const segments = stitch(pieces, words === 'native' ? NATIVE_MS : SHARED_MS)
      const said = segments.slice(0, 200).flatMap(({ words }) => words.map(({ text }) => text))
      return { language: language ?? guessLanguage(said.join(' ')), segments }
    },
  }
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
  signal: AbortSignal,
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  let failed = false
  const lane = async () => {
    while (next < all.length && !failed) {
      const index = next++
      if (signal.aborted) throw new AppError('job.cancelled', { cause: signal.reason })
      try {
        results[index] = await work(all[index] as In)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
  return results
}

function majority(all: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
