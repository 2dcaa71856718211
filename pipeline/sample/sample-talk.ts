import { createHash } from 'node:crypto'
import { copyFile, link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTranscript, type Transcript } from '#core/transcript.ts'
import type { VideoMetadata } from '#core/video.ts'
import { folderStorage, type Storage, videoKey } from '#db/storage.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { readyMade } from '#render/ready-made.ts'
import type { Tools } from '#render/tools.ts'
import { makeIngest } from '../ingest/make-ingest.ts'
import { drawTalk, sampleTranscriptPath } from './draw-talk.ts'

/** The talk that comes with the product, drawn and ingested once a machine, then handed to whoever asks. */
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

/** Its files are made where a video's would be, under an id no video has. */
const SAMPLE = 'sample'
/** What is known about them. */
const FACTS = 'prepared.json'

export function sampleTalk({ tools, storage }: { tools: Tools; storage: Storage }): SampleTalk {
  let preparing: Promise<string> | null = null

  /** The folder its files are in. */
  const prepared = (signal: AbortSignal): Promise<string> => {
    preparing ??= readySample(tools, signal).finally(() => {
      preparing = null
    })
    return preparing
  }

  return {
    async prepare(signal) {
      await prepared(signal)
    },
    async adopt(videoId, signal) {
      const folder = await prepared(signal)
      const made = join(folder, videoKey(SAMPLE))
      for (const name of await readdir(made)) {
        const own = videoKey(videoId, name)
        await shareFile(join(made, name), await storage.place(own))
        await storage.keep(own)
      }
      // Every key and address names the sample's folder; the copies are in the video's own.
      const found = (await readFile(join(folder, FACTS), 'utf8')).replaceAll(
        `videos/${SAMPLE}/`,
        `videos/${videoId}/`,
      )
      return { ...(JSON.parse(found) as Prepared), transcript: await readSampleTranscript() }
    },
  }
}

/** The talk's files beside other things that are made once: a new data folder waits for no drawing. */
export async function readySample(tools: Tools, signal: AbortSignal): Promise<string> {
  return readyMade('sample-talk', await sampleFingerprint(tools), async (outDir) => {
    const storage = folderStorage(outDir)
    const ingest = makeIngest({ tools, storage })
    const film = await storage.place(videoKey(SAMPLE, 'source'))
    const drawn = join(outDir, 'drawn.mp4')
    await drawTalk((args) => runFfmpeg(tools, args, { signal }), drawn)
    await rename(drawn, film)
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
    await writeFile(join(outDir, FACTS), JSON.stringify(found))
  })
}

/** Of how it is drawn and ingested, and by which FFmpeg. */
async function sampleFingerprint({ ffmpeg }: Tools): Promise<string> {
  const hash = createHash('sha256').update('version' in ffmpeg ? ffmpeg.version : '')
  for (const folder of ['.', '../ingest']) {
    const sources = join(import.meta.dirname, folder)
    for (const name of (await readdir(sources)).sort())
      if (!/\.(test|fixtures)\.ts$/.test(name))
        hash.update(name).update(await readFile(join(sources, name)))
  }
  return hash.digest('hex')
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
