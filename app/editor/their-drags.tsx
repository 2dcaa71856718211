import { TrimGhost } from './trim-ghost.tsx'
import { useClip, usePeople } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** Edges under other people's pointers, before they let go. */
export function TheirDrags() {
  const people = usePeople()
  const blocks = useClip((view) => view.blocks)
  const { pxPerMs } = useWindow()
  return people.map(({ id, name, colour, drag }) => {
    const block = drag && blocks.find((one) => one.piece.id === drag.piece)
    if (!drag || !block) return null
    return (
      <div
        key={id}
        className="absolute inset-y-0 left-0"
        style={{ transform: `translateX(${placeAt(pxPerMs, block.start)}px)` }}
      >
        <TrimGhost block={block} edge={drag.edge} source={drag.source} person={{ name, colour }} />
      </div>
    )
  })
}
