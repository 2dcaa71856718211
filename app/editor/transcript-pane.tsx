import { sayCount } from '#core/say-count.ts'
import './transcript.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CaptionsOff, Scissors, Search } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Switch } from '../components/switch.tsx'
import { cutTotal } from './clip-blocks.ts'
import { HeardNow } from './heard-now.tsx'
import { ParagraphView } from './paragraph.tsx'
import { selectedWords } from './selection.ts'
import { SelectionTools } from './selection-tools.tsx'
import { useTheirSelections } from './their-selections.ts'
import { sayLength } from './timeline-view.ts'
import type { Cursor } from './transcript-cursor.ts'
import type { Paragraph } from './transcript-text.ts'
import { useCanEdit, useClip, useClipNow, useRoom, useUi } from './use-room.tsx'
import { useTranscriptKeys } from './use-transcript-keys.ts'
import { useTranscriptPointer } from './use-transcript-pointer.ts'

export function TranscriptPane({
  language,
  captionsOnly = false,
}: {
  language: string
  /** On small screens words are corrected, not cut. */
  captionsOnly?: boolean
}) {
  const { room, actions } = useRoom()
  const { text } = room
  const words = useClipNow((view) => view.words)
  const selection = useUi((ui) => ui.selection)
  const correcting = useUi((ui) => ui.correcting)
  const showCuts = useUi((ui) => ui.showCuts)
  const canEdit = useCanEdit()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor | null>(null)

  const virtual = useVirtualizer({
    count: text.paragraphs.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimate(text.paragraphs[i]),
    overscan: 3,
  })

  // The clip's beginning is what people came for; the sentence before it stays in sight.
  const opened = useRef(false)
  useEffect(() => {
    if (opened.current || !words.ends) return
    opened.current = true
    virtual.scrollToIndex(text.paragraphAt(Math.max(0, words.ends.first - 1)), { align: 'start' })
  }, [virtual, text, words.ends])

  const show = useUi((ui) => ui.show)
  useEffect(() => {
    if (!show) return
    if (show.top || !inSight(scroller, show.word))
      virtual.scrollToIndex(text.paragraphAt(show.word), { align: show.top ? 'start' : 'center' })
    return flashWords(content, show.flash)
  }, [show, virtual, text])

  const mine = selectedWords(selection)
  const theirs = useTheirSelections()
  const corrections = useMemo(() => [...words.texts], [words.texts])
  const onAdd = useCallback((place: 'before' | 'after') => actions.addSentence(place), [actions])

  const select = useTranscriptPointer(scroller)
  const onKeyDown = useTranscriptKeys(cursor, setCursor, (word) =>
    virtual.scrollToIndex(text.paragraphAt(word), { align: 'auto' }),
  )

  const { ends } = words
  const items = virtual.getVirtualItems()
  const offset = virtual.scrollOffset ?? 0
  const top = text.paragraphs[items.find((item) => item.end > offset + 4)?.index ?? 0]?.first ?? 0
  useEffect(() => room.ui.setState({ topWord: top }), [room, top])
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!captionsOnly && (
        <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b px-3">
          <h2 className="font-semibold text-13 text-1">Transcript</h2>
          <span className="rounded-1 bg-hover px-1.5 font-medium text-11 text-2 uppercase">
            {language}
          </span>
          <IconButton
            className="ml-auto"
            label="Find words"
            onClick={() => room.ui.setState({ sheet: 'palette' })}
          >
            <Search size={16} aria-hidden />
          </IconButton>
        </div>
      )}
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Transcript"
        aria-multiselectable
        aria-activedescendant={cursor ? `sentence-${cursor.sentence}` : undefined}
        data-pane="transcript"
        className="min-h-0 flex-1 select-none overflow-y-auto overscroll-contain outline-offset-[-2px] contain-strict"
        onMouseDown={select}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
      >
        <div ref={content} className="relative" style={{ minHeight: virtual.getTotalSize() }}>
          {text.words.length === 0 && <NoWords />}
          <HeardNow content={content} scroller={scroller} />
          {items.map((item) => {
            const paragraph = text.paragraphs[item.index]
            if (!paragraph) return null
            const { first, last } = paragraph
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <ParagraphView
                  text={text}
                  paragraph={paragraph}
                  marks={words.marks.slice(first, last + 2)}
                  texts={corrections
                    .filter(([i]) => i >= first && i <= last)
                    .map(([i, said]) => `${i}=${said}`)
                    .join('\n')}
                  mine={
                    mine && mine.first <= last && mine.last >= first
                      ? `${Math.max(first, mine.first)}:${Math.min(last, mine.last)}`
                      : ''
                  }
                  theirs={theirs
                    .filter((one) => one.first <= last && one.last >= first)
                    .map((one) => one.key)
                    .join(';')}
                  correcting={
                    correcting !== null && correcting >= first && correcting <= last
                      ? correcting
                      : null
                  }
                  cursor={cursorIn(cursor, paragraph)}
                  showCuts={showCuts}
                  starts={ends && ends.first >= first && ends.first <= last ? ends.first : -1}
                  ends={ends && ends.last >= first && ends.last <= last ? ends.last : -1}
                  canEdit={canEdit && !captionsOnly}
                  onAdd={onAdd}
                />
              </div>
            )
          })}
          {!captionsOnly && <SelectionTools content={content} mounted={items} />}
        </div>
      </div>
      {!captionsOnly && (
        <div className="flex h-10 shrink-0 items-center gap-2 border-line border-t px-3 text-12 text-2">
          <Scissors size={14} aria-hidden className="text-3" />
          <CutTotal />
          <label className="ml-auto flex items-center gap-2" htmlFor="show-cuts">
            Show cuts
            <Switch
              id="show-cuts"
              checked={showCuts}
              onChange={(on) => room.ui.setState({ showCuts: on })}
            />
          </label>
        </div>
      )}
    </div>
  )
}

