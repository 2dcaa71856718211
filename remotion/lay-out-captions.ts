import { type CaptionPage, captionPages } from '#core/caption-pages.ts'
import type { ClipProject, ClipWord } from '#core/clip-project.ts'
import type { HeardWord } from '#core/cut-list.ts'
import { isLoud } from '#core/loudness.ts'
import { capitals } from '#core/script.ts'
import type { Shape } from '#core/shape.ts'
import { toFrame } from '#core/time.ts'
import { emojiFor } from '#core/word-emoji.ts'
import { hanOf, type Lettering, type Typeface } from './caption-fonts.ts'
import type { LaidPage } from './caption-layout.ts'
import type { FramedPage } from './fit-words.ts'
import { labelTexts } from './lay-out-labels.ts'
import { layOutPage } from './lay-out-page.ts'
import { type ResolvedLook, resolveLook } from './resolve-look.ts'
import type { MeasureText } from './text-runs.ts'

/** Every page of a clip in its place; empty where captions are off. */
export function layOutCaptions(
  project: ClipProject,
  shape: Shape,
  measure: MeasureText,
): LaidPage[] {
  if (!project.style.enabled) return []
  const look = resolveLook(project.style, shape)
  const typeface = { font: look.font, han: hanOf(captionLetters(project)) }
  const lay = layingPages(look, typeface, measure)
  return framedPages(project, look).flatMap((page) => {
    // Cutting words moves the pages after them; where their words stand is the same as before.
    const laid = lay({
      ...page,
      from: 0,
      to: page.to - page.from,
      words: page.words.map((word) => ({
        ...word,
        from: word.from - page.from,
        to: word.to - page.from,
      })),
    })
    return laid.map((one) => later(one, page.from))
  })
}

const later = (page: LaidPage, frames: number): LaidPage => ({
  ...page,
  from: page.from + frames,
  to: page.to + frames,
  wordsFrom: page.wordsFrom.map((at) => at + frames),
  wordsTo: page.wordsTo.map((at) => at + frames),
})

type Laid = { look: string; pages: Map<string, LaidPage[]> }
/** The pages laid out last with each way of measuring: an edit changes one or two of them. */
const laidLast = new WeakMap<MeasureText, Laid[]>()
/** The stage, and the samples of the styles beside it. */
const LOOKS_KEPT = 24

/** Lays out pages that begin at frame 0; what was laid out the last time is not laid out again. */
function layingPages(look: ResolvedLook, typeface: Typeface, measure: MeasureText) {
  const key = JSON.stringify([look, typeface])
  const kept = laidLast.get(measure) ?? []
  const before = kept.find((one) => one.look === key)?.pages
  const pages = new Map<string, LaidPage[]>()
  laidLast.set(
    measure,
    [{ look: key, pages }, ...kept.filter((one) => one.look !== key)].slice(0, LOOKS_KEPT),
  )
  return (page: FramedPage): LaidPage[] => {
    const words = JSON.stringify(page)
    const laid = pages.get(words) ?? before?.get(words) ?? layOutPage(page, look, typeface, measure)
    pages.set(words, laid)
    return laid
  }
}

/** Pages on frames. A page too short to be seen is dropped rather than shown for no frame. */
function framedPages(project: ClipProject, look: ResolvedLook): FramedPage[] {
  const pages = captionPages(project)
  const emphasised = emphasisOf(project)
  return pages
    .map((page, i): FramedPage => {
      const speaker = page.words[0]?.speaker ?? null
      return {
        from: toFrame(page.from),
        to: toFrame(page.to),
        words: page.words.map((word) => ({
          text: word.text,
          from: toFrame(word.from),
          to: toFrame(word.to),
          emphasised: emphasised(word),
          speaker: word.speaker,
          emoji: emojiOf({ ...word, emphasised: emphasised(word) }, look),
        })),
        language: project.captionLanguage ?? null,
        second: secondOf(page, project),
        speakerName: speaker === null ? null : (project.speakers?.[speaker] ?? null),
        newSpeaker: (pages[i - 1]?.words[0]?.speaker ?? null) !== speaker || i === 0,
      }
    })
    .filter((page) => page.to > page.from)
}

/** Which words are written with emphasis: those that were chosen, those that are said loudly, or both. */
function emphasisOf({ style, loud }: ClipProject): (word: HeardWord) => boolean {
  const { emphasised, emphasisBy } = style
  if (!emphasised) return () => false
  const byVoice = ({ sourceFrom, from, to }: HeardWord) =>
    isLoud(loud, { from: sourceFrom, to: sourceFrom + (to - from) })
  if (emphasisBy === 'hand') return (word) => word.emphasised
  if (emphasisBy === 'loudness') return byVoice
  return (word) => word.emphasised || byVoice(word)
}

const emojiOf = (
  word: Pick<ClipWord, 'text' | 'emoji' | 'emphasised'>,
  { autoEmoji }: ResolvedLook,
) => word.emoji ?? (autoEmoji && word.emphasised ? emojiFor(word.text) : null)

/** What the second language says meanwhile: of several sentences the one that covers most of the page. */
function secondOf(page: CaptionPage, project: ClipProject): string | null {
  const [first, last] = [page.words[0], page.words.at(-1)]
  if (!first || !last || project.style.name !== 'duo') return null
  const [from, to] = [first.sourceFrom, last.sourceFrom + (last.to - last.from)]
  let [best, most] = [null as string | null, 0]
  for (const line of project.second ?? []) {
    const covered = Math.min(to, line.to) - Math.max(from, line.from)
    if (covered > most) [best, most] = [line.text, covered]
  }
  return best
}

/** The letters a clip's words are written with, once each and in both cases. */
export function captionLetters(project: ClipProject): string {
  if (!project.style.enabled) return ''
  const text = (project.captioned ?? project.words)
    .map((word) => (word.cut ? '' : word.text))
    .join('')
  return text === '' ? '' : lettersOf(`${text}${capitals(text, project.captionLanguage ?? null)}-`)
}

const lettersOf = (text: string) => [...new Set(text)].sort().join('')

/** All that must be there before a clip's captions can be measured: the words' font and the labels'. */
export function captionLettering(project: ClipProject): Lettering[] {
  const letters = captionLetters(project)
  if (letters === '') return []
  const look = resolveLook(project.style, '9:16')
  const emphasised = emphasisOf(project)
  const emoji = captionPages(project)
    .flatMap(({ words }) => words)
    .map((word) => emojiOf({ ...word, emphasised: emphasised(word) }, look) ?? '')
    .join('')
  const words = { font: look.font, han: hanOf(letters) }
  const labels = labelTexts(project, look).map(
    ({ font, text }): Lettering => ({
      typeface: { font, han: hanOf(text) },
      letters: lettersOf(text),
    }),
  )
  return [{ typeface: words, letters: lettersOf(letters + emoji) }, ...labels]
}
