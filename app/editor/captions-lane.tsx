import { memo, useMemo } from 'react'
import type { CaptionPage } from '#core/caption-pages.ts'
import { textOf } from '#core/script.ts'
import { heardBetween } from './clip-view.ts'
import { selectedWords, selectWords } from './selection.ts'
import { useClip, useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'
import { wordIndex } from './word-index.ts'

/** A page may begin so long before what is in sight and still reach into it, ms. */
const LONGEST_PAGE = 10_000

/** The caption pages as they will be written. A press selects a page's words. */
export function CaptionsLane() {
  const { room } = useRoom()
  const pages = useClip((view) => view.pages)
  const enabled = useClip((view) => view.project.style.enabled)
  const { pxPerMs, from, to } = useWindow()
  const mine = selectedWords(useUi((ui) => ui.selection))
  const [inSight, before] = useMemo(() => {
    const shown = heardBetween(pages, from - LONGEST_PAGE, to)
    return [shown, shown[0] ? pages.indexOf(shown[0]) : 0]
  }, [pages, from, to])
  if (!enabled)
    return (
      <p className="sticky left-3 inline-block text-11 text-3 leading-[33px]">Captions are off</p>
    )
  const open = (page: CaptionPage) => {
    const [first, last] = [page.words[0], page.words.at(-1)]
    if (!first || !last) return
    room.transport.seek(page.from)
    room.ui.setState({ selection: selectWords(wordIndex(first.id), wordIndex(last.id)) })
  }
  return (
    <ul aria-label="Captions" className="closing absolute inset-x-0 top-0 h-[29px] overflow-clip">
      {inSight.map((page, n) => {
        const first = page.words[0]
        const at = first ? wordIndex(first.id) : -1
        return (
          <Page
            key={`${first?.piece} ${first?.id}`}
            page={page}
            label={`Caption ${before + n + 1} of ${pages.length}: ${textOf(page)}`}
            left={placeAt(pxPerMs, page.from)}
            width={(page.to - page.from) * pxPerMs - 2}
            selected={mine !== null && at >= mine.first && at <= mine.last}
            onOpen={open}
          />
        )
      })}
    </ul>
  )
}

/**
 * Whether a text of 11 px is likely wider than its box, px. A box that cuts its text off is a layer's part of
 * its own, of which every frame is put together. Of one that does not, what finds no place after all goes to
 * the next line, which the lane cuts off.
 */
const mayRunOver = (text: string, width: number) =>
  text.length * (/^[\x20-\x7e]*$/.test(text) ? 6 : 12) + 14 > width

const Page = memo(function Page({
  page,
  label,
  left,
  width,
  selected,
  onOpen,
}: {
  page: CaptionPage
  label: string
  left: number
  width: number
  selected: boolean
  onOpen: (page: CaptionPage) => void
}) {
  const text = textOf(page)
  return (
    <li className="absolute" style={{ left, width }}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        title={text}
        className={`mt-[5px] block h-6 w-full rounded-1 border px-1.5 text-left text-11 text-1 leading-[22px] transition-colors duration-press ${
          selected
            ? 'border-mark bg-accent-soft'
            : 'border-[color-mix(in_oklab,var(--mark)_38%,var(--line))] bg-[color-mix(in_oklab,var(--mark)_12%,var(--panel))] hover:border-mark'
        }`}
        onClick={() => onOpen(page)}
      >
        <span className={`block h-[22px] ${mayRunOver(text, width) ? 'truncate' : 'break-all'}`}>
          {width > 24 ? text : ''}
        </span>
      </button>
    </li>
  )
})
