import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#core/errors.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { askWeb } from '../outbound/ask-web.ts'
import { isFeed, newestEpisode } from './newest-episode.ts'
import { isVideoSite, ytDlp } from './video-sites.ts'

export type FetchVideo = (
  url: string,
  /** Where the bytes go; appears only when it is whole. */
  file: string,
  options: { signal: AbortSignal; onProgress(percent: number): void },
) => Promise<{
  bytes: number
  /** What a feed calls it. */
  title: string | null
}>

const PATIENCE_MS = 30_000
/** A feed of some thousand episodes. */
const LARGEST_FEED = 20 * 1024 ** 2
const REDIRECTS = 5

/**
 * Fetches a video from the web onto the disk: from a known site by yt-dlp, of a feed the newest
 * episode, else the file itself.
 */
export const fetchVideo =
  ({
    allowPrivate,
    maxBytes = MAX_UPLOAD_BYTES,
  }: {
    allowPrivate: boolean
    maxBytes?: number
  }): FetchVideo =>
  async (url, file, options) => {
    const part = `${file}.part`
    try {
      let title: string | null = null
      if (isVideoSite(new URL(url))) await bySite(url, part, maxBytes, options)
      else title = await byAddress(url, part, { ...options, allowPrivate, maxBytes })
      const { size } = await stat(part)
      if (size === 0) throw new AppError('media.empty')
      if (size > maxBytes) throw new AppError('media.too-large')
      await rename(part, file)
      return { bytes: size, title }
    } finally {
      await rm(part, { force: true })
    }
  }

async function byAddress(
  url: string,
  part: string,
  options: {
    signal: AbortSignal
    onProgress(percent: number): void
    allowPrivate: boolean
    maxBytes: number
    /** A feed named the address: what it names is a file, not another feed. */
    ofFeed?: boolean
  },
): Promise<string | null> {
  const { signal, onProgress, allowPrivate, maxBytes, ofFeed = false } = options
  try {
    const answer = await askWeb(url, {
      redirects: REDIRECTS,
      patienceMs: PATIENCE_MS,
      allowPrivate,
      signal,
    })
    const { status, headers, body } = answer
    const total = Number(headers['content-length'] ?? 0)
    if (status !== 200 || total > maxBytes) {
      body.destroy()
      if (total > maxBytes) throw new AppError('media.too-large')
      throw new AppError('import.failed', { detail: `The address answered with ${status}.` })
    }
    if (headers['content-type']?.startsWith('text/html')) {
      body.destroy()
      throw new AppError('media.not-media', {
        detail: 'This address is a page, not a video file. Use the address of the file itself.',
      })
    }
    if (isFeed(headers['content-type'])) {
      const episode = ofFeed ? null : newestEpisode(await readFeed(body))
      if (!episode || !URL.canParse(episode.address, answer.url)) {
        body.destroy()
        throw new AppError('media.not-media', { detail: 'No episode of this feed can be heard.' })
      }
      const file = new URL(episode.address, answer.url).href
      await byAddress(file, part, { ...options, ofFeed: true })
      return episode.title
    }
    let come = 0
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        come += chunk.length
        if (come > maxBytes) return done(new AppError('media.too-large'))
        if (total > 0) onProgress(Math.floor((come / total) * 100))
        done(null, chunk)
      },
    })
    // Silence in the middle ends it too.
    body.setTimeout(PATIENCE_MS, () => body.destroy(new Error('The other side went silent.')))
    await pipeline(body, counted, createWriteStream(part), { signal })
    if (total > 0 && come < total)
      throw new AppError('import.failed', {
        detail: 'The video was cut off on its way. Try again.',
      })
    return null
  } catch (cause) {
    if (cause instanceof AppError || signal.aborted) throw cause
    throw new AppError('import.failed', { cause })
  }
}

async function readFeed(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let come = 0
  for await (const chunk of body) {
    come += chunk.length
    if (come > LARGEST_FEED) throw new AppError('media.too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** yt-dlp's own words are for the log: they may quote whatever the site sent. */
async function bySite(
  url: string,
  part: string,
  maxBytes: number,
  { signal, onProgress }: { signal: AbortSignal; onProgress(percent: number): void },
): Promise<void> {
  const program = await ytDlp()
  if (!program) throw new AppError('import.no-tool')
  const child = spawn(
    program,
    [
      '--ignore-config',
      '--no-playlist',
      '--no-cache-dir',
      '--newline',
      '--max-filesize',
      String(maxBytes),
      '--socket-timeout',
      String(PATIENCE_MS / 1000),
      '--format',
      'b[ext=mp4]/bv*[ext=mp4]+ba[ext=m4a]/b/bv*+ba',
      '--output',
      part,
      '--',
      url,
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV } as NodeJS.ProcessEnv,
    },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  child.stdout.on('data', (chunk: Buffer) => {
    const at = /\[download\]\s+([\d.]+)%/.exec(chunk.toString())?.[1]
    if (at) onProgress(Math.floor(Number(at)))
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new AppError('import.failed', { cause: new Error(said) })
}
