import { ChevronDown, ChevronUp } from 'lucide-react'
import { Fragment, memo, type ReactNode } from 'react'
import type { Word } from '#core/transcript.ts'
import { sayClock, sayTenths } from './timeline-view.ts'
import type { Paragraph, TranscriptText } from './transcript-text.ts'
import { WordInput } from './word-input.tsx'
import { MARK, markOf } from './word-marks.ts'

/** Where a pause is worth a chip, ms. */
const PAUSE = 700
/** Below this the engine itself was not sure. */
const UNSURE = 0.6

/** `first:last:colour:initials` of each other person's selection, joined by `;`. */
export type Theirs = string

type ParagraphProps = {
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

const speakerInks = ['text-2', 'text-info', 'text-success', 'text-warning', 'text-accent-text']
const speakerLines = [
  'border-edge',
  'border-info',
  'border-success',
  'border-warning',
  'border-mark',
]
const nth = (list: string[], speaker: number | null) => list[(speaker ?? 0) % list.length] ?? ''

/** One speaker's words, a sentence each an option. Drawn again only when its own words change. */
export const ParagraphView = memo(function ParagraphView(props: ParagraphProps) {
  const { text, paragraph, marks, starts, ends } = props
  const { first, last, speaker, startsTurn } = paragraph
  const chunks: { first: number; last: number; inside: boolean; marker: 'start' | 'end' | null }[] =
    []
  const add = (from: number, to: number, marker: 'start' | 'end' | null = null) => {
    if (from > to) return
    chunks.push({ first: from, last: to, inside: markOf(marks, from - first) !== 0, marker })
  }
  if (starts >= 0 && ends >= 0) {
    add(first, starts - 1)
    add(starts, ends, 'start')
    add(ends + 1, last, 'end')
  } else if (starts >= 0) {
    add(first, starts - 1)
    add(starts, last, 'start')
  } else if (ends >= 0) {
    add(first, ends)
    add(ends + 1, last, 'end')
  } else add(first, last)
  const name = speaker === null ? null : text.speakers[speaker]
  const from = text.words[first]?.from ?? 0
  const to = text.words[ends]?.to ?? 0
  return (
    <div className="px-4 pb-3">
      {chunks.map((chunk, i) => (
        <Fragment key={chunk.first}>
          {chunk.marker === 'start' && (
            <ClipEdge
              say={`Clip starts ${sayTenths(text.words[starts]?.from ?? 0)}`}
              place="before"
              {...(props.canEdit && starts > 0 && { onAdd: props.onAdd })}
            />
          )}
          {chunk.marker === 'end' && (
            <ClipEdge
              say={`Clip ends ${sayTenths(to)}`}
              place="after"
              {...(props.canEdit && { onAdd: props.onAdd })}
            />
          )}
          <div
            className={`border-l-2 pl-3 ${chunk.inside ? nth(speakerLines, speaker) : 'border-transparent'}`}
          >
            {i === 0 && startsTurn && (
              <div className="flex gap-2 pb-0.5 text-12 leading-5">
                {name && (
                  <span className={`font-semibold ${nth(speakerInks, speaker)}`}>{name}</span>
                )}
                <span className="tabular text-3">{sayClock(from)}</span>
              </div>
            )}
            <p className="relative mr-7 text-15" dir="auto">
              <Sentences {...props} from={chunk.first} to={chunk.last} />
            </p>
          </div>
          {chunk.last === ends && ends === last && (
            <ClipEdge
              say={`Clip ends ${sayTenths(to)}`}
              place="after"
              {...(props.canEdit && ends < text.words.length - 1 && { onAdd: props.onAdd })}
            />
          )}
        </Fragment>
      ))}
    </div>
  )
})

function Sentences(props: ParagraphProps & { from: number; to: number }) {
  const { text, paragraph, from, to, cursor } = props
  return paragraph.sentences.map((sentence, n) => {
    const [first, last] = [Math.max(from, sentence.first), Math.min(to, sentence.last)]
    if (first > last) return null
    const whole = first === sentence.first
    const index = paragraph.firstSentence + n
    const words = <Words {...props} from={first} to={last} />
    if (!whole) return <span key={sentence.first}>{words}</span>
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option
      <span
        key={sentence.first}
        role="option"
        id={`sentence-${index}`}
        aria-posinset={index + 1}
        aria-setsize={text.sentences.length}
        aria-selected={isSelected(props.mine, sentence)}
        aria-label={sentenceLabel(props, sentence)}
        className={cursor === `s${index}` ? 'sentence-active' : undefined}
      >
        {words}
      </span>
    )
  })
}

