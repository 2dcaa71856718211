import { Merge, Split } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { textOf } from '#core/script.ts'
import type { TranscriptSegment } from '#core/transcript.ts'
import { Button } from '../components/button.tsx'
import { sayClock } from '../say-time.ts'
import { divideAt } from './divide-at.ts'
import { TimeFields } from './time-fields.tsx'

/** What somebody wants done with the stretch they edit. */
export type RowEdits = {
  save(text: string, speaker: number | null): void
  divide(before: string, after: string, speaker: number | null): void
  /** Joins it, as it reads now, to the one before. */
  join(text: string): void
  retime(word: number | null, from: number, to: number): void
  cancel(): void
}

/** A stretch of the transcript being changed. Enter divides it, Backspace at its start joins it. */
export function WordsRowEditor({
  segment,
  speakers,
  caret,
  isFirst,
  busy,
  edits,
}: {
  segment: TranscriptSegment
  speakers: readonly string[]
  /** Where the caret begins, letters. */
  caret: number
  isFirst: boolean
  busy: boolean
  edits: RowEdits
}) {
  const before = textOf(segment)
  const [text, setText] = useState(before)
  const [speaker, setSpeaker] = useState(segment.speaker)
  const [at, setAt] = useState(caret)
  const [timesShown, setTimesShown] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(caret, caret)
  }, [caret])
  useEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = '0'
    element.style.height = `${text === '' ? 30 : element.scrollHeight + 2}px`
  })
  const [head, tail] = divideAt(text, at)
  const save = () => {
    if (text.trim() === before && speaker === segment.speaker) edits.cancel()
    else if (text.trim() !== '') edits.save(text, speaker)
  }
  const divide = (caret: number) => {
    const [front, rest] = divideAt(text, caret)
    if (front && rest) edits.divide(front, rest, speaker)
    else save()
  }
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    const { selectionStart, selectionEnd } = event.currentTarget
    if (event.key === 'Escape') edits.cancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else if (event.key === 'Enter') divide(selectionStart)
    else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && !isFirst)
      edits.join(text)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  // Times are of the words as they are kept: of what was typed since, nobody knows any.
  const index = text === before ? wordUnder(segment, at) : null
  const word = index === null ? null : segment.words[index]
  return (
    <section
      aria-label={`Words at ${sayClock(segment.from)}`}
      className="mx-3 my-1 flex flex-col gap-2 rounded-3 border border-edge bg-panel p-2.5"
    >
      <textarea
        ref={field}
        aria-label="What is said here"
        dir="auto"
        value={text}
        maxLength={20_000}
        onChange={(event) => {
          setText(event.target.value.replace(/\n/g, ' '))
          setAt(event.target.selectionStart)
        }}
        onSelect={(event) => setAt(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className="w-full resize-none rounded-2 border border-edge bg-bg px-2 py-1 text-15 text-1 max-md:text-16"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look="filled"
          size="small"
          className="max-md:h-11"
          busy={busy}
          disabled={text.trim() === ''}
          onClick={save}
        >
          Save
        </Button>
        <Button size="small" look="ghost" className="max-md:h-11" onClick={edits.cancel}>
          Cancel
        </Button>
        <Button
          size="small"
          className="max-md:h-11"
          icon={<Split size={14} aria-hidden />}
          disabled={!head || !tail}
          onClick={() => divide(at)}
        >
          Divide here
        </Button>
        <Button
          size="small"
          className="max-md:h-11"
          icon={<Merge size={14} aria-hidden />}
          disabled={isFirst || text.trim() === ''}
          onClick={() => edits.join(text)}
        >
          Join to the one before
        </Button>
        {speakers.length > 0 && (
          <select
            aria-label="Who says this"
            value={speaker ?? ''}
            onChange={({ target: { value } }) => setSpeaker(value === '' ? null : Number(value))}
            className="h-7 max-w-40 rounded-2 border border-edge bg-bg px-1.5 text-12 text-1 max-md:h-11"
          >
            <option value="">Nobody in particular</option>
            {speakers.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a speaker is its place in the list
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        )}
        <Button
          size="small"
          look="ghost"
          className="max-md:h-11"
          aria-expanded={timesShown}
          onClick={() => setTimesShown(!timesShown)}
        >
          Times
        </Button>
      </div>
      {timesShown && (
        <div className="flex flex-col gap-1.5">
          <TimeFields
            key={`${segment.from} ${segment.to}`}
            of="All of it"
            from={segment.from}
            to={segment.to}
            busy={busy}
            onSave={(from, to) => edits.retime(null, from, to)}
          />
          {word ? (
            <TimeFields
              key={`${word.id} ${word.from} ${word.to}`}
              of={`“${word.text}”`}
              from={word.from}
              to={word.to}
              busy={busy}
              onSave={(from, to) => edits.retime(index, from, to)}
            />
          ) : (
            <p className="text-12 text-3">Save the words first to set the time of one.</p>
          )}
          {word?.timing === 'estimated' && (
            <p className="text-12 text-warning">This word’s time is estimated.</p>
          )}
        </div>
      )}
    </section>
  )
}

/** The word that the caret is in or behind. */
function wordUnder({ words }: TranscriptSegment, caret: number): number {
  let letters = 0
  for (const [i, word] of words.entries()) {
    letters += word.text.length + 1
    if (caret < letters) return i
  }
  return words.length - 1
}
