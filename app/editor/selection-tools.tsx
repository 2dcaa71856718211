import { Pencil, Plus, Scissors, SmilePlus, Sparkle, Undo2, WrapText } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { selectedWords } from './selection.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { WordEmoji } from './word-emoji.tsx'
import { wordIndex } from './word-index.ts'
import { MARK, markOf } from './word-marks.ts'

/** What can be done with the selected words, beside the last of them. */
export function SelectionTools({
  content,
  mounted,
}: {
  content: RefObject<HTMLDivElement | null>
  /** The paragraphs drawn now: the tools go with their word. */
  mounted: unknown
}) {
  const { actions } = useRoom()
  const selection = useUi((ui) => ui.selection)
  const correcting = useUi((ui) => ui.correcting)
  const marks = useClip((view) => view.words.marks)
  const canEdit = useCanEdit()
  const bar = useRef<HTMLDivElement>(null)
  const span = selectedWords(selection)
  const only = useClip(({ project }) =>
    span && span.first === span.last
      ? project.words.find((word) => wordIndex(word.id) === span.first)
      : undefined,
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: words move when marks or the mounted paragraphs change
  useLayoutEffect(() => {
    const [to, root] = [bar.current, content.current]
    if (!to || !root || !span) return
    const shown = root.querySelectorAll<HTMLElement>('[data-w]')
    const last = [...shown].findLast((word) => {
      const i = Number(word.dataset.w)
      return i >= span.first && i <= span.last
    })
    to.style.visibility = last ? 'visible' : 'hidden'
    if (!last) return
    const rect = [...last.getClientRects()].at(-1)
    const frame = root.getBoundingClientRect()
    if (!rect) return
    const left = Math.min(rect.left - frame.left, frame.width - to.offsetWidth - 12)
    to.style.transform = `translate(${Math.max(12, left)}px, ${rect.bottom - frame.top + 8}px)`
  }, [span?.first, span?.last, marks, mounted, content, correcting])

  if (!span || !canEdit || correcting !== null) return null
  let [inside, cut, plain, outside] = [0, 0, 0, 0]
  for (let i = span.first; i <= span.last; i++) {
    const mark = markOf(marks, i)
    if (mark === 0) outside++
    else if (mark & (MARK.cut | MARK.leftOut)) cut++
    else inside++
    if (mark & MARK.inside && !(mark & MARK.emphasised)) plain++
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Selected words"
      className="absolute top-0 left-0 z-10 flex items-center gap-0.5 rounded-3 bg-raised p-1 shadow-e2"
    >
      {inside > 0 && (
        <button
          type="button"
          className="inline-flex h-7 items-center gap-2 rounded-2 px-2 font-medium text-13 text-1 hover:bg-hover"
          onClick={actions.cut}
        >
          <Scissors size={14} aria-hidden /> Cut
          <kbd className="text-11 text-3" aria-hidden>
            ⌫
          </kbd>
        </button>
      )}
      {cut + outside > 0 && (
        <button
          type="button"
          className="inline-flex h-7 items-center gap-2 rounded-2 px-2 font-medium text-13 text-1 hover:bg-hover"
          onClick={actions.putBack}
        >
          {cut > 0 ? <Undo2 size={14} aria-hidden /> : <Plus size={14} aria-hidden />}
          {cut > 0 ? 'Put back' : 'Add to the clip'}
        </button>
      )}
      {inside > 0 && (
        <>
          <IconButton
            label="Correct the text"
            className="size-7!"
            onClick={actions.startCorrecting}
          >
            <Pencil size={14} aria-hidden />
          </IconButton>
          <IconButton
            label={plain > 0 ? 'Emphasise' : 'No emphasis'}
            className="size-7!"
            pressed={plain === 0}
            onClick={actions.emphasise}
          >
            <Sparkle size={14} aria-hidden />
          </IconButton>
          {only && (
            <WordEmoji word={only}>
              <IconButton
                label={only.emoji ? `Emoji: ${only.emoji}` : 'Add an emoji'}
                className="size-7!"
              >
                {only.emoji ?? <SmilePlus size={14} aria-hidden />}
              </IconButton>
            </WordEmoji>
          )}
          <IconButton
            label="Begin a new caption here"
            className="size-7!"
            onClick={actions.breakCaption}
          >
            <WrapText size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  )
}
