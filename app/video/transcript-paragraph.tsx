import { clsx } from 'clsx'
import { memo } from 'react'
import type { Paragraph, Span, TranscriptText } from '../editor/transcript-text.ts'
import { sayClock, speakClock } from '../say-time.ts'
import { isDoubtful } from './doubtful-words.ts'
import { type Chunk, chunksOf, type MomentSpan } from './moment-spans.ts'

type Marks = {
  text: TranscriptText
  selected: Span | null
  /** Found words, those of them that are in this paragraph. */
  hits: ReadonlySet<number> | null
  /** The found place one is at. */
  hit: Span | null
  /** The sentence the keyboard is at. */
  active: number | null
}

const speakerInks = ['text-info', 'text-2', 'text-success', 'text-warning', 'text-accent-text']
export const speakerInk = (speaker: number | null) =>
  speakerInks[(speaker ?? 1) % speakerInks.length] ?? ''

/** One speaker's words, a sentence each an option. Drawn again only when its own words change. */
export const TranscriptParagraph = memo(
  function TranscriptParagraph({
    paragraph,
    spans,
    ...marks
  }: Marks & { paragraph: Paragraph; spans: MomentSpan[] }) {
    const { text } = marks
    const { first, speaker, startsTurn } = paragraph
    const name = speaker === null ? null : text.speakers[speaker]
    return (
      <div className="pb-2.5">
        {startsTurn && (
          <div aria-hidden className="flex gap-2 px-4 text-12 leading-5">
            {name && <span className={clsx('font-semibold', speakerInk(speaker))}>{name}</span>}
            <span className="tabular text-3">{sayClock(text.words[first]?.from ?? 0)}</span>
          </div>
        )}
        {chunksOf(paragraph, spans).map((chunk) => (
          <ChunkView key={chunk.first} chunk={chunk} paragraph={paragraph} {...marks} />
        ))}
      </div>
    )
  },
  (before, now) =>
    before.text === now.text &&
    before.paragraph === now.paragraph &&
    before.spans === now.spans &&
    before.active === now.active &&
    sameSpan(before.selected, now.selected) &&
    sameSpan(before.hit, now.hit) &&
    before.hits === now.hits,
)

const sameSpan = (a: Span | null, b: Span | null) => a?.first === b?.first && a?.last === b?.last

function ChunkView({
  chunk: { first, last, moment, starts },
  paragraph,
  ...marks
}: Marks & { chunk: Chunk; paragraph: Paragraph }) {
  const isClip = moment?.kind === 'clip'
  return (
    <div
      className={clsx(
        'border-l-[3px] py-px pr-4 pl-[13px]',
        moment
          ? isClip
            ? 'border-success bg-linear-to-r from-success/15 to-transparent'
            : 'border-edge bg-linear-to-r from-edge/10 to-transparent'
          : 'border-transparent',
      )}
    >
      {starts && moment && (
        <span
          aria-hidden
          className={clsx(
            'float-right ml-3 font-semibold text-12 leading-6',
            isClip ? 'text-success' : 'text-3',
          )}
        >
          {moment.label}
        </span>
      )}
      <p className="relative text-15" dir="auto">
        {paragraph.sentences.map((sentence, n) => {
          const part = {
            first: Math.max(first, sentence.first),
            last: Math.min(last, sentence.last),
          }
          if (part.first > part.last) return null
          const words = <Words {...marks} span={part} />
          // A sentence cut by the edge of a moment is one option all the same.
          if (part.first !== sentence.first) return <span key={sentence.first}>{words}</span>
          const index = paragraph.firstSentence + n
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option
            <span
              key={sentence.first}
              role="option"
              id={sentenceId(index)}
              aria-posinset={index + 1}
              aria-setsize={marks.text.sentences.length}
              aria-selected={covers(marks.selected, sentence)}
              aria-label={sentenceLabel(marks.text, sentence, moment)}
              className={clsx(
                // Where the keyboard is; a press only leaves the place to go on from.
                marks.active === index &&
                  'rounded-1 outline-focus outline-offset-2 group-focus-visible/list:outline-[2px]',
              )}
            >
              {words}
            </span>
          )
        })}
      </p>
    </div>
  )
}

export const sentenceId = (index: number) => `sentence-${index}`

const covers = (selected: Span | null, { first, last }: Span) =>
  selected !== null && selected.first <= first && selected.last >= last

/** "Amara Osei, 14 minutes 39 seconds. And looking back… Clip 1." */
function sentenceLabel(text: TranscriptText, { first, last }: Span, moment: MomentSpan | null) {
  const start = text.words[first]
  const said = text.words
    .slice(first, last + 1)
    .map((word) => word.text)
    .join(' ')
  const name = start?.speaker == null ? '' : `${text.speakers[start.speaker]}, `
  return `${name}${speakClock(start?.from ?? 0)}. ${said}${moment ? ` ${moment.label}.` : ''}`
}

function Words({ text, span, selected, hits, hit }: Marks & { span: Span }) {
  const drawn = []
  for (let i = span.first; i <= span.last; i++) {
    const word = text.words[i]
    if (!word) break
    const isSelected = selected !== null && i >= selected.first && i <= selected.last
    const goesOn = isSelected && i < selected.last
    const isHit = hits?.has(i) === true
    const isHere = hit !== null && i >= hit.first && i <= hit.last
    drawn.push(
      <span
        key={i}
        data-w={i}
        className={clsx(
          'relative cursor-text data-heard:text-accent-ink',
          isSelected && 'bg-accent-soft',
          isHit && 'rounded-1 bg-accent-soft',
          isHere && 'outline-[2px] outline-mark',
          isDoubtful(word) &&
            'underline decoration-[2px] decoration-dotted decoration-edge underline-offset-4',
        )}
      >
        {word.text}
        {goesOn && ' '}
      </span>,
    )
    if (!goesOn) drawn.push(' ')
  }
  return drawn
}
