import { z } from 'zod'
import { AppError } from './errors.ts'
import { type Shape, shapeSize } from './shape.ts'
import { FPS } from './time.ts'

/**
 * What file an export leaves. `mp4` and `webm` are the film; `mov` is the captions alone, on a
 * transparent ground, to lay over a film elsewhere; `gif` is a small film without sound.
 */
export const ExportFormat = z.enum(['mp4', 'webm', 'mov', 'gif'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const VideoCodec = z.enum(['h264', 'hevc', 'vp9', 'prores', 'gif'])
export type VideoCodec = z.infer<typeof VideoCodec>

export const ExportQuality = z.enum(['draft', 'standard', 'high', 'best'])
export type ExportQuality = z.infer<typeof ExportQuality>

/** What may lie beside the film. */
export const Companion = z.enum(['srt', 'vtt', 'ass', 'txt', 'poster'])
export type Companion = z.infer<typeof Companion>

/** The film of an export, or what lies beside it. */
export const ExportFile = z.enum(['film', ...Companion.options])
export type ExportFile = z.infer<typeof ExportFile>

/** Codecs a format takes; the first is its own choice. */
export const codecsOf = {
  mp4: ['h264', 'hevc'],
  webm: ['vp9'],
  mov: ['prores'],
  gif: ['gif'],
} as const satisfies Record<ExportFormat, readonly VideoCodec[]>

/** Pictures a second a format takes; the first is its own choice. */
export const ratesOf = {
  mp4: [FPS, 24, 25, 50, 60],
  webm: [FPS, 24, 25, 50, 60],
  mov: [FPS, 60],
  gif: [15, 10, 20, 25],
} as const satisfies Record<ExportFormat, readonly number[]>

const names = { mp4: 'MP4', webm: 'WebM', mov: 'MOV', gif: 'GIF' } as const
const codecNames = {
  h264: 'H.264',
  hevc: 'HEVC',
  vp9: 'VP9',
  prores: 'ProRes',
  gif: 'GIF',
} as const

/** px; half-resolution colour wants even numbers. */
const Side = z
  .number()
  .int()
  .min(64, 'A side of the picture has at least 64 pixels.')
  .max(3840, 'A side of the picture has at most 3840 pixels.')
  .refine((side) => side % 2 === 0, 'A side of the picture is an even number of pixels.')

const Settings = z.strictObject({
  format: ExportFormat.default('mp4'),
  /** Left out: the format's own. */
  codec: VideoCodec.optional(),
  quality: ExportQuality.default('high'),
  /** Of the picture, kbit/s; null: as many as the quality takes. */
  bitrate: z
    .number()
    .int()
    .min(200, 'The bitrate is at least 200 kbit/s.')
    .max(80_000, 'The bitrate is at most 80000 kbit/s.')
    .nullable()
    .default(null),
  /** Size of the picture; null: the shape's own, 1080 px on the short side. */
  resolution: z.strictObject({ width: Side, height: Side }).nullable().default(null),
  /** Pictures a second. Left out: the format's own. */
  fps: z.number().int().optional(),
  /** kbit/s. */
  audioBitrate: z
    .number()
    .int()
    .min(48, 'The sound’s bitrate is at least 48 kbit/s.')
    .max(320, 'The sound’s bitrate is at most 320 kbit/s.')
    .default(192),
})

/** How a film is written: the quality settings of an export. What is left out gets its format's own. */
export const ExportSettings = Settings.superRefine((settings, ctx) => {
  const wrong = (path: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [path], message })
  const { format, codec, fps, bitrate } = settings
  const codecs: readonly VideoCodec[] = codecsOf[format]
  if (codec !== undefined && !codecs.includes(codec))
    wrong(
      'codec',
      `${names[format]} does not take ${codecNames[codec]}. It takes ${codecs.map((c) => codecNames[c]).join(' or ')}.`,
    )
  const rates: readonly number[] = ratesOf[format]
  if (fps !== undefined && !rates.includes(fps))
    wrong(
      'fps',
      `${names[format]} is made with ${[...rates].sort((a, b) => a - b).join(', ')} pictures a second.`,
    )
  if (bitrate !== null && (format === 'mov' || format === 'gif'))
    wrong('bitrate', `${names[format]} has no bitrate to choose; choose a size instead.`)
}).transform((settings) => ({
  ...settings,
  codec: settings.codec ?? (codecsOf[settings.format][0] as VideoCodec),
  fps: settings.fps ?? (ratesOf[settings.format][0] as number),
}))
export type ExportSettings = z.infer<typeof ExportSettings>

/** MP4 with H.264 at high quality: what every site takes. */
export const plainExport: ExportSettings = ExportSettings.parse({})

/** Short side of a GIF that names no size, px: larger ones take tens of megabytes. */
const GIF_SIDE = 480

/** Size of the picture in px. Throws 'export.impossible' where a resolution is of another shape. */
export function pictureSize(
  { format, resolution }: Pick<ExportSettings, 'format' | 'resolution'>,
  shape: Shape,
): { width: number; height: number } {
  const own = shapeSize[shape]
  if (!resolution) return format === 'gif' ? sizeBySide(shape, GIF_SIDE) : own
  const { width, height } = resolution
  // Even sides cannot meet every shape to the pixel.
  if (Math.abs(width - (height * own.width) / own.height) > 2)
    throw new AppError('export.impossible', {
      detail:
        `${width}×${height} is not ${shape}. ` +
        `${even((height * own.width) / own.height)}×${height} would be.`,
    })
  return resolution
}

/** The size of a shape's picture that is so many px on its short side. */
export function sizeBySide(shape: Shape, side: number): { width: number; height: number } {
  const own = shapeSize[shape]
  const factor = side / Math.min(own.width, own.height)
  return { width: even(own.width * factor), height: even(own.height * factor) }
}

const even = (side: number) => Math.round(side / 2) * 2

/** A resolution as the API writes it: `1080x1920`. Null where it is not one. */
export function readResolution(text: string): { width: number; height: number } | null {
  const [, width, height] = /^(\d{2,4})[x×](\d{2,4})$/.exec(text.trim()) ?? []
  return width && height ? { width: Number(width), height: Number(height) } : null
}

/** FFmpeg's name for what writes the pictures. */
export const encoderOf = {
  h264: 'libx264',
  hevc: 'libx265',
  vp9: 'libvpx-vp9',
  prores: 'prores_ks',
  gif: 'gif',
} as const satisfies Record<VideoCodec, string>

/** FFmpeg's name for what writes the sound; null where the format carries none. */
export const soundEncoderOf = {
  mp4: 'aac',
  webm: 'libopus',
  mov: null,
  gif: null,
} as const satisfies Record<ExportFormat, string | null>

/** Throws 'export.impossible' where an FFmpeg with these encoders cannot make such a file. */
export function requireEncoders(
  { format, codec }: Pick<ExportSettings, 'format' | 'codec'>,
  encoders: ReadonlySet<string>,
): void {
  const wanted = [encoderOf[codec], soundEncoderOf[format]].filter((name) => name !== null)
  const lacking = wanted.filter((name) => !encoders.has(name))
  if (lacking.length > 0)
    throw new AppError('export.impossible', {
      detail:
        `This machine cannot write ${names[format]} with ${codecNames[codec]}: ` +
        `its FFmpeg was built without ${lacking.join(' and ')}. Choose MP4 with H.264, or install a fuller FFmpeg.`,
    })
}

/** What the film of an export is called beside its companions. */
export const filmName = ({ format }: Pick<ExportSettings, 'format'>): string => `clip.${format}`

/** Every file that an export leaves. Captions without their film make no picture of it. */
export const filesOf = ({ format }: Pick<ExportSettings, 'format'>): ExportFile[] =>
  ExportFile.options.filter((file) => file !== 'poster' || format !== 'mov')

/** What a file of an export is called in its folder. */
export const nameOfFile = (settings: Pick<ExportSettings, 'format'>, file: ExportFile): string => {
  if (file === 'film') return filmName(settings)
  return file === 'poster' ? 'poster.jpg' : `clip.${file}`
}

/** How a file is served. */
export const mimeOf = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  gif: 'image/gif',
} as const satisfies Record<ExportFormat, string>
