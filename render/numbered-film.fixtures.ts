import { runFfmpeg } from './ffmpeg.ts'
import type { RenderSource } from './render-clip.ts'
import type { Tools } from './tools.ts'

/** Rows of the test picture; the last flashes, those above write the frame's number in binary. */
const ROWS = 16

type NumberedFilm = {
  seconds: number
  fps?: number
  size?: { width: number; height: number }
  /** FFmpeg's arguments after the inputs: filters, codecs, offsets. */
  output?: string[]
  /** A lavfi source; null for a film without sound. */
  sound?: string | null
}

/** A pip of 50 ms at the start of each second. */
export const pips = (seconds: number) =>
  `aevalsrc='if(lt(mod(t,1),0.05),0.5*sin(2*PI*1000*t),0)':s=48000:d=${seconds}`

/**
 * A film whose every frame tells its number, in bands across the whole width so that no crop hides
 * them, with a flash and a pip at each full second.
 */
export async function numberedFilm(
  tools: Tools,
  path: string,
  { seconds, fps = 30, size = { width: 640, height: 360 }, output = [], sound }: NumberedFilm,
): Promise<RenderSource> {
  const { width, height } = size
  const bands = `if(eq(Y,${ROWS - 1}),if(mod(N,${fps}),16,235),if(mod(floor(N/pow(2,Y)),2),235,16))`
  const track = sound === undefined ? pips(seconds) : sound
  await runFfmpeg(tools, [
    '-y',
    ...['-f', 'lavfi', '-i', `nullsrc=s=${ROWS}x${ROWS}:r=${fps}:d=${seconds}`],
    ...(track ? ['-f', 'lavfi', '-i', track] : []),
    ...[
      '-filter_complex',
      `[0:v]format=gray,geq=lum='${bands}',scale=${width}:${height}:flags=neighbor,setsar=1,format=yuv420p[v]`,
    ],
    ...['-map', '[v]', ...(track ? ['-map', '1:a', '-c:a', 'aac'] : [])],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '48', ...output, path],
  ])
  return {
    path,
    ...size,
    durationMs: seconds * 1000,
    hasVideo: true,
    hasAudio: track !== null,
  }
}

/** The numbers the frames of a film tell, and which of them flash. */
export async function readNumbers(tools: Tools, path: string, turned = false) {
  const turn = turned ? 'transpose=1,' : ''
  const pixels = await readPixels(
    tools,
    path,
    `${turn}scale=${ROWS}:${ROWS}:flags=area,format=gray`,
  )
  const numbers: number[] = []
  const flashes: number[] = []
  for (let frame = 0; frame * ROWS * ROWS < pixels.length; frame++) {
    // At the left edge, where no captions are.
    const lit = (row: number) => (pixels[(frame * ROWS + row) * ROWS] ?? 0) > 125
    let number = 0
    for (let row = 0; row < ROWS - 1; row++) if (lit(row)) number += 2 ** row
    numbers.push(number)
    if (lit(ROWS - 1)) flashes.push(frame)
  }
  return { numbers, flashes }
}

/** The film's frames, filtered, as one run of bytes. */
export async function readPixels(tools: Tools, path: string, filter: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  await runFfmpeg(
    tools,
    ['-i', path, '-vf', filter, '-an', '-vsync', '0', '-f', 'rawvideo', 'pipe:1'],
    { onOutput: (chunk) => chunks.push(chunk) },
  )
  return Buffer.concat(chunks)
}

/** Where sound begins after quiet, in frames of the film. */
export async function readPips(tools: Tools, path: string): Promise<number[]> {
  const samples = await readSamples(tools, path)
  const onsets: number[] = []
  let quietSince = 0
  for (let i = 0; i < samples.length; i++) {
    if (Math.abs(samples[i] ?? 0) < 2000) continue
    if (i - quietSince > 4800 || onsets.length === 0) onsets.push(i / 1600)
    quietSince = i
  }
  return onsets
}

/** The sound as 48 kHz mono. */
export async function readSamples(tools: Tools, path: string): Promise<Int16Array> {
  const chunks: Buffer[] = []
  await runFfmpeg(tools, ['-i', path, '-vn', '-ac', '1', '-ar', '48000', '-f', 's16le', 'pipe:1'], {
    onOutput: (chunk) => chunks.push(chunk),
  })
  const bytes = Buffer.concat(chunks)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

export async function readLoudness(tools: Tools, path: string) {
  const said = await runFfmpeg(tools, [
    ...['-i', path, '-filter_complex', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
  ])
  const summary = said.slice(said.lastIndexOf('Summary:'))
  return {
    loudness: Number(/I:\s+(-?[\d.]+)/.exec(summary)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+|-inf)/.exec(summary)?.[1] ?? Number.NaN),
  }
}
