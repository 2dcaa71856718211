import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#core/errors.ts'
import type { ExportSettings } from '#core/export-settings.ts'
import type { Box } from '#remotion/caption-layout.ts'
import type { Chunk } from './chunks.ts'
import { countFrames } from './count-frames.ts'
import type { DrawnGraphic } from './draw-graphics.ts'
import { partsClock, plainOutput, videoArgs, videoClock } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Framed } from './framed-picture.ts'
import { graphArgs } from './graph-args.ts'
import { graphicChains } from './graphic-chains.ts'
import { pictureGraph, pictureInput, secondsOf } from './picture-graph.ts'
import type { ProbedSource } from './probe-source.ts'
import { type Cell, cellChain, sheetFeed } from './sheet-feed.ts'
import { framesOf, type Take } from './takes.ts'
import type { Tools } from './tools.ts'

/** What all chunks of a film share. */
export type FilmPlan = {
  tools: Tools
  folder: string
  settings: ExportSettings
  /** What is composed, px; what is written may be smaller. */
  canvas: { width: number; height: number }
  picture: { width: number; height: number }
  /** The film to cut from, and what is done to each of its pictures; or a still in its place. */
  ground:
    | {
        film: NonNullable<ProbedSource['video']>
        path: string
        /** Of every picture, or how each is framed. */
        look: string | Framed
      }
    | { still: string }
    | 'transparent'
  /** What a cell covers of the canvas, px, and where every sheet is empty; null: nothing is written. */
  captions: { band: Box; emptyY: number } | null
}

type EncodeOptions = {
  film: FilmPlan
  chunks: Chunk[]
  /** What is written on each frame of the chunks, one after another. */
  cells: (Cell | null)[]
  /** What lies under that on the picture. */
  graphics: DrawnGraphic[]
  /** A name no other group has. */
  name: string
  /** Of the files: `mp4`, `webm` or `mov`. */
  extension: string
  signal: AbortSignal
  onFrames: (frames: number) => void
}

/**
 * Encodes stretches of a film in one process, each to a file of its own that begins with a whole
 * picture. Returns the files in order; a file with another number of frames than it should have is
 * an error.
 */
export async function encodeChunks(options: EncodeOptions): Promise<string[]> {
  const { film, chunks, name, extension, signal, onFrames } = options
  const { tools, folder, settings } = film
  const rate = settings.fps
  const { inputs, graph } = await composition(options)
  const ends = chunks.slice(0, -1).map((_, i) => framesOf(chunks.slice(0, i + 1).flatMap(takes)))
  const frames = framesOf(chunks.flatMap(takes))
  // One file needs no dividing, and not every container can be divided.
  const written =
    chunks.length === 1
      ? [
          ...(extension === 'mp4' || extension === 'mov' ? videoClock : []),
          `${name}-0.${extension}`,
        ]
      : [
          ...['-force_key_frames', ends.map((end) => secondsOf(end, rate)).join(',')],
          ...['-f', 'segment', '-segment_frames', ends.join(',')],
          ...['-segment_format', extension, '-reset_timestamps', '1'],
          ...(extension === 'webm' ? [] : partsClock),
          `${name}-%d.${extension}`,
        ]
  await runFfmpeg(
    tools,
    [
      ...['-y', '-filter_complex_threads', '1', ...inputs],
      ...(await graphArgs(tools, graph, join(folder, `${name}-graph.txt`))),
      ...['-map', '[film]', '-an', ...plainOutput, ...videoArgs(settings), ...written],
    ],
    { cwd: folder, signal, onProgress: (ms) => onFrames((ms / 1000) * rate) },
  )
  onFrames(frames)
  const files = chunks.map((_, i) => join(folder, `${name}-${i}.${extension}`))
  for (const [i, file] of files.entries()) {
    const count = await countFrames(tools, file)
    if (count !== chunks[i]?.frames)
      throw new AppError('render.failed', {
        cause: new Error(`a chunk has ${count} frames where ${chunks[i]?.frames} belong`),
      })
  }
  return files
}

const takes = (chunk: Chunk): Take[] => chunk.takes

async function composition({ film, chunks, cells, graphics, name }: EncodeOptions) {
  const { ground, captions, canvas, picture, settings, folder } = film
  const rate = settings.fps
  const all = joined(chunks.flatMap(takes))
  const frames = framesOf(all)
  const inputs: string[] = []
  const graph: string[] = []
  const feed = captions && sheetFeed(cells, captions.emptyY, rate)
  const clear = ground === 'transparent'
  let count = 0
  if (ground === 'transparent') {
    const { width, height } = canvas
    graph.push(`color=black@0:s=${width}x${height}:r=${rate},format=yuva444p[base]`)
  } else if ('still' in ground) {
    inputs.push('-loop', '1', '-framerate', String(rate), '-i', ground.still)
    graph.push(
      `[0:v]trim=end_frame=${frames},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[base]`,
    )
    count = 1
  } else {
    const { film, path, look } = ground
    const { runs, chains, scripts } = pictureGraph({
      ...{ takes: all, rate, video: film, look, canvas, name },
    })
    for (const run of runs) inputs.push('-threads', '1', ...pictureInput(run, path, rate))
    graph.push(...chains)
    for (const [file, script] of scripts) await writeFile(join(folder, file), script)
    count = runs.length
  }
  const shown = chunks.flatMap(({ at, frames }) => Array.from({ length: frames }, (_, i) => at + i))
  const laid = graphicChains(graphics, shown, {
    ...{ rate, clear, firstInput: count, from: '[base]', to: feed ? '[seen]' : '[laid]' },
  })
  inputs.push(...laid.inputs)
  graph.push(...laid.chains)
  if (feed && captions) {
    const script = `${name}-cells.txt`
    await writeFile(join(folder, `${name}-sheets.txt`), feed.list)
    await writeFile(join(folder, script), feed.commands)
    const { band } = captions
    const pixels = clear ? 'yuva444p' : 'yuva420p'
    const input = count + laid.inputs.length / 2
    // All stills of a list are alike: what is read to find out about them is read for nothing.
    const asTold = ['-threads', '1', '-probesize', '32', '-analyzeduration', '1']
    inputs.push(...asTold, '-f', 'concat', '-safe', '0', '-i', `${name}-sheets.txt`)
    graph.push(
      `${cellChain({ band, rate, script, pixels }, input, feed.firstY)}[captions]`,
      `[seen][captions]overlay=${band.x}:${band.y}${clear ? ':format=yuv444' : ''}[laid]`,
    )
  }
  const { width, height } = picture
  // The list of sheets lasts a still longer than the film.
  const bound = `trim=end_frame=${frames}`
  graph.push(
    width === canvas.width && height === canvas.height
      ? `[laid]${bound}[film]`
      : `[laid]${bound},scale=${width}:${height}:flags=bicubic,setsar=1[film]`,
  )
  return { inputs, graph }
}

/** Takes that go on where the last one ended are one: fewer outlets, and the same frames. */
function joined(takes: Take[]): Take[] {
  const whole: Take[] = []
  for (const take of takes) {
    const last = whole.at(-1)
    if (last && !last.over && !take.over && last.source + last.frames === take.source)
      last.frames += take.frames
    else whole.push({ ...take })
  }
  return whole
}
