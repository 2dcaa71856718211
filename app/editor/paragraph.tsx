import { Fragment, memo } from 'react'
import { sayCount } from '#core/say-count.ts'
import { ClipEdge } from './clip-edge.tsx'
import { type ParagraphProps, ParagraphWords, readTexts } from './paragraph-words.tsx'
import { sayClock, sayTenths } from './timeline-view.ts'
import { MARK, markOf } from './word-marks.ts'

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
            className={`border-l-[2px] pl-3 ${chunk.inside ? nth(speakerLines, speaker) : 'border-transparent'}`}
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
    const words = <ParagraphWords {...props} from={first} to={last} />
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
  const minutes = Math.floor(seconds / 60)
  const at = `${sayCount(minutes, 'minute')} ${seconds % 60}`
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
