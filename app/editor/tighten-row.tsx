import { Play } from 'lucide-react'
import { useMemo } from 'react'
import { toClipTime } from '#core/cut-list.ts'
import type { Tightening } from '#core/tighten/find-tightenings.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { useRoom } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/** `cut` takes the first try of a retake; `keep-first` the one after it. */
export type Choice = 'keep' | 'cut' | 'keep-first'

/** Words shown on either side. */
const AROUND = 3
/** Heard before what goes, ms. */
const LEAD_IN = 1200
/** Longer retakes are shown by their beginning. */
const MOST_WORDS = 9

/** One of what could go, among the words around it. */
export function TightenRow({
  one,
  choice,
  onChoose,
}: {
  one: Tightening
  choice: Choice
  /** Null for somebody who only looks. */
  onChoose: ((choice: Choice) => void) | null
}) {
  const { room } = useRoom()
  const { before, middle, after } = useMemo(() => wordsAround(one, room.text.words), [one, room])
  const going = choice !== 'keep'
  const hear = () => {
    room.hear(null)
    const { cuts } = room.clip.getState()
    const at = toClipTime(cuts, one.at)
    if (at === null) return
    room.transport.seek(Math.max(0, at - LEAD_IN))
    room.transport.play()
  }
  const look = going ? 'text-3 line-through decoration-danger' : 'font-semibold text-1'
  return (
    <li className="flex flex-wrap items-center gap-x-1.5 gap-y-1 border-line border-b py-1.5 pr-3.5 pl-2 text-12">
      <IconButton label={`Hear ${one.say}`} onClick={hear}>
        <Play size={12} aria-hidden />
      </IconButton>
      <p className="min-w-0 flex-1 basis-24 text-2">
        {before} <span className={look}>{middle}</span> {after}
      </p>
      <span className={`tabular ${going ? 'text-danger' : 'text-3'}`}>
        −{(one.gain / 1000).toFixed(1)} s
      </span>
      {onChoose && (
        <Segmented<Choice>
          label={`What to do with ${one.say}`}
          value={choice}
          options={
            one.kind === 'retake'
              ? [
                  { value: 'keep', name: 'Keep both' },
                  { value: 'keep-first', name: 'First' },
                  { value: 'cut', name: 'Last' },
                ]
              : [
                  { value: 'keep', name: 'Keep' },
                  { value: 'cut', name: 'Cut' },
                ]
          }
          onChange={onChoose}
          className="[&>button]:h-6 [&>button]:px-2"
        />
      )}
    </li>
  )
}

function wordsAround(one: Tightening, words: readonly { text: string; from: number }[]) {
  const said = (from: number, to: number) =>
    words
      .slice(Math.max(0, from), Math.max(0, to))
      .map(({ text }) => text)
      .join(' ')
  const [first, last] = [one.words[0], one.words.at(-1)]
  if (first === undefined || last === undefined) {
    const next = words.findIndex(({ from }) => from >= one.at)
    return {
      before: said(next - AROUND, next),
      middle: one.say,
      after: said(next, next + AROUND),
    }
  }
  const [from, to] = [wordIndex(first), wordIndex(last) + 1]
  const long = to - from > MOST_WORDS
  return {
    before: said(from - AROUND, from),
    middle: long ? `${said(from, from + MOST_WORDS)} …` : said(from, to),
    after: said(to, to + AROUND),
  }
}