function CutTotal() {
  const { places, ms } = cutTotal(useClip((view) => view.seams))
  return (
    <span className="tabular">
      {places === 0 ? 'Nothing cut' : `${sayLength(ms)} cut in ${sayCount(places, 'place')}`}
    </span>
  )
}

function NoWords() {
  const { video } = useRoom()
  return (
    <EmptyState
      icon={<CaptionsOff size={24} aria-hidden />}
      title="This clip has no words"
      actions={
        <ButtonLink to={`/videos/${video.id}`} size="small">
          Go to the video
        </ButtonLink>
      }
    >
      You can watch, trim and export it. To cut by words, bring a transcript to the video and make
      the clip again.
    </EmptyState>
  )
}

function inSight(scroller: React.RefObject<HTMLDivElement | null>, word: number) {
  const drawn = scroller.current?.querySelector(`[data-w="${word}"]`)?.getBoundingClientRect()
  const frame = scroller.current?.getBoundingClientRect()
  return drawn && frame && drawn.top >= frame.top && drawn.bottom <= frame.bottom
}

/** Marks words for a moment, once they are drawn. */
function flashWords(content: React.RefObject<HTMLDivElement | null>, words: number[]) {
  if (words.length === 0) return
  const timer = window.setTimeout(() => {
    for (const word of words)
      content.current
        ?.querySelector(`[data-w="${word}"]`)
        ?.animate([{ backgroundColor: 'var(--accent)' }, { backgroundColor: 'transparent' }], 600)
  }, 60)
  return () => window.clearTimeout(timer)
}

const cursorIn = (cursor: Cursor | null, { first, last, firstSentence, sentences }: Paragraph) => {
  if (!cursor) return ''
  if (cursor.word !== null)
    return cursor.word >= first && cursor.word <= last ? `w${cursor.word}` : ''
  const inside =
    cursor.sentence >= firstSentence && cursor.sentence < firstSentence + sentences.length
  return inside ? `s${cursor.sentence}` : ''
}

const estimate = (paragraph: Paragraph | undefined) =>
  paragraph ? 40 + Math.ceil((paragraph.last - paragraph.first + 1) / 7) * 25 : 60