function isSelected(mine: string, { first, last }: { first: number; last: number }) {
  const [from = -1, to = -1] = mine === '' ? [] : mine.split(':').map(Number)
  return from <= first && to >= last
}

/** "Amara Osei, 14 minutes 39. And looking back… Cut." */
function sentenceLabel(
  { text, marks, paragraph, texts }: ParagraphProps,
  { first, last }: { first: number; last: number },
) {
  const corrected = readTexts(texts)
  const start = text.words[first]
  const said = text.words
    .slice(first, last + 1)
    .map((word, i) => corrected.get(first + i) ?? word.text)
    .join(' ')
  const seconds = Math.floor((start?.from ?? 0) / 1000)
  const at = `${Math.floor(seconds / 60)} minutes ${seconds % 60}`
  const name = start?.speaker == null ? '' : `${text.speakers[start.speaker]}, `
  let cut = 0
  let inside = 0
  for (let i = first; i <= last; i++) {
    const mark = markOf(marks, i - paragraph.first)
    if (mark & (MARK.cut | MARK.leftOut)) cut++
    else if (mark & MARK.inside) inside++
  }
  const state =
    cut + inside === 0
      ? ' Not in the clip.'
      : inside === 0
        ? ' Cut.'
        : cut > 0
          ? ' Partly cut.'
          : ''
  return `${name}${at}. ${said}${state}`
}

function Words(props: ParagraphProps & { from: number; to: number }) {
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
              } as React.CSSProperties)
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
    const pause = pauseAfter(text.words, i)
    if (pause >= PAUSE && !gone && mark & MARK.inside && next & MARK.inside && !(next & MARK.cut)) {
      drawn.push(
        <span
          key={`pause ${i}`}
          className="tabular mx-0.5 inline-block rounded-full border border-line px-1.5 align-[1px] text-11 text-3 leading-4"
        >
          {(pause / 1000).toFixed(1)} s
        </span>,
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

const pauseAfter = (words: Word[], i: number) => {
  const [word, next] = [words[i], words[i + 1]]
  return word && next && next.speaker === word.speaker ? next.from - word.to : 0
}

const readTexts = (texts: string): Map<number, string> =>
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

function ClipEdge({
  say,
  place,
  onAdd,
}: {
  say: string
  place: 'before' | 'after'
  onAdd?: (place: 'before' | 'after') => void
}) {
  return (
    <div className="my-1.5 flex items-center gap-2 text-12">
      <span className="h-0.5 w-3 shrink-0 bg-mark" />
      <span className="tabular shrink-0 font-semibold text-accent-text">{say}</span>
      {onAdd && (
        <button
          type="button"
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-2 border border-line bg-raised px-2 font-medium text-1 text-12 hover:bg-hover"
          onClick={() => onAdd(place)}
          aria-label={place === 'before' ? 'Add the sentence before' : 'Add the sentence after'}
        >
          {place === 'before' ? (
            <ChevronUp size={13} aria-hidden />
          ) : (
            <ChevronDown size={13} aria-hidden />
          )}
          Add sentence
        </button>
      )}
      <span className="h-0.5 flex-1 bg-mark" />
    </div>
  )
}
