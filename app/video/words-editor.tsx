import { useVirtualizer } from '@tanstack/react-virtual'
import { Redo2, RotateCcw, Undo2, X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { textOf } from '#core/script.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import type { Span } from '../editor/transcript-text.ts'
import { sayClock } from '../say-time.ts'
import { DoubtBar } from './doubt-bar.tsx'
import { type Doubt, doubtsOf } from './doubtful-words.ts'
import type { Found } from './find-words.ts'
import { usePlayer } from './use-player.tsx'
import type { Words } from './use-video-page.ts'
import { useWordsEdits } from './use-words-edits.ts'
import type { VideoPage } from './video-page.ts'
import { WordsRow } from './words-row.tsx'
import { type RowEdits, WordsRowEditor } from './words-row-editor.tsx'

/** Heard before and after a word that is listened to, ms. */
const AROUND_MS = 900

const stepNames = {
  text: 'the correction',
  speaker: 'who speaks',
  split: 'the division',
  merge: 'the joining',
  times: 'the times',
  confirm: 'the confirmation',
  everywhere: 'the correction everywhere',
} as const

/** The transcript as a document: corrected, divided, joined and timed, each step reversible. */
export default function WordsEditor({
  page,
  transcript,
  words,
  found,
  place,
  onClose,
}: {
  page: VideoPage
  transcript: NonNullable<VideoPage['transcript']>
  words: Words
  found: Found
  /** The found place one is at. */
  place: Span | null
  onClose(): void
}) {
  const player = usePlayer()
  const { segments, speakers } = words.whole
  const edits = useWordsEdits(page, transcript, segments)
  const [open, setOpen] = useState<{ at: number; caret: number } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const firsts = useMemo(() => {
    let sum = 0
    return segments.map(({ words: own }) => {
      sum += own.length
      return sum - own.length
    })
  }, [segments])
  const virtual = useVirtualizer({
    count: segments.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => 34 + Math.floor((segments[i]?.words.length ?? 0) / 12) * 23,
    overscan: 6,
    paddingStart: 8,
    paddingEnd: 72,
  })
  const show = (at: number) => virtual.scrollToIndex(at, { align: 'center' })
  const latest = useRef({ show, firsts })
  latest.current = { show, firsts }

  // Whatever is done disappears from the list at once; the words come a moment later.
  const all = useMemo(() => doubtsOf(words.whole), [words.whole])
  const [from, setFrom] = useState(0)
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const doubts = useMemo(() => all.filter((one) => !done.has(keyOf(one))), [all, done])
  const next = doubts.findIndex((one) => one.from >= from)
  const at = next < 0 ? Math.max(0, doubts.length - 1) : next
  const [walks, setWalks] = useState(false)
  const looked = walks ? doubts[at] : undefined

  useEffect(() => {
    const word = place?.first
    if (word === undefined) return
    const row = latest.current.firsts.findLastIndex((first) => first <= word)
    if (row >= 0) latest.current.show(row)
  }, [place])
  const lookedAt = looked?.at
  useEffect(() => {
    if (lookedAt !== undefined) latest.current.show(lookedAt)
  }, [lookedAt])

  const hear = useCallback(
    (begin: number, end: number) => {
      player.seek(begin)
      player.preview({ id: 'words', from: begin, to: end })
    },
    [player],
  )
  const hearDoubt = (one: Doubt) =>
    hear(Math.max(0, one.from - AROUND_MS), Math.min(one.to + AROUND_MS, page.durationMs ?? one.to))
  const step = (by: 1 | -1) => {
    const to = doubts[(at + by + doubts.length) % doubts.length]
    if (to) setFrom(to.from)
  }
  const line = useRef(Promise.resolve())
  /** Goes on at once; what is to be done is done one after another, each upon what the one before left. */
  const settle = (one: Doubt, work: () => Promise<boolean>) => {
    const key = keyOf(one)
    setDone((now) => new Set(now).add(key))
    setFrom(doubts[(at + 1) % doubts.length]?.from ?? 0)
    line.current = line.current.then(async () => {
      await work()
      // The words that were read again tell from here on, also where it failed or is taken back.
      setDone((now) => new Set([...now].filter((other) => other !== key)))
    })
  }

  const close = () => {
    setOpen(null)
    scroller.current?.focus({ preventScroll: true })
  }
  const rowEdits = (row: number): RowEdits => {
    const then = (work: Promise<boolean>, next: { at: number; caret: number } | null = null) =>
      void work.then((ok) => ok && (next ? setOpen(next) : close()))
    return {
      save: (text, speaker) => then(edits.rewrite(row, 1, [{ text, speaker }])),
      divide: (before, after, speaker) =>
        then(
          edits.rewrite(row, 1, [
            { text: before, speaker },
            { text: after, speaker },
          ]),
          { at: row + 1, caret: 0 },
        ),
      join(text) {
        const before = segments[row - 1]
        if (!before) return
        const head = textOf(before)
        then(edits.rewrite(row - 1, 2, [{ text: `${head} ${text}` }]), {
          at: row - 1,
          caret: head.length + 1,
        })
      },
      retime: (word, start, end) => void edits.retime(row, word, start, end),
      cancel: close,
    }
  }
  const { back, again, steps = 0 } = edits.steps ?? {}
  const sayStep = (name: string, one: typeof back) =>
    one
      ? `${name} ${stepNames[one.kind]} at ${sayClock(one.at)}${one.by ? `, ${one.by}` : ''}`
      : name

  return (
    <section aria-label="Edit words" className="flex h-full min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-1 border-line border-b px-4 max-lg:px-3">
        <h2 className="mr-auto font-semibold text-15 text-1">Edit words</h2>
        {all.length > 0 && (
          <Button
            size="small"
            className="max-md:h-9"
            aria-pressed={walks}
            look={walks ? 'soft' : 'plain'}
            onClick={() => setWalks(!walks)}
          >
            Not sure <span className="tabular">{doubts.length}</span>
          </Button>
        )}
        <IconButton
          label={sayStep('Undo', back)}
          disabled={!back || edits.busy}
          onClick={() => void edits.undo('back')}
        >
          <Undo2 size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={sayStep('Redo', again)}
          disabled={!again || edits.busy}
          onClick={() => void edits.undo('again')}
        >
          <Redo2 size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={`Back to what was heard, ${sayCount(steps, 'step')}`}
          disabled={steps === 0 || edits.busy}
          onClick={() => void edits.undo('original')}
        >
          <RotateCcw size={16} aria-hidden />
        </IconButton>
        <IconButton label="Close the editing of words" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {walks &&
        (doubts.length > 0 ? (
          <DoubtBar
            doubts={doubts}
            at={at}
            onStep={step}
            onHear={hearDoubt}
            onConfirm={(one) => settle(one, () => edits.confirm(one.at, [one.index]))}
            onCorrect={(one, text) => settle(one, () => edits.correct(one.at, one.index, text))}
          />
        ) : (
          <p role="status" className="border-line border-b px-4 py-3 text-13 text-2">
            Every word that was not sure has been looked at.
          </p>
        ))}
      <div
        ref={scroller}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none [overflow-anchor:none]"
        lang={transcript.language}
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const segment = segments[index]
            if (!segment) return null
            const first = firsts[index] ?? 0
            const holds = (word: number | undefined): word is number =>
              word !== undefined && word >= first && word < first + segment.words.length
            const changes = segments[index - 1]?.speaker !== segment.speaker
            return (
              <div
                key={segment.words[0]?.id ?? index}
                ref={virtual.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                {open?.at === index ? (
                  <WordsRowEditor
                    key={`${index} ${textOf(segment)}`}
                    segment={segment}
                    speakers={speakers}
                    caret={open.caret}
                    isFirst={index === 0}
                    busy={edits.busy}
                    edits={rowEdits(index)}
                  />
                ) : (
                  <WordsRow
                    segment={segment}
                    first={first}
                    name={
                      changes && segment.speaker !== null
                        ? (speakers[segment.speaker] ?? null)
                        : null
                    }
                    hits={found.words}
                    here={
                      holds(looked?.word) ? looked.word : holds(place?.first) ? place.first : null
                    }
                    onHear={hear}
                    onEdit={(caret) => setOpen({ at: index, caret })}
                  />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </section>
  )
}

const keyOf = ({ from, to, text }: Doubt) => `${from} ${to} ${text}`
