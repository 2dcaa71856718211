import { copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { makeTranscript, type Transcript } from '#core/transcript.ts'
import type { VideoMetadata } from '#core/video.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Tools } from '#render/tools.ts'
import type { Ingest } from '../ingest/ingest.ts'
import { drawTalk, sampleTranscriptPath } from './draw-talk.ts'

/** The talk that comes with the product, drawn and ingested once, then handed to whoever asks. */
export type SampleTalk = {
  /** Draws and ingests it if that has not happened yet. Safe to call again at any time. */
  prepare(signal: AbortSignal): Promise<void>
  /** Gives a video its files and says what is known about them. Prepares first where needed. */
  adopt(videoId: string, signal: AbortSignal): Promise<AdoptedTalk>
}

export type AdoptedTalk = {
  metadata: VideoMetadata
  thumbnailUrl: string | null
  energyKey: string | null
  scenes: number[]
  transcript: Transcript
}

type Prepared = Omit<AdoptedTalk, 'transcript'>

/** Its files live where a video's do, under an id no video has. */
const SAMPLE = 'sample'
/** Written last: what is listed here is whole. */
const PREPARED = videoKey(SAMPLE, 'prepared-1.json')

export function sampleTalk(world: { tools: Tools; storage: Storage; ingest: Ingest }): SampleTalk {
  const { tools, storage, ingest } = world
  let preparing: Promise<Prepared> | null = null

  const prepared = (signal: AbortSignal): Promise<Prepared> => {
    preparing ??= prepareOnce(signal).finally(() => {
      preparing = null
    })
    return preparing
  }

  async function prepareOnce(signal: AbortSignal): Promise<Prepared> {
    const done = await storage.place(PREPARED)
    const before = await readFile(done, 'utf8').catch(() => null)
    if (before) return JSON.parse(before) as Prepared

    const film = await storage.place(videoKey(SAMPLE, 'source'))
    if ((await storage.size(videoKey(SAMPLE, 'source'))) === null) {
      const part = await storage.place(videoKey(SAMPLE, '.talk.part.mp4'))
      await drawTalk((args) => runFfmpeg(tools, args, { signal }), part)
      await rename(part, film)
      await storage.keep(videoKey(SAMPLE, 'source'))
    }
    const facts = await ingest.probe(film, signal)
    const found: Prepared = { metadata: {}, thumbnailUrl: null, energyKey: null, scenes: [] }
    const { energyKey } = await ingest.prepare(
      { videoId: SAMPLE, path: film, facts, have: {} },
      {
        signal,
        onProgress: () => {},
        async onPart({ metadata, thumbnailUrl }) {
          Object.assign(found.metadata, metadata)
          found.thumbnailUrl = thumbnailUrl ?? found.thumbnailUrl
        },
      },
    )
    found.energyKey = energyKey
    found.scenes = await ingest.scenes(
      { videoId: SAMPLE, durationMs: facts.durationMs },
      { signal, onProgress: () => {} },
    )
    await writeFile(`${done}.part`, JSON.stringify(found))
    await rename(`${done}.part`, done)
    await storage.keep(PREPARED)
    return found
  }

  return {
    async prepare(signal) {
      await prepared(signal)
    },
    async adopt(videoId, signal) {
      const found = await prepared(signal)
      for await (const key of storage.list(videoKey(SAMPLE))) {
        const name = key.slice(videoKey(SAMPLE).length)
        if (name.startsWith('.') || name.endsWith('.json')) continue
        const own = videoKey(videoId, name)
        await shareFile(await storage.place(key), await storage.place(own))
        await storage.keep(own)
      }
      // Every key and address names the sample's folder; the copies are in the video's own.
      const own = JSON.parse(
        JSON.stringify(found).replaceAll(`videos/${SAMPLE}/`, `videos/${videoId}/`),
      ) as Prepared
      return { ...own, transcript: await readSampleTranscript() }
    },
  }
}

/** A second name for the same bytes; a copy where the file system has no such thing. */
async function shareFile(from: string, to: string) {
  await rm(to, { force: true })
  await link(from, to).catch(() => copyFile(from, to))
}

async function readSampleTranscript(): Promise<Transcript> {
  const { segments } = JSON.parse(await readFile(sampleTranscriptPath, 'utf8')) as {
    segments: {
      start: number
      end: number
      speaker: string
      words: { word: string; start: number; end: number }[]
    }[]
  }
  return makeTranscript(
    'en',
    segments.map(({ start, end, speaker, words }) => ({
      from: start * 1000,
      to: end * 1000,
      speaker,
      words: words.map((word) => ({
        text: word.word,
        from: word.start * 1000,
        to: word.end * 1000,
        confidence: null,
        timing: 'native',
      })),
    })),
  )
}
