import './transcript.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { CaptionsOff, Scissors } from 'lucide-react'
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Switch } from '../components/switch.tsx'
import { cutTotal } from './clip-blocks.ts'
import { HeardNow } from './heard-now.tsx'
import { ParagraphView } from './paragraph.tsx'
import { nearestClipTime } from './same-place.ts'
import {
  extendSelection,
  NOTHING,
  selectAround,
  selectedWords,
  selectWords,
  stretchSelection,
} from './selection.ts'
import { SelectionTools } from './selection-tools.tsx'
import { theirSelections } from './their-selections.ts'
import { sayLength } from './timeline-view.ts'
import type { Paragraph } from './transcript-text.ts'
import { useCanEdit, useClip, usePeople, useRoom, useUi } from './use-room.tsx'
import { MARK, markOf } from './word-marks.ts'

/** How far the pointer moves before a press becomes a drag, px. */
const DRAG_PX = 3

/** Where the keyboard is in the list: on a sentence, or inside one on a word. */
type Cursor = { sentence: number; word: number | null } | null

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
  const words = useClip((view) => view.words)
  const seams = useClip((view) => view.seams)
  const selection = useUi((ui) => ui.selection)
  const correcting = useUi((ui) => ui.correcting)
  const showCuts = useUi((ui) => ui.showCuts)
  const people = usePeople()
  const canEdit = useCanEdit()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor>(null)

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
    virtual.scrollToIndex(text.paragraphAt(show.word), { align: 'center' })
    return flashWords(content, show.flash)
  }, [show, virtual, text])

  const mine = selectedWords(selection)
  const theirs = useMemo(() => theirSelections(people), [people])
  const corrections = useMemo(() => [...words.texts], [words.texts])
  const total = cutTotal(seams)
  const onAdd = useCallback((place: 'before' | 'after') => actions.addSentence(place), [actions])

  const select = useTranscriptPointer(scroller)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCursor(event, cursor)
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    setCursor(next.cursor)
    const shown = next.cursor?.word ?? text.sentences[next.cursor?.sentence ?? 0]?.first ?? 0
    virtual.scrollToIndex(text.paragraphAt(shown), { align: 'auto' })
  }

  const moveCursor = (event: KeyboardEvent, at: Cursor): { cursor: Cursor } | null => {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event
    if (altKey || ctrlKey || metaKey) return null
    const clamp = (sentence: number) => Math.min(text.sentences.length - 1, Math.max(0, sentence))
    const current = at ?? {
      sentence: text.sentenceIndexAt(mine?.first ?? words.ends?.first ?? 0),
      word: null,
    }
    const toSentence = (sentence: number) => ({ cursor: { sentence: clamp(sentence), word: null } })
    const toWord = (word: number, stretch: boolean) => {
      const to = Math.min(text.words.length - 1, Math.max(0, word))
      const { selection: now } = room.ui.getState()
      room.ui.setState({
        selection: stretch ? extendSelection(now, to) : selectWords(to, to),
        said: sayWord(to),
        saidOf: 'look',
      })
      if (!stretch) seekWord(to)
      return { cursor: { sentence: text.sentenceIndexAt(to), word: to } }
    }
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const by = key === 'ArrowDown' ? 1 : -1
      if (shiftKey) {
        const sentence = text.sentences[current.sentence]
        const now = room.ui.getState().selection
        const from =
          now.kind === 'words' || !sentence ? now : selectWords(sentence.first, sentence.last)
        const to = stretchSelection(text, from, by, 'sentence')
        room.ui.setState({ selection: to })
        return to.kind === 'words' ? toSentence(text.sentenceIndexAt(to.focus)) : null
      }
      return toSentence(at ? current.sentence + by : current.sentence)
    }
    if (key === 'Home') return toSentence(0)
    if (key === 'End') return toSentence(text.sentences.length - 1)
    if (key === 'Enter' && current.word === null)
      return toWord(text.sentences[current.sentence]?.first ?? 0, false)
    if (current.word === null) return null
    if (key === 'ArrowLeft') return toWord(current.word - 1, shiftKey)
    if (key === 'ArrowRight') return toWord(current.word + 1, shiftKey)
    if (key === 'Escape') return { cursor: { sentence: current.sentence, word: null } }
    return null
  }

  const sayWord = (i: number) => {
    const mark = markOf(words.marks, i)
    const said = words.texts.get(i) ?? text.words[i]?.text ?? ''
    return mark & (MARK.cut | MARK.leftOut) ? `${said}, cut` : said
  }
  const seekWord = (i: number) => {
    const word = text.words[i]
    if (word && markOf(words.marks, i) & MARK.inside)
      room.transport.seek(nearestClipTime(room.clip.getState().cuts, word.from))
  }

  const { ends } = words
  const items = virtual.getVirtualItems()
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!captionsOnly && (
        <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b px-3">
          <h2 className="font-semibold text-13 text-1">Transcript</h2>
          <span className="rounded-1 bg-hover px-1.5 font-medium text-11 text-2 uppercase">
            {language}
          </span>
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
        className="min-h-0 flex-1 select-none overflow-y-auto overscroll-contain outline-offset-[-2px]"
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
          <span className="tabular">
            {total.places === 0
              ? 'Nothing cut'
              : `${sayLength(total.ms)} cut in ${total.places} ${total.places === 1 ? 'place' : 'places'}`}
          </span>
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

const cursorIn = (cursor: Cursor, { first, last, firstSentence, sentences }: Paragraph) => {
  if (!cursor) return ''
  if (cursor.word !== null)
    return cursor.word >= first && cursor.word <= last ? `w${cursor.word}` : ''
  const inside =
    cursor.sentence >= firstSentence && cursor.sentence < firstSentence + sentences.length
  return inside ? `s${cursor.sentence}` : ''
}

const estimate = (paragraph: Paragraph | undefined) =>
  paragraph ? 40 + Math.ceil((paragraph.last - paragraph.first + 1) / 7) * 25 : 60

/** Presses and drags on words: where the playhead goes, and what becomes selected. */
function useTranscriptPointer(scroller: React.RefObject<HTMLDivElement | null>) {
  const { room } = useRoom()
  const { text, ui, clip, transport } = room

  const press = (word: number) => {
    const { words, cuts } = clip.getState()
    const gone = (i: number) => (markOf(words.marks, i) & (MARK.cut | MARK.leftOut)) !== 0
    if (gone(word)) {
      // What was cut in one go comes back in one go.
      let [first, last] = [word, word]
      while (first > 0 && gone(first - 1)) first--
      while (gone(last + 1)) last++
      ui.setState({ selection: selectWords(first, last) })
      return
    }
    ui.setState({ selection: selectWords(word, word) })
    const at = text.words[word]?.from
    if (at !== undefined && markOf(words.marks, word) & MARK.inside)
      transport.seek(nearestClipTime(cuts, at))
  }

  return (event: MouseEvent<HTMLDivElement>) => {
    if (event.button !== 0 || isControl(event.target)) return
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    event.preventDefault()
    const word = wordFrom(event.target)
    if (word === null) {
      if (!event.shiftKey) ui.setState({ selection: NOTHING })
      return
    }
    const { selection } = ui.getState()
    if (event.shiftKey) {
      ui.setState({ selection: extendSelection(selection, word) })
      return
    }
    if (event.detail > 1) {
      ui.setState({ selection: selectAround(text, word, event.detail) })
      return
    }
    const from = { x: event.clientX, y: event.clientY }
    let dragging = false
    const move = (to: globalThis.MouseEvent) => {
      dragging ||= Math.hypot(to.clientX - from.x, to.clientY - from.y) > DRAG_PX
      if (!dragging) return
      const box = scroller.current?.getBoundingClientRect()
      if (box && to.clientY > box.bottom - 16) scroller.current?.scrollBy(0, 12)
      if (box && to.clientY < box.top + 16) scroller.current?.scrollBy(0, -12)
      const under = wordFrom(document.elementFromPoint(to.clientX, to.clientY))
      if (under !== null) ui.setState({ selection: selectWords(word, under) })
    }
    const up = () => {
      window.removeEventListener('mousemove', move)
      window.removeEventListener('mouseup', up)
      if (!dragging) press(word)
    }
    window.addEventListener('mousemove', move)
    window.addEventListener('mouseup', up)
  }
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, input') !== null

function wordFrom(target: EventTarget | null): number | null {
  const word = target instanceof Element ? target.closest('[data-w]') : null
  return word instanceof HTMLElement ? Number(word.dataset.w) : null
}
