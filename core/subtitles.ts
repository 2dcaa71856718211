import { type CaptionPage, captionPages, pageText } from './caption-pages.ts'
import type { ClipProject } from './clip-project.ts'

/** The clip's words as SubRip, on clip time: one cue a page, so file and picture turn together. */
export const toSrt = (project: ClipProject): string => writeSrt(cues(project))

/** The same as WebVTT. */
export const toVtt = (project: ClipProject): string => writeVtt(cues(project))

/** A line on the screen, and when. */
export type SubtitleCue = { from: number; to: number; text: string }

export const writeSrt = (cues: SubtitleCue[]): string =>
  cues
    .map((cue, i) => `${i + 1}\n${stamp(cue.from, ',')} --> ${stamp(cue.to, ',')}\n${cue.text}\n`)
    .join('\n')

export const writeVtt = (cues: SubtitleCue[]): string =>
  ['WEBVTT\n']
    .concat(
      cues.map(
        (cue) => `${stamp(cue.from, '.')} --> ${stamp(cue.to, '.')}\n${escapeVtt(cue.text)}\n`,
      ),
    )
    .join('\n')

function cues(project: ClipProject) {
  return captionPages(project).map((page: CaptionPage) => ({
    from: page.from,
    // A cue without length is dropped by players.
    to: Math.max(page.to, page.from + 1),
    // An arrow or a line break inside a cue would end it.
    text: pageText(page).replace(/\s+/g, ' ').replaceAll('-->', '→').trim(),
  }))
}

const escapeVtt = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function stamp(at: number, mark: ',' | '.'): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const rest = String(at % 1000).padStart(3, '0')
  return `${two(at / 3_600_000)}:${two((at / 60_000) % 60)}:${two((at / 1000) % 60)}${mark}${rest}`
}
