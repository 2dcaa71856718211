import { clsx } from 'clsx'
import { Pencil, Play } from 'lucide-react'
import { memo } from 'react'
import type { TranscriptSegment } from '#core/transcript.ts'
import { IconButton } from '../components/icon-button.tsx'
import { sayClock } from '../say-time.ts'
import { isDoubtful } from './doubtful-words.ts'
import { speakerInk } from './transcript-paragraph.tsx'

/** One stretch of the transcript as it stands: press a word to hear it, the pencil to change it. */
export const WordsRow = memo(function WordsRow({
  segment,
  first,
  name,
  hits,
  here,
  onHear,
  onEdit,
}: {
  segment: TranscriptSegment
  /** Its first word's place among all words. */
  first: number
  /** Whose words they are, where that is another's than before. */
  name: string | null
  /** Words that are looked for. */
  hits: ReadonlySet<number> | null
  /** The word one is at: found, or doubtful. */
  here: number | null
  onHear(from: number, to: number): void
  onEdit(caret: number): void
}) {
  let letters = 0
  const start = sayClock(segment.from)
  return (
    <div className="group flex items-start gap-2 px-4 py-1 max-lg:px-3">
      <button
        type="button"
        aria-label={`Hear from ${start}`}
        onClick={() => onHear(segment.from, segment.to)}
        className="tabular mt-0.5 flex h-6 w-16 shrink-0 items-center gap-1 rounded-1 text-12 text-3 hover:text-1 max-md:h-11"
      >
        <Play size={12} aria-hidden /> {start}
      </button>
      <div className="min-w-0 flex-1">
        {name && (
          <div className={clsx('font-semibold text-12 leading-5', speakerInk(segment.speaker))}>
            {name}
          </div>
        )}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons beside it do the same by keyboard */}
        <p
          dir="auto"
          className="cursor-text text-15 text-1"
          onDoubleClick={(event) => onEdit(caretOf(event.target))}
          onClick={(event) => {
            const word = segment.words[Number(wordAt(event.target)?.dataset.i ?? Number.NaN)]
            if (word) onHear(word.from, segment.to)
          }}
        >
          {segment.words.map((word, i) => {
            const at = letters
            letters += word.text.length + 1
            return (
              <span key={word.id}>
                <span
                  data-i={i}
                  data-caret={at}
                  title={
                    word.confidence === null
                      ? undefined
                      : `${Math.round(word.confidence * 100)} % sure`
                  }
                  className={clsx(
                    hits?.has(first + i) && 'rounded-1 bg-accent-soft',
                    here === first + i && 'outline-[2px] outline-mark',
                    isDoubtful(word) &&
                      'underline decoration-[2px] decoration-dotted decoration-info underline-offset-4',
                  )}
                >
                  {word.text}
                </span>{' '}
              </span>
            )
          })}
        </p>
      </div>
      <IconButton
        label={`Edit the words at ${start}`}
        onClick={() => onEdit(0)}
        className="size-7 opacity-60 focus-visible:opacity-100 group-hover:opacity-100 max-md:size-11"
      >
        <Pencil size={14} aria-hidden />
      </IconButton>
    </div>
  )
})

const wordAt = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-i]') : null

const caretOf = (target: EventTarget) => Number(wordAt(target)?.dataset.caret ?? 0)
