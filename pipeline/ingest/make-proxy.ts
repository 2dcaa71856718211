import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Decoder } from './decoders.ts'
import type { MediaFacts } from './ingest.ts'
import { CONTAINERS } from './probe.ts'

/** The shorter side of the proxy; pictures smaller than this keep their size. */
const PROXY_SIDE = 540
/** A picture that stands alone every half second: the editor jumps to any place at once. */
const GOP = 15

/**
 * Its index stands first and is small: a second of each stream lies together, and pictures are shown
 * in the order they are stored. A browser reads all of it before the first picture, of three hours
 * 3.7 MB instead of 12.
 */
export const PROXY_INDEX = ['-movflags', '+faststart', '-chunk_duration', '1000000']
const IN_ORDER = ['-bf', '0']

/** The size the proxy has, even on both sides as its pixel format wants. */
export function proxySize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, PROXY_SIDE / Math.min(width, height))
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2)
  return { width: even(width), height: even(height) }
}

/**
 * One pass over the upload: the proxy (upright, 30 pictures a second from time 0, stereo) and the
 * speech track (16 kHz, one channel), both counted from the same zero.
 */
export async function makeProxy(
  decoder: Decoder,
  source: { path: string; facts: MediaFacts },
  out: { proxy: string; speech: string },
  options: { signal: AbortSignal; onProgress(ms: number): void },
): Promise<void> {
  const { video, audio } = source.facts
  // Silence is filled in where the sound begins late or has gaps, so that it stays with the picture.
  const steady = ['-af', 'aresample=async=1:first_pts=0']
  await runFfmpeg(
    decoder,
    [
      '-y',
      '-v',
      'error',
      '-format_whitelist',
      CONTAINERS,
      '-i',
      `file:${source.path}`,
      '-map_metadata',
      '-1',
      '-map_chapters',
      '-1',
      ...(video ? videoArgs(decoder, video) : ['-vn']),
      ...(audio
        ? ['-map', `0:${audio.index}`, ...steady, '-c:a', 'aac', '-b:a', '112k', '-ac', '2']
        : ['-an']),
      ...(audio ? ['-ar', '48000'] : []),
      ...PROXY_INDEX,
      '-f',
      'mp4',
      `file:${out.proxy}`,
      ...(audio
        ? ['-map', `0:${audio.index}`, ...steady, '-c:a', 'pcm_s16le', '-ac', '1', '-ar', '16000']
        : []),
      ...(audio ? ['-map_metadata', '-1', '-f', 'wav', `file:${out.speech}`] : []),
    ],
    options,
  )
}

function videoArgs({ ffmpeg: { filters } }: Decoder, video: NonNullable<MediaFacts['video']>) {
  const { width, height } = proxySize(video)
  // Without the filter the encoder's own rate control fills and drops, to the same effect.
  const steadyRate = filters.has('fps')
  const chain = [
    ...(filters.has('yadif') ? ['yadif=deint=interlaced'] : []),
    ...(steadyRate ? ['fps=30:start_time=0'] : []),
    `scale=${width}:${height}:flags=bilinear`,
    ...(video.hdr ? toneMap(filters) : []),
    ...(filters.has('setsar') ? ['setsar=1'] : []),
  ]
  return [
    '-map',
    `0:${video.index}`,
    '-vf',
    chain.join(','),
    ...(steadyRate ? [] : ['-r', '30', '-vsync', 'cfr', '-aspect', `${width}:${height}`]),
    '-c:v',
    'libx264',
    '-preset',
    'superfast',
    '-crf',
    '26',
    '-pix_fmt',
    'yuv420p',
    '-g',
    String(GOP),
    '-sc_threshold',
    '40',
    ...IN_ORDER,
  ]
}

/** Where the filters are there; without them HDR looks pale, but it plays. */
export const toneMap = (filters: Set<string>) =>
  filters.has('zscale') && filters.has('tonemap')
    ? [
        'zscale=t=linear:npl=100',
        'format=gbrpf32le',
        'zscale=p=bt709',
        'tonemap=tonemap=hable:desat=0',
        'zscale=t=bt709:m=bt709:r=tv',
      ]
    : []
