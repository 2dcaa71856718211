import { type CaptionPage, captionPages, captionWords } from './caption-pages.ts'
import { cardFrames, cardsOf } from './card.ts'
import type { ClipProject } from './clip-project.ts'
import { joinWords, textOf } from './script.ts'
import { type Shape, shapeSize } from './shape.ts'
import { FPS, toFrame } from './time.ts'

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

/** The same as Advanced SubStation: plain, for programs that set their own look. */
export const toAss = (project: ClipProject, shape: Shape): string => {
  const { width, height } = shapeSize[shape]
  const size = Math.round(Math.min(width, height) * 0.06)
  const lines = cues(project).map(
    (cue) =>
      `Dialogue: 0,${assStamp(cue.from)},${assStamp(cue.to)},Default,,0,0,0,,${escapeAss(cue.text)}\n`,
  )
  return `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,${size},&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,-1,0,0,0,100,100,0,0,1,${Math.round(size / 12)},0,2,80,80,${Math.round(height * 0.12)},1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${lines.join('')}`
}

/** What is said, as plain text: a paragraph for each speaker's turn. */
export const toText = (project: ClipProject): string => {
  const turns: { speaker: number | null; words: string[] }[] = []
  for (const { speaker, text } of captionWords(project)) {
    const last = turns.at(-1)
    if (last && last.speaker === speaker) last.words.push(text)
    else turns.push({ speaker, words: [text] })
  }
  return turns.map(({ words }) => `${joinWords(words).replace(/\s+/g, ' ').trim()}\n`).join('\n')
}

function cues(project: ClipProject) {
  const cards = cardsOf(project)
  // What is said after a card comes later by it; what ends there ends before it.
  const late = (at: number, ending: boolean) => {
    const frame = toFrame(at)
    const before = cards.filter((card) => card.at < frame || (!ending && card.at === frame))
    return at + Math.round((cardFrames(before) * 1000) / FPS)
  }
  return captionPages(project).map((page: CaptionPage) => ({
    from: late(page.from, false),
    // A cue without length is dropped by players.
    to: Math.max(late(page.to, true), late(page.from, false) + 1),
    // An arrow or a line break inside a cue would end it.
    text: textOf(page).replace(/\s+/g, ' ').replaceAll('-->', '→').trim(),
  }))
}

const escapeVtt = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Braces hold commands and a backslash begins one: both are written as they look, not as they act. */
const escapeAss = (text: string) =>
  text.replaceAll('\\', '\u29f5').replaceAll('{', '\uff5b').replaceAll('}', '\uff5d')

/** Hours and hundredths: `0:00:01.93`. */
const assStamp = (at: number) => stamp(Math.round(at / 10) * 10, '.').slice(1, -1)

function stamp(at: number, mark: ',' | '.'): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const rest = String(at % 1000).padStart(3, '0')
  return `${two(at / 3_600_000)}:${two((at / 60_000) % 60)}:${two((at / 1000) % 60)}${mark}${rest}`
}
