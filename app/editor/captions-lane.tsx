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
    <ul aria-label="Captions" className="closing absolute inset-0">
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
  return (
    <li className="absolute" style={{ left, width }}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        title={textOf(page)}
        className={`mt-[5px] block h-6 w-full truncate rounded-1 border px-1.5 text-left text-11 text-1 leading-[22px] transition-colors duration-press ${
          selected
            ? 'border-mark bg-accent-soft'
            : 'border-[color-mix(in_oklab,var(--mark)_38%,var(--line))] bg-[color-mix(in_oklab,var(--mark)_12%,var(--panel))] hover:border-mark'
        }`}
        onClick={() => onOpen(page)}
      >
        {width > 24 ? textOf(page) : ''}
      </button>
    </li>
  )
})
