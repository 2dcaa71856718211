import type { CSSProperties, ReactNode } from 'react'
import { pauseBetween } from '#core/tighten/pauses.ts'
import type { Word } from '#core/transcript.ts'
import { PauseChip } from './pause-chip.tsx'
import type { Paragraph, TranscriptText } from './transcript-text.ts'
import { WordInput } from './word-input.tsx'
import { MARK, markOf } from './word-marks.ts'

/** Below this the engine itself was not sure. */
const UNSURE = 0.6

/** `first:last:colour:initials` of each other person's selection, joined by `;`. */
export type Theirs = string

export type ParagraphProps = {
  text: TranscriptText
  paragraph: Paragraph
  /** This paragraph's own stretch of the marks: words elsewhere may change without drawing it. */
  marks: string
  /** Corrected texts, as `index=text` lines. */
  texts: string
  mine: string
  theirs: Theirs
  correcting: number | null
  cursor: string
  showCuts: boolean
  /** First and last word of the clip, where they are in this paragraph; else -1. */
  starts: number
  ends: number
  canEdit: boolean
  onAdd: (place: 'before' | 'after') => void
}

/** Words as they stand in the text: struck, emphasised, chosen by me or by others, being corrected. */
export function ParagraphWords(props: ParagraphProps & { from: number; to: number }) {
  const { text, paragraph, marks, mine, theirs, correcting, showCuts, from, to, cursor } = props
  const corrected = readTexts(props.texts)
  const others = readTheirs(theirs)
  const [mineFrom = -1, mineTo = -1] = mine === '' ? [] : mine.split(':').map(Number)
  const drawn: ReactNode[] = []
  for (let i = from; i <= to; i++) {
    const word = text.words[i]
    if (!word) break
    const mark = markOf(marks, i - paragraph.first)
    const gone = (mark & (MARK.cut | MARK.leftOut)) !== 0
    if (gone && !showCuts) continue
    const said = corrected.get(i) ?? word.text
    if (correcting === i) {
      drawn.push(<WordInput key={i} index={i} text={said} original={word.text} />, ' ')
      continue
    }
    const isMine = i >= mineFrom && i <= mineTo
    const other = others.find((one) => i >= one.first && i <= one.last)
    const state = stateOf(mark, word)
    const look = `word ${state}${isMine ? ' word-mine' : other ? ' word-theirs' : ''}${
      cursor === `w${i}` ? ' word-cursor' : ''
    }`
    // The space belongs to a run that goes on, so that a strike or a selection is one line.
    const next = markOf(marks, i + 1 - paragraph.first)
    const underlined = /word-(corrected|unsure)/.test(state)
    const goesOn =
      i < to &&
      (!underlined || isMine || other !== undefined) &&
      (isMine ? i < mineTo : other ? i < other.last : true) &&
      ((next & (MARK.cut | MARK.leftOut)) !== 0) === gone
    drawn.push(
      <span
        key={i}
        data-w={i}
        className={look}
        style={
          other && !isMine
            ? ({
                '--theirs': `var(--p${other.colour})`,
                '--theirs-line': `var(--pl${other.colour})`,
              } as CSSProperties)
            : undefined
        }
      >
        {said}
        {goesOn ? ' ' : ''}
        {other && i === Math.max(other.first, from) && (
          <span
            aria-hidden
            className="absolute -right-7 inline-grid size-[18px] place-items-center rounded-full font-bold text-[9px] leading-none no-underline"
            style={{ background: `var(--p${other.colour})`, color: 'var(--p-ink)' }}
          >
            {other.initials}
          </span>
        )}
      </span>,
    )
    if (!goesOn) drawn.push(' ')
    const after = text.words[i + 1]
    const pause = after && after.speaker === word.speaker ? pauseBetween(word, after) : null
    if (pause && after && !gone && mark & MARK.inside && next & MARK.inside && !(next & MARK.cut)) {
      drawn.push(
        <PauseChip
          key={`pause ${i}`}
          range={pause}
          isCut={(mark & MARK.pauseCut) !== 0}
          seconds={(after.from - word.to) / 1000}
          canEdit={props.canEdit}
        />,
        ' ',
      )
    }
  }
  return drawn
}

function stateOf(mark: number, word: Word): string {
  if (mark === 0) return 'word-outside'
  if (mark & (MARK.cut | MARK.leftOut)) return 'word-cut'
  const states = []
  if (mark & MARK.emphasised) states.push('word-emphasised')
  if (mark & MARK.corrected) states.push('word-corrected')
  else if (word.confidence !== null && word.confidence < UNSURE) states.push('word-unsure')
  return states.join(' ')
}

export const readTexts = (texts: string): Map<number, string> =>
  new Map(
    texts === ''
      ? []
      : texts.split('\n').map((line) => {
          const at = line.indexOf('=')
          return [Number(line.slice(0, at)), line.slice(at + 1)]
        }),
  )

const readTheirs = (theirs: Theirs) =>
  theirs === ''
    ? []
    : theirs.split(';').map((one) => {
        const [first = '', last = '', colour = '', initials = ''] = one.split(':')
        return { first: Number(first), last: Number(last), colour: Number(colour), initials }
      })
