import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { contentName } from './content-name.ts'
import type { ExportCache } from './export-cache.ts'
import { runFfprobe } from './ffmpeg.ts'
import { requireTool, type Tools } from './tools.ts'

/** What a render must know about a file beyond its size and length. */
const ProbedSource = z.object({
  video: z
    .object({
      index: z.number(),
      /** Width of a pixel over its height. */
      pixelAspect: z.number(),
      /** Light is coded for a brighter screen than ours. */
      hdr: z.boolean(),
      /** Which coding of colour to assume where the file does not say. */
      matrix: z.enum(['bt601', 'bt709', 'bt2020']),
      /** When its last picture ends, s from the file's beginning; null: the file does not say. */
      end: z.number().nullable(),
    })
    .nullable(),
  audio: z.object({ index: z.number() }).nullable(),
})
export type ProbedSource = z.infer<typeof ProbedSource>

const Probed = z.object({
  streams: z.array(
    z.object({
      index: z.number(),
      codec_type: z.string().optional(),
      height: z.number().optional(),
      sample_aspect_ratio: z.string().optional(),
      color_transfer: z.string().optional(),
      color_space: z.string().optional(),
      disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      start_time: z.string().optional(),
      duration: z.string().optional(),
      tags: z.record(z.string(), z.string()).optional(),
    }),
  ),
  format: z.object({ start_time: z.string().optional() }),
})

type ProbeOptions = {
  tools: Pick<Tools, 'ffprobe'>
  source: { path: string }
  /** Another whenever the file has another content. */
  sourceKey: unknown
  cache: ExportCache
  /** Where what is known of it may lie meanwhile. */
  folder: string
  signal: AbortSignal | undefined
}

/** Looks into a source, or remembers what an earlier export saw there. */
export async function probeOnce(options: ProbeOptions): Promise<ProbedSource> {
  const { tools, source, sourceKey, cache, folder, signal } = options
  const name = `${contentName('probed', [requireTool(tools.ffprobe).version, sourceKey])}.json`
  const file = join(folder, name)
  const known = (await cache.take(name, file)) ? await readProbed(file) : null
  if (known) return known
  const probed = await probeSource(tools, source.path, signal)
  const fresh = join(folder, 'probed.json')
  await writeFile(fresh, JSON.stringify(probed))
  await cache.keep(name, fresh)
  return probed
}

async function readProbed(file: string): Promise<ProbedSource | null> {
  try {
    return ProbedSource.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Damaged, it is as good as none.
    return null
  }
}

export async function probeSource(
  tools: Pick<Tools, 'ffprobe'>,
  path: string,
  signal?: AbortSignal,
): Promise<ProbedSource> {
  const { streams, format } = Probed.parse(
    JSON.parse(
      await runFfprobe(
        tools,
        ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path],
        {
          signal,
        },
      ).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'tool.failed')
          throw new AppError('media.unsupported', { cause: error })
        throw error
      }),
    ),
  )
  // The picture on a record's sleeve is not a film.
  const video = streams.find(
    (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1,
  )
  const audio = streams.find((stream) => stream.codec_type === 'audio')
  return {
    video: video
      ? {
          index: video.index,
          pixelAspect: ratio(video.sample_aspect_ratio),
          hdr: /^(smpte2084|arib-std-b67)$/.test(video.color_transfer ?? ''),
          matrix: matrixOf(video.color_space, video.height ?? 0),
          end: endOf(video, format),
        }
      : null,
    audio: audio ? { index: audio.index } : null,
  }
}

/** Matroska says a stream's length in a tag of its own, as a clock does. */
function endOf(
  { start_time, duration, tags }: z.infer<typeof Probed>['streams'][number],
  format: z.infer<typeof Probed>['format'],
): number | null {
  const [hours, minutes, seconds] = (tags?.DURATION ?? '').split(':').map(Number)
  const length = duration
    ? Number(duration)
    : (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  if (!(length > 0)) return null
  return length + Number(start_time ?? 0) - Number(format.start_time ?? 0)
}

function ratio(text: string | undefined): number {
  const [over, under] = (text ?? '').split(':').map(Number)
  return over && under ? over / under : 1
}

function matrixOf(
  space: string | undefined,
  height: number,
): NonNullable<ProbedSource['video']>['matrix'] {
  if (space?.startsWith('bt2020')) return 'bt2020'
  if (space === 'bt709') return 'bt709'
  if (space === 'smpte170m' || space === 'bt470bg') return 'bt601'
  // Unsaid, it is what cameras and players take it for: small is old, large is new.
  return height >= 720 ? 'bt709' : 'bt601'
}
