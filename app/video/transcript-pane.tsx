import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Paragraph, Span } from '../editor/transcript-text.ts'
import type { Found } from './find-words.ts'
import { HeardWord } from './heard-word.tsx'
import type { MomentSpan } from './moment-spans.ts'
import { extendByWords, extendTo, type SelectionStore, spanOf } from './selection.ts'
import { SelectionTool } from './selection-tool.tsx'
import { sentenceId, TranscriptParagraph } from './transcript-paragraph.tsx'
import { usePlayer } from './use-player.tsx'
import { useTranscriptPointer } from './use-transcript-pointer.ts'
import type { Words } from './use-video-page.ts'

/** What was said, by speaker. Only what is in view is drawn. */
export function TranscriptPane({
  words: { text },
  language,
  spans,
  found,
  place,
  selection,
  onMakeClip,
  busy,
}: {
  words: Words
  language: string
  spans: MomentSpan[]
  found: Found
  /** The found place one is at. */
  place: Span | null
  selection: SelectionStore
  /** Absent for people who may only look. */
  onMakeClip: ((span: Span) => void) | null
  busy: boolean
}) {
  const player = usePlayer()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<number | null>(null)
  const chosen = useStore(selection, (state) => state.selection)
  const selected = spanOf(chosen)
  const onMouseDown = useTranscriptPointer({ text, selection, scroller, onPress: setActive })

  const virtual = useVirtualizer({
    count: text.paragraphs.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimate(text.paragraphs[i]),
    getItemKey: (i) => text.paragraphs[i]?.first ?? i,
    overscan: 4,
    paddingStart: 8,
    paddingEnd: 72,
  })
  const showWord = (word: number) =>
    virtual.scrollToIndex(text.paragraphAt(word), { align: 'start' })

  const latest = useRef(showWord)
  latest.current = showWord
  useEffect(() => {
    if (!place) return
    const element = content.current?.querySelector(`[data-w="${place.first}"]`)
    if (element) element.scrollIntoView({ block: 'nearest' })
    else latest.current(place.first)
  }, [place])

  const goTo = (sentence: number, extend: boolean) => {
    const next = Math.min(Math.max(0, sentence), text.sentences.length - 1)
    const span = text.sentences[next]
    if (!span) return
    setActive(next)
    if (extend) {
      const from = active === null ? span : text.sentences[active]
      const begun = chosen ?? (from ? { anchor: from, focus: from } : null)
      selection.setState({ selection: extendTo(begun, span) })
    }
    const element = content.current?.querySelector(`#${sentenceId(next)}`)
    if (element) element.scrollIntoView({ block: 'nearest' })
    else showWord(span.first)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const here = active ?? text.sentenceIndexAt(Math.max(0, text.wordAt(player.playhead.get())))
    const { key, shiftKey } = event
    if (key === 'ArrowDown') goTo(active === null ? here : here + 1, shiftKey)
    else if (key === 'ArrowUp') goTo(active === null ? here : here - 1, shiftKey)
    else if (key === 'Home') goTo(0, shiftKey)
    else if (key === 'End') goTo(text.sentences.length - 1, shiftKey)
    else if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const begun = chosen ?? wordHere(player.playhead.get())
      const by = key === 'ArrowLeft' ? -1 : 1
      selection.setState({ selection: chosen ? extendByWords(begun, by, text) : begun })
    } else if (key === 'Enter') {
      const start = text.words[text.sentences[here]?.first ?? -1]
      if (start) player.seek(start.from)
    } else if (key === 'Escape' && chosen) selection.setState({ selection: null })
    else return
    event.preventDefault()
  }
  const wordHere = (at: number) => {
    const word = Math.max(0, text.wordAt(at))
    return { anchor: { first: word, last: word }, focus: { first: word, last: word } }
  }

  return (
    // The ring of the list lies over what is in it.
    <div className="relative flex min-h-0 flex-1 flex-col after:pointer-events-none after:absolute after:inset-0 has-[[role=listbox]:focus-visible]:after:outline-[2px] has-[[role=listbox]:focus-visible]:after:outline-focus has-[[role=listbox]:focus-visible]:after:-outline-offset-2">
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        lang={language}
        aria-label="Transcript"
        aria-multiselectable
        aria-activedescendant={active === null ? undefined : sentenceId(active)}
        data-pane="transcript"
        className="group/list min-h-0 flex-1 overflow-y-auto overscroll-contain outline-none! [overflow-anchor:none] pointer-fine:select-none"
        onMouseDown={onMouseDown}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(null)}
        onCopy={(event) => {
          if (!selected) return
          event.preventDefault()
          const said = text.words.slice(selected.first, selected.last + 1)
          event.clipboardData.setData('text/plain', said.map((word) => word.text).join(' '))
        }}
      >
        <div ref={content} className="relative" style={{ height: virtual.getTotalSize() }}>
          <HeardWord text={text} content={content} scroller={scroller} showWord={showWord} />
          {virtual.getVirtualItems().map((item) => {
            const paragraph = text.paragraphs[item.index]
            if (!paragraph) return null
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <TranscriptParagraph
                  text={text}
                  paragraph={paragraph}
                  spans={spans}
                  selected={within(selected, paragraph)}
                  hits={holds(found, paragraph) ? found.words : null}
                  hit={within(place, paragraph)}
                  active={isIn(active, paragraph) ? active : null}
                />
              </div>
            )
          })}
        </div>
      </div>
      {selected && (
        <SelectionTool
          text={text}
          span={selected}
          busy={busy}
          onMakeClip={onMakeClip}
          onClear={() => {
            selection.setState({ selection: null })
            scroller.current?.focus()
          }}
        />
      )}
    </div>
  )
}

const estimate = (paragraph: Paragraph | undefined) =>
  paragraph ? 32 + Math.ceil((paragraph.last - paragraph.first + 1) / 8) * 25 : 60

/** The part of a span that lies in a paragraph; null where none does. */
const within = (span: Span | null, { first, last }: Span): Span | null =>
  span && span.first <= last && span.last >= first
    ? { first: Math.max(first, span.first), last: Math.min(last, span.last) }
    : null

const holds = ({ places }: Found, { first, last }: Span) =>
  places.some((place) => place.first <= last && place.last >= first)

const isIn = (sentence: number | null, { firstSentence, sentences }: Paragraph) =>
  sentence !== null && sentence >= firstSentence && sentence < firstSentence + sentences.length
