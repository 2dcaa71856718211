import { ExportQuality, ExportSettings, pictureSize, sizeBySide } from '#core/export-settings.ts'
import type { Shape } from '#core/shape.ts'
import { Segmented } from '../components/segmented.tsx'

/** What people choose about a file, in their words. */
export type FileChoice = {
  kind: FileKind
  quality: ExportSettings['quality']
  /** Short side, px. */
  side: Side
  fps: number
  /** Of the picture, kbit/s; null: as many as the quality takes. */
  bitrate: number | null
  /** Of the sound, kbit/s. */
  audioBitrate: number
}
type FileKind = 'mp4' | 'hevc' | 'webm' | 'overlay' | 'gif'
const sides = ['2160', '1080', '720', '540'] as const
type Side = (typeof sides)[number]

/** What is offered of the numbers a program may choose, kbit/s. */
const bitrates = [1000, 2500, 5000, 8000, 12_000, 20_000, 40_000]
const audioBitrates = [64, 96, 128, 192, 256, 320]

export const usualFile: FileChoice = {
  ...{ kind: 'mp4', quality: 'high' },
  side: '1080',
  ...{ fps: 30, bitrate: null, audioBitrate: 192 },
}

const filmRates = [24, 25, 30, 50, 60]

const kinds: Record<
  FileKind,
  {
    name: string
    say: string
    settings: { format: ExportSettings['format']; codec: ExportSettings['codec'] }
    rates: number[]
    /** Whether it has sound, and pictures whose bitrate may be chosen. */
    film: boolean
  }
> = {
  mp4: {
    name: 'MP4',
    say: 'H.264: what every site and every device takes.',
    settings: { format: 'mp4', codec: 'h264' },
    rates: filmRates,
    film: true,
  },
  hevc: {
    name: 'MP4, HEVC',
    say: 'Smaller at the same quality; older devices do not play it.',
    settings: { format: 'mp4', codec: 'hevc' },
    rates: filmRates,
    film: true,
  },
  webm: {
    name: 'WebM',
    say: 'VP9 with Opus, for the web. It takes several times as long to make.',
    settings: { format: 'webm', codec: 'vp9' },
    rates: filmRates,
    film: true,
  },
  overlay: {
    name: 'Captions alone',
    say: 'ProRes 4444 on a clear ground, to lay over a film in another program. Without sound, and large.',
    settings: { format: 'mov', codec: 'prores' },
    rates: [30, 60],
    film: false,
  },
  gif: {
    name: 'GIF',
    say: 'Small and without sound.',
    settings: { format: 'gif', codec: 'gif' },
    rates: [10, 15, 20, 25],
    film: false,
  },
}

/** How one shape's file is to be written. */
export function settingsOf(choice: FileChoice, shape: Shape): ExportSettings {
  const { kind, quality, side, fps, bitrate, audioBitrate } = choice
  const { settings, rates, film } = kinds[kind]
  return ExportSettings.parse({
    ...settings,
    quality,
    fps: rates.includes(fps) ? fps : undefined,
    ...(film && { bitrate, audioBitrate }),
    resolution: side === '1080' || kind === 'gif' ? null : sizeBySide(shape, Number(side)),
  })
}

/** "MP4", "WebM": what a file is called by people. */
export const fileName = ({ format, codec }: Pick<ExportSettings, 'format' | 'codec'>): string =>
  Object.values(kinds).find(
    ({ settings }) => settings.format === format && settings.codec === codec,
  )?.name ?? format.toUpperCase()

const qualities = { draft: 'Draft', standard: 'Standard', high: 'High', best: 'Best' } as const

/** "High, 1080p". */
export function sayQuality(settings: ExportSettings, shape: Shape): string {
  const { width, height } = pictureSize(settings, shape)
  return `${qualities[settings.quality]}, ${Math.min(width, height)}p`
}

/** "MP4, High, 1080p". */
export const saySettings = (settings: ExportSettings, shape: Shape): string =>
  `${fileName(settings)}, ${sayQuality(settings, shape)}`

/** The kind of file, how good, how large, and how many pictures a second. */
export function ExportFileFields({
  choice,
  captions,
  onChange,
}: {
  choice: FileChoice
  /** Whether the clip has captions. */
  captions: boolean
  onChange(choice: FileChoice): void
}) {
  const { say, rates, film } = kinds[choice.kind]
  const fps = rates.includes(choice.fps) ? choice.fps : rates.includes(30) ? 30 : 15
  const row = 'flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 text-13'
  const name = 'w-20 shrink-0 text-12 text-2'
  const picked = 'h-8 rounded-2 border border-edge bg-panel px-2 text-12 text-1 max-md:h-10'
  return (
    <div className="flex flex-col gap-1.5">
      <div className={row}>
        <span className={name}>File</span>
        <select
          aria-label="File"
          value={choice.kind}
          className={picked}
          onChange={({ target }) => onChange({ ...choice, kind: target.value as FileKind })}
        >
          {Object.entries(kinds).map(([kind, { name }]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className={row}>
        <span className={name}>Quality</span>
        <Segmented
          label="Quality"
          value={choice.quality}
          options={ExportQuality.options.map((value) => ({ value, name: qualities[value] }))}
          onChange={(quality) => onChange({ ...choice, quality })}
        />
      </div>
      {choice.kind !== 'gif' && (
        <div className={row}>
          <span className={name}>Size</span>
          <Segmented
            label="Size"
            value={choice.side}
            options={sides.map((value) => ({
              value,
              name: `${value}p`,
            }))}
            onChange={(side) => onChange({ ...choice, side })}
          />
        </div>
      )}
      <div className={row}>
        <span className={name}>Pictures</span>
        <Segmented
          label="Pictures a second"
          value={String(fps)}
          options={rates.map((rate) => ({ value: String(rate), name: String(rate) }))}
          onChange={(rate) => onChange({ ...choice, fps: Number(rate) })}
        />
        <span className="text-12 text-3">a second</span>
      </div>
      {film && (
        <div className={row}>
          <span className={name}>Bitrate</span>
          <div className="flex min-w-0 flex-1 flex-wrap gap-x-3 gap-y-1">
            <select
              aria-label="Bitrate of the picture"
              value={choice.bitrate ?? ''}
              className={picked}
              onChange={({ target }) =>
                onChange({ ...choice, bitrate: target.value === '' ? null : Number(target.value) })
              }
            >
              <option value="">As the quality takes</option>
              {bitrates.map((rate) => (
                <option key={rate} value={rate}>
                  {rate / 1000} Mbit/s
                </option>
              ))}
            </select>
            <select
              aria-label="Bitrate of the sound"
              value={choice.audioBitrate}
              className={picked}
              onChange={({ target }) => onChange({ ...choice, audioBitrate: Number(target.value) })}
            >
              {audioBitrates.map((rate) => (
                <option key={rate} value={rate}>
                  Sound {rate} kbit/s
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <p className="text-12 text-3">
        {say}{' '}
        {choice.kind !== 'overlay' &&
          `${captions ? 'Captions are burnt in' : 'Without captions'}, with an SRT file beside it.`}
      </p>
    </div>
  )
}
