import { pictureSize } from '#core/export-settings.ts'
import { languageName } from '#core/second-language.ts'
import type { NamedExport } from '#db/renders.ts'

/**
 * What exports are called without their endings: title and shape, the language where a clip has files
 * in several, and whatever else tells one from another of these that would be called the same. `clips`:
 * all that was made of their clips.
 */
export function exportNames(exports: NamedExport[], clips: NamedExport[]): string[] {
  const translated = new Set(clips.flatMap(({ clipId, language }) => (language ? clipId : [])))
  const plain = exports.map(({ clipId, title, shape, language, spoken }) => {
    const said = translated.has(clipId) && (language ?? spoken)
    return [title, shape.replace(':', 'x'), ...(said ? [languageName(said)] : [])].join(' ')
  })
  return exports.map((one, i) => {
    const alike = exports.filter((_, other) => plain[other] === plain[i])
    const own = traits.filter((trait) => new Set(alike.map(trait)).size > 1)
    return [plain[i], ...own.map((trait) => trait(one))].filter(Boolean).join(' ')
  })
}

const codecs = { h264: 'H264', hevc: 'HEVC', vp9: 'VP9', prores: 'ProRes', gif: 'GIF' } as const
const qualities = { draft: 'Draft', standard: 'Standard', high: 'High', best: 'Best' } as const

/** What one export may differ in from another of the same clip, as a name says it. */
const traits: ((one: NamedExport) => string)[] = [
  ({ settings }) => codecs[settings.codec],
  ({ settings }) => qualities[settings.quality],
  ({ settings, shape }) => {
    const { width, height } = pictureSize(settings, shape)
    return `${Math.min(width, height)}p`
  },
  ({ settings }) => `${settings.fps} fps`,
  ({ settings: { bitrate } }) => (bitrate === null ? '' : `${bitrate} kbit`),
  ({ settings }) => `sound ${settings.audioBitrate} kbit`,
]
