import { useClip, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** What is under my pointer, over the lane as it still is: where a piece would go, or what it would play. */
export function LiftGhost() {
  const lift = useUi((ui) => ui.lift)
  const block = useClip((view) => view.blocks.find((one) => one.piece.id === lift?.piece))
  const { pxPerMs } = useWindow()
  if (!lift || !block) return null
  const width = (block.end - block.start) * pxPerMs
  if (lift.kind === 'slip')
    return (
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 z-20 rounded-[3px] border-[2px] border-mark border-dashed bg-accent-soft"
        style={{ transform: `translateX(${placeAt(pxPerMs, block.start)}px)`, width }}
      >
        <Tag say={`Slip ${lift.by < 0 ? '−' : '+'}${Math.abs(lift.by / 1000).toFixed(1)} s`} />
      </div>
    )
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 z-10 rounded-[3px] bg-bg/65"
        style={{ transform: `translateX(${placeAt(pxPerMs, block.start)}px)`, width }}
      />
      <div
        aria-hidden
        className="-ml-[2px] pointer-events-none absolute -inset-y-1 left-0 z-20 w-1 rounded-full bg-mark"
        style={{ transform: `translateX(${placeAt(pxPerMs, lift.at)}px)` }}
      >
        <Tag say={lift.before === null ? 'To the end' : 'Here'} />
      </div>
    </>
  )
}

const Tag = ({ say }: { say: string }) => (
  <span className="tabular absolute top-1 left-2 whitespace-nowrap rounded-1 bg-accent px-1.5 font-semibold text-11 text-accent-ink leading-[18px] shadow-e1">
    {say}
  </span>
)
