import { useMemo } from 'react'
import type { Block } from './clip-blocks.ts'
import { dragPlace } from './trim.ts'
import { useRoom, useUi } from './use-room.tsx'
import { useWindow } from './use-view.ts'

/**
 * What an edge under a pointer lets in or leaves out, over the lane as it still is. Mine is amber;
 * `person` makes it a hatched strip in their colour.
 */
export function TrimGhost({
  block,
  edge,
  source,
  person,
}: {
  block: Block
  edge: 'from' | 'to'
  source: number
  person?: { name: string; colour: number }
}) {
  const { room } = useRoom()
  const { pxPerMs } = useWindow()
  const snapped = useUi((ui) => ui.snapped) && !person
  const place = dragPlace(block, edge, source)
  const at = edge === 'from' ? block.start : block.end
  const grows = edge === 'from' ? place < at : place > at
  const left = (Math.min(place, at) - block.start) * pxPerMs
  const width = Math.abs(place - at) * pxPerMs
  const by = (edge === 'from' ? at - place : place - at) / 1000
  const words = useMemo(() => {
    if (!grows) return ''
    const [from, to] = edge === 'from' ? [source, block.piece.from] : [block.piece.to, source]
    return room.text.words
      .filter((word) => (word.from + word.to) / 2 > from && (word.from + word.to) / 2 < to)
      .map((word) => word.text)
      .join(' ')
  }, [room, block, edge, source, grows])
  const ink = person ? `var(--pl${person.colour})` : 'var(--mark)'
  const label = `${by < 0 ? '−' : '+'}${Math.abs(by).toFixed(1)} s`
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-0 left-0 z-20"
      style={{ transform: `translateX(${left}px)`, width }}
    >
      <div
        className="absolute inset-0 overflow-hidden"
        style={{
          background: grows
            ? `color-mix(in oklab, ${ink} 30%, var(--panel))`
            : `repeating-linear-gradient(-45deg, color-mix(in oklab, ${ink} 50%, transparent) 0 1.5px, transparent 1.5px 7px), color-mix(in oklab, var(--bg) 72%, transparent)`,
          [edge === 'from'
            ? grows
              ? 'borderLeft'
              : 'borderRight'
            : grows
              ? 'borderRight'
              : 'borderLeft']: `2px solid ${ink}`,
        }}
      >
        {grows && width > 40 && (
          <span className="line-clamp-2 px-2 pt-1.5 text-11 text-1 leading-[15px]">{words}</span>
        )}
      </div>
      {snapped && (
        <span
          className="-top-1.5 absolute h-[184px] w-px bg-1"
          style={{ [edge === 'from' ? (grows ? 'left' : 'right') : grows ? 'right' : 'left']: 0 }}
        />
      )}
      <span
        className="tabular absolute -top-[3px] whitespace-nowrap rounded-1 px-1.5 font-semibold text-11 leading-[18px] shadow-e1"
        style={{
          [edge === 'from' ? (grows ? 'left' : 'right') : grows ? 'right' : 'left']: 0,
          transform: `translateX(${(edge === 'from') === grows ? '-50%' : '50%'}) translateY(-50%)`,
          background: person ? `var(--p${person.colour})` : 'var(--accent)',
          color: person ? 'var(--p-ink)' : 'var(--accent-ink)',
        }}
      >
        {person ? `${person.name.split(' ')[0]} ${label}` : label}
      </span>
    </div>
  )
}
