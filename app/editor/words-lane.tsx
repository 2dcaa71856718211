import { type MouseEvent, memo, useCallback, useMemo } from 'react'
import type { HeardWord } from '#core/cut-list.ts'
import { CanvasTiles, type DrawTile, tokenColour } from './canvas-tiles.tsx'
import { endOf, startOf } from './clip-blocks.ts'
import { averageLength, heardBetween } from './clip-view.ts'
import type { EditorVideo } from './editor-data.ts'
import { extendSelection, selectAround, selectedWords, selectWords } from './selection.ts'
import { useTheirSelections } from './their-selections.ts'
import { wordsShown } from './timeline-view.ts'
import { usePeaks } from './use-peaks.ts'
import { useClip, useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'
import { wordIndex } from './word-index.ts'

const WAVE_HEIGHT = 48
const DRAG_PX = 3
/** A word may begin so long before what is in sight and still reach into it, ms. */
const LONGEST_WORD = 5000

/** The sound, and the words under it: the same words, and the same selection, as in the transcript. */
export function WordsLane() {
  const { video } = useRoom()
  const heard = useClip((view) => view.heard)
  const length = useClip((view) => view.length)
  const { pxPerMs, from, to } = useWindow()
  const draw = useWave(video.peaks)
  const average = useMemo(() => averageLength(heard), [heard])
  const shown = wordsShown(pxPerMs, average)
  return (
    <div
      role="img"
      aria-label="Sound and words. The same words are in the transcript."
      className="absolute inset-0"
    >
      <div className="absolute inset-x-0 top-0.5">
        <CanvasTiles draw={draw} length={length} height={WAVE_HEIGHT} />
      </div>
      {shown ? (
        <WordRow heard={heard} from={from} to={to} pxPerMs={pxPerMs} />
      ) : (
        <p className="sticky left-3 mt-[53px] inline-block text-11 text-3 leading-4">
          Zoom in to read the words here
        </p>
      )}
    </div>
  )
}

function WordRow({
  heard,
  from,
  to,
  pxPerMs,
}: {
  heard: HeardWord[]
  from: number
  to: number
  pxPerMs: number
}) {
  const selection = useUi((ui) => ui.selection)
  const theirs = useTheirSelections()
  const mine = selectedWords(selection)
  const select = useLanePointer()
  const inSight = useMemo(() => heardBetween(heard, from - LONGEST_WORD, to), [heard, from, to])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer alone; by keyboard words are selected in the transcript
    <div
      className="closing absolute inset-x-0 top-[53px] h-[20px] select-none overflow-clip"
      onMouseDown={select}
    >
      {inSight.map((word, n) => {
        const i = wordIndex(word.id)
        const other = theirs.find((one) => i >= one.first && i <= one.last)
        return (
          <LaneWord
            key={`${word.piece} ${word.id}`}
            index={i}
            text={word.text}
            left={placeAt(pxPerMs, word.from)}
            // A word may use the silence after it.
            width={Math.max(
              3,
              Math.min((inSight[n + 1]?.from ?? word.to) - word.from, 1500) * pxPerMs,
            )}
            emphasised={word.emphasised}
            mine={mine !== null && i >= mine.first && i <= mine.last}
            colour={other?.colour ?? 0}
          />
        )
      })}
    </div>
  )
}

/**
 * Letters that find no place go to the next line, which the row cuts off: a word that cuts off its own is a
 * layer's part of its own, and every frame is put together of all of them. Not even one letter of 11 px may
 * find place in less than this, px.
 */
const ONE_LETTER = 22

const LaneWord = memo(function LaneWord({
  index,
  text,
  left,
  width,
  emphasised,
  mine,
  colour,
}: {
  index: number
  text: string
  left: number
  width: number
  emphasised: boolean
  mine: boolean
  /** Of somebody else who selected it; 0: nobody. */
  colour: number
}) {
  return (
    <span
      data-lane-word={index}
      className={`absolute h-5 cursor-text break-all rounded-[2px] border-line border-l px-[3px] text-11 leading-5 ${
        width < ONE_LETTER ? 'overflow-hidden' : ''
      } ${
        mine ? 'bg-accent-soft' : ''
      } ${emphasised ? 'font-semibold text-accent-text' : 'text-2'}`}
      style={{
        left,
        width,
        ...(colour > 0 &&
          !mine && { background: `color-mix(in oklab, var(--p${colour}) 30%, transparent)` }),
      }}
    >
      {text}
    </span>
  )
})

/** As in the transcript: a press goes there, a drag selects, two presses take the sentence. */
function useLanePointer() {
  const { room } = useRoom()
  const { ui, transport, clip, text } = room
  return (event: MouseEvent<HTMLDivElement>) => {
    const word = laneWord(event.target)
    if (event.button !== 0 || word === null) return
    event.preventDefault()
    if (event.shiftKey)
      return ui.setState({ selection: extendSelection(ui.getState().selection, word) })
    if (event.detail > 1) return ui.setState({ selection: selectAround(text, word, event.detail) })
    const startX = event.clientX
    let dragging = false
    const move = (to: globalThis.MouseEvent) => {
      dragging ||= Math.abs(to.clientX - startX) > DRAG_PX
      const under = dragging ? laneWord(document.elementFromPoint(to.clientX, event.clientY)) : null
      if (under !== null) ui.setState({ selection: selectWords(word, under) })
    }
    const up = () => {
      window.removeEventListener('mousemove', move)
      window.removeEventListener('mouseup', up)
      if (dragging) return
      ui.setState({ selection: selectWords(word, word) })
      const at = clip.getState().heard.find((one) => wordIndex(one.id) === word)?.from
      if (at !== undefined) transport.seek(at)
    }
    window.addEventListener('mousemove', move)
    window.addEventListener('mouseup', up)
  }
}

function laneWord(target: EventTarget | null): number | null {
  const word = target instanceof Element ? target.closest('[data-lane-word]') : null
  return word instanceof HTMLElement ? Number(word.dataset.laneWord) : null
}

const BAR = 2
const GAP = 1

/** The loudness of what plays, from the peaks the ingest left. */
function useWave(source: EditorVideo['peaks']): DrawTile {
  const cuts = useClip((view) => view.cuts)
  const peaks = usePeaks(source)
  return useCallback(
    (context, { left, width, from, to, height, pxPerMs }) => {
      context.fillStyle = tokenColour('--edge')
      for (const cut of cuts) {
        const [start, end] = [startOf(cut), endOf(cut)]
        if (end < from || start > to || !peaks) continue
        const last = Math.min(placeAt(pxPerMs, end), left + width)
        // Bars stand on a grid of the lane, so that two tiles and two pieces keep one rhythm.
        const first = Math.ceil(Math.max(placeAt(pxPerMs, start), left) / (BAR + GAP)) * (BAR + GAP)
        for (let x = first; x < last; x += BAR + GAP) {
          const at = cut.from + (x - placeAt(pxPerMs, start)) / pxPerMs
          const tall = Math.max(1.5, peaks.at(at, at + (BAR + GAP) / pxPerMs) * (height - 2))
          context.fillRect(x, (height - tall) / 2, BAR, tall)
        }
      }
    },
    [cuts, peaks],
  )
}
