import { type ExportQuality, type ExportSettings, encoderOf } from '#core/export-settings.ts'

/** How much the encoder may lose: its own scale, smaller is better. */
const CRF: Record<'h264' | 'hevc' | 'vp9', Record<ExportQuality, number>> = {
  h264: { draft: 28, standard: 23, high: 20, best: 16 },
  hevc: { draft: 31, standard: 26, high: 23, best: 19 },
  vp9: { draft: 42, standard: 35, high: 31, best: 25 },
}

/** The encoder's own scale for a quality. */
export const crfOf = (codec: keyof typeof CRF, quality: ExportQuality): number =>
  CRF[codec][quality]

/** Ticks a second of the film's clock: whole for every rate we write. */
const TIMESCALE = 15_360 * 5

/** Where a film was taken and with what is nobody's business; and equal films are equal bytes. */
export const plainOutput = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact']

export const videoClock = ['-video_track_timescale', String(TIMESCALE)]

/** The same for the files that a film is divided into: the 2018 build tells them by this option alone. */
export const partsClock = ['-segment_format_options', `video_track_timescale=${TIMESCALE}`]

/** FFmpeg's arguments for writing the pictures. */
export function videoArgs(settings: ExportSettings): string[] {
  const { codec, quality, fps, bitrate } = settings
  const shared = ['-c:v', encoderOf[codec], '-r', String(fps), '-flags:v', '+bitexact']
  const tagged = [
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv'],
  ]
  const rate = (crf: number) =>
    bitrate === null
      ? ['-crf', String(crf)]
      : [
          ...['-b:v', `${bitrate}k`, '-maxrate', `${Math.round(bitrate * 1.5)}k`],
          ...['-bufsize', `${bitrate * 2}k`],
        ]
  switch (codec) {
    case 'h264':
      return [
        ...shared,
        ...['-preset', quality === 'best' ? 'fast' : 'veryfast', ...rate(CRF.h264[quality])],
        // One thread writes the same bytes every time; other parts of the film keep the other cores busy.
        ...['-threads', '1', '-g', String(fps * 10), '-x264-params', 'open-gop=0:scenecut=40'],
        ...['-forced-idr', '1', '-pix_fmt', 'yuv420p', ...tagged],
      ]
    case 'hevc':
      return [
        ...shared,
        ...['-preset', quality === 'best' ? 'medium' : 'superfast', ...rate(CRF.hevc[quality])],
        ...['-x265-params', 'pools=none:frame-threads=1:open-gop=0:log-level=error:info=0'],
        // The name under which Apple's players know it.
        ...['-forced-idr', '1', '-tag:v', 'hvc1', '-pix_fmt', 'yuv420p', ...tagged],
      ]
    case 'vp9':
      return [
        ...shared,
        ...(bitrate === null ? ['-b:v', '0'] : []),
        ...rate(CRF.vp9[quality]),
        ...['-deadline', 'good', '-cpu-used', quality === 'best' ? '2' : '5'],
        ...['-threads', '1', '-g', String(fps * 10), '-pix_fmt', 'yuv420p', ...tagged],
      ]
    case 'prores':
      return [
        ...shared,
        '-profile:v',
        '4444',
        '-vendor',
        'apl0',
        '-pix_fmt',
        'yuva444p10le',
        ...tagged,
      ]
    case 'gif':
      return shared
  }
}

/** FFmpeg's arguments for writing the sound, beside `-c:a`. */
export const soundArgs = ({ audioBitrate }: Pick<ExportSettings, 'audioBitrate'>): string[] => [
  ...['-b:a', `${audioBitrate}k`, '-ar', '48000', '-ac', '2', '-flags:a', '+bitexact'],
]
