import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { dragPointer } from './drag-pointer.ts'

/** px; an arrow key moves a divider by so much. */
const STEP = 16
const PLACE = 'cliproom.panes'

const limits = { transcript: { min: 300, max: 720 }, inspector: { min: 264, max: 480 } } as const
type PaneName = keyof typeof limits

/** The edge of a pane beside the stage: dragged it makes the pane wider, and the device remembers. */
export function PaneDivider({ pane }: { pane: PaneName }) {
  const { min, max } = limits[pane]
  const line = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<number | null>(() => remembered()[pane] ?? null)
  // The transcript grows to the right, the inspector to the left.
  const way = pane === 'transcript' ? 1 : -1
  useEffect(() => {
    const grid = line.current?.closest<HTMLElement>('.editor-grid')
    if (width === null) grid?.style.removeProperty(`--${pane}-width`)
    else grid?.style.setProperty(`--${pane}-width`, `${width}px`)
  }, [pane, width])
  const now = () => line.current?.parentElement?.offsetWidth ?? min
  const clamp = (to: number) => Math.round(Math.min(max, Math.max(min, to)))
  const keep = (to: number | null) => {
    setWidth(to)
    remember(pane, to)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    const [before, from] = [width, now()]
    let to = from
    dragPointer(event.currentTarget, event, {
      move(px) {
        to = clamp(from + way * px)
        setWidth(to)
      },
      end(how) {
        if (how === 'dragged') keep(to)
        else setWidth(before)
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -way, ArrowRight: way }[event.key]
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    keep(clamp(now() + by * STEP))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is dragged is no rule between paragraphs
    <div
      ref={line}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of the ${pane}`}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={width ?? (pane === 'transcript' ? 404 : 304)}
      title="Drag to resize, press twice to reset"
      className={`absolute inset-y-0 z-20 w-[7px] cursor-col-resize touch-none transition-colors duration-press hover:bg-accent-soft focus-visible:bg-accent-soft ${
        pane === 'transcript' ? '-right-1' : '-left-1'
      }`}
      onPointerDown={onPointerDown}
      onDoubleClick={() => keep(null)}
      onKeyDown={onKeyDown}
    />
  )
}

type Widths = Partial<Record<PaneName, number>>

function remembered(): Widths {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '{}')
    if (typeof found !== 'object' || found === null) return {}
    return Object.fromEntries(
      (Object.keys(limits) as PaneName[]).flatMap((pane) => {
        const width = (found as Record<string, unknown>)[pane]
        const { min, max } = limits[pane]
        return typeof width === 'number' && width >= min && width <= max ? [[pane, width]] : []
      }),
    )
  } catch {
    // Storage is off, or something else wrote there.
    return {}
  }
}

function remember(pane: PaneName, width: number | null) {
  const { [pane]: _, ...others } = remembered()
  try {
    localStorage.setItem(
      PLACE,
      JSON.stringify(width === null ? others : { ...others, [pane]: width }),
    )
  } catch {
    // It lasts until the page is closed.
  }
}
