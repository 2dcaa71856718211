import { type CaptionFont, captionFonts } from '#core/caption-font.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { isRightToLeft, scriptOf, spaceBetween } from '#core/script.ts'
import { breakLines } from './break-lines.ts'
import { type Han, hanOf, type Typeface } from './caption-fonts.ts'
import type { Box, LaidLabel, LaidPage } from './caption-layout.ts'
import type { FramedPage, Setting } from './fit-words.ts'
import type { ResolvedLook } from './resolve-look.ts'
import { splitEmoji } from './text-runs.ts'

type Placed = Pick<LaidPage, 'block' | 'lines' | 'size' | 'rightToLeft'>

/** What a style writes beside its words: each in its own size, at places that follow from the block. */
export function layOutLabels(page: Placed, framed: FramedPage, setting: Setting): LaidLabel[] {
  const { name, own } = setting.look
  if (name === 'newsdesk' && own.tag !== '') return [tag(page, own.tag, setting)]
  if (name === 'quote') {
    const who = own.quoted || framed.speakerName
    return who ? [nameBelow(page, who, setting)] : []
  }
  if (name === 'names') {
    const shown = own.showNames === 'always' || (own.showNames === 'first' && framed.newSpeaker)
    return shown && framed.speakerName ? [nameAbove(page, framed.speakerName, setting)] : []
  }
  if (name === 'duo' && framed.second) return second(page, framed.second, setting)
  if (name === 'reaction' && own.emojiPlace === 'above') return emojiAbove(page, framed, setting)
  return []
}

/** What `layOutLabels` may write, with the fonts it needs: before anything is laid out. */
export function labelTexts(
  project: ClipProject,
  { name, own }: ResolvedLook,
): { font: CaptionFont; text: string }[] {
  if (name === 'newsdesk')
    return own.tag === '' ? [] : [{ font: 'barlow-condensed', text: own.tag }]
  if (name === 'quote' && own.quoted !== '') return [{ font: 'inter', text: own.quoted }]
  if (name === 'quote' || name === 'names')
    return (project.speakers ?? []).map((text) => ({ font: 'inter', text }))
  if (name === 'duo' && project.second?.length)
    return project.second.map(({ text }) => ({ font: 'inter', text }))
  return []
}

/** One line in a box of its own: `at` is its edge where reading starts. */
function chip(
  text: string,
  how: { font: CaptionFont; size: number; padX: number; height: number; han?: Han },
  setting: Setting,
  place: (width: number) => { x: number; y: number },
): Omit<LaidLabel, 'role' | 'word'> {
  const typeface = { font: how.font, han: how.han ?? hanOf(text) }
  const runs = runsOf(text, how.size, typeface, setting)
  const written = runs.reduce((sum, run) => sum + run.width, 0)
  const width = written + 2 * how.padX * how.size
  const height = how.height * how.size
  const { x, y } = place(width)
  return {
    ...{ typeface, size: how.size, rightToLeft: isRightToLeft(scriptOf(text)) },
    baseline: y + height / 2 + (captionFonts[how.font].capHeight * how.size) / 2,
    runs: runs.map((run) => ({ ...run, x: run.x + x + how.padX * how.size })),
    box: { x, y, width, height },
  }
}

function runsOf(text: string, size: number, typeface: LaidLabel['typeface'], setting: Setting) {
  let x = 0
  return splitEmoji(text).map((run) => {
    const width = setting.measure(run, typeface, 0) * size
    const laid = { ...run, x, width }
    x += width
    return laid
  })
}

/** At the block's edge where reading starts. */
const atStart = ({ x, width: wide }: Box, rightToLeft: boolean, width: number) =>
  rightToLeft ? x + wide - width : x

function tag({ block, size, rightToLeft }: Placed, text: string, setting: Setting): LaidLabel {
  const how = { font: 'barlow-condensed' as const, size: size * 0.58, padX: 0.5, height: 1.5 }
  const label = chip(text, how, setting, (width) => ({
    x: atStart(block, rightToLeft, width),
    y: block.y - how.height * how.size,
  }))
  return { role: 'tag', word: null, ...label }
}

function nameBelow({ block, size, rightToLeft }: Placed, who: string, setting: Setting): LaidLabel {
  const how = { font: 'inter' as const, size: size * 0.56, padX: 0.55, height: 1.75 }
  const label = chip(who, how, setting, (width) => ({
    x: atStart(block, rightToLeft, width),
    y: block.y + block.height + 0.12 * size,
  }))
  return { role: 'name', word: null, ...label }
}

function nameAbove({ block, size, rightToLeft }: Placed, who: string, setting: Setting): LaidLabel {
  const how = { font: 'inter' as const, size: size * 0.64, padX: 0.5, height: 1.5 }
  const label = chip(who, how, setting, (width) => ({
    x: atStart(block, rightToLeft, width),
    y: block.y - how.height * how.size,
  }))
  return { role: 'name', word: null, ...label }
}

/** The whole sentence in the other language, line by line, each in its box. */
function second({ block, size }: Placed, text: string, setting: Setting): LaidLabel[] {
  const { look, measure } = setting
  const face: Typeface = { font: 'inter', han: hanOf(text) }
  const how = { ...face, size: size * look.own.secondSize, padX: 0.3, height: 1.36 }
  const words = text.split(/\s+/).filter(Boolean)
  const space = measure({ text: ' ', emoji: false }, face, 0)
  const tokens = words.map((word, i) => ({
    text: word,
    width: splitEmoji(word).reduce((sum, run) => sum + measure(run, face, 0), 0),
    gap: i > 0 && spaceBetween(words[i - 1] ?? '', word) ? space : 0,
    breakAfter: false,
  }))
  const ends =
    breakLines(tokens, look.width / how.size - 2 * how.padX) ?? words.map((_, i) => i + 1)
  const gap = 0.3 * size
  const height = how.height * how.size
  const top =
    look.own.secondPlace === 'below'
      ? block.y + block.height + gap
      : block.y - gap - height * ends.length
  return ends.map((end, row) => {
    const line = words.slice(ends[row - 1] ?? 0, end).join(' ')
    const label = chip(line, how, setting, (width) => ({
      x: block.x + block.width / 2 - width / 2,
      y: top + row * height,
    }))
    return { role: 'second', word: null, ...label }
  })
}

/** One emoji over the block, from the word it belongs to on. */
function emojiAbove({ block, size }: Placed, framed: FramedPage, setting: Setting): LaidLabel[] {
  return framed.words.flatMap((word, index): LaidLabel[] => {
    if (word.emoji === null) return []
    const how = { font: setting.typeface.font, size: size * 1.75, padX: 0, height: 1.1 }
    const label = chip(word.emoji, how, setting, (width) => ({
      x: block.x + block.width / 2 - width / 2,
      y: block.y - 0.1 * size - how.height * how.size,
    }))
    // Emoji sit lower than capitals: their ink reaches from −.2 to .95 em.
    return [{ role: 'emoji', word: index, ...label, baseline: label.box.y + 0.88 * how.size }]
  })
}
