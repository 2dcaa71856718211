import { rename, rm, stat } from 'node:fs/promises'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Decoder } from './decoders.ts'
import type { MediaFacts } from './ingest.ts'
import { toneMap } from './make-proxy.ts'
import { CONTAINERS } from './probe.ts'

/** Where a good picture is likely: not the title, not the end. */
const PLACES = [0.08, 0.25, 0.5]
const WIDEST = 1280

/**
 * One picture that stands for the video. Of a few, the one with most to see: a black or blank
 * picture makes the smallest file.
 */
export async function makePoster(
  decoder: Decoder,
  source: { path: string; facts: MediaFacts },
  out: string,
  signal: AbortSignal,
  /** Shares of the whole to look at. */
  places = PLACES,
): Promise<void> {
  const { video, durationMs } = source.facts
  if (!video) return
  const scale = Math.min(1, WIDEST / Math.max(video.width, video.height))
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2)
  const tries: { file: string; bytes: number }[] = []
  for (const [i, place] of places.entries()) {
    const file = `${out}.${i}.jpg`
    await runFfmpeg(
      decoder,
      [
        '-y',
        '-v',
        'error',
        '-ss',
        ((durationMs / 1000) * place).toFixed(3),
        '-format_whitelist',
        CONTAINERS,
        '-i',
        `file:${source.path}`,
        '-map',
        `0:${video.index}`,
        '-frames:v',
        '1',
        '-vf',
        [
          `scale=${even(video.width)}:${even(video.height)}`,
          ...(video.hdr ? toneMap(decoder.ffmpeg.filters) : []),
        ].join(','),
        '-c:v',
        'mjpeg',
        '-pix_fmt',
        'yuvj420p',
        '-q:v',
        '4',
        '-f',
        'image2',
        '-update',
        '1',
        `file:${file}`,
      ],
      { signal },
    )
    // Nothing at this place where the picture ends before the sound does.
    const found = await stat(file).catch(() => null)
    if (found && found.size > 0) tries.push({ file, bytes: found.size })
  }
  tries.sort((a, b) => b.bytes - a.bytes)
  const [best, ...rest] = tries
  if (best) await rename(best.file, out)
  await Promise.all(rest.map(({ file }) => rm(file, { force: true })))
}
