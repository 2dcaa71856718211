import { Suspense, useMemo } from 'react'
import { later } from '../components/later.ts'
import { useClip } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

const IssuePopover = later(async () => (await import('./issue-popover.tsx')).IssuePopover)

/** Pieces of which nothing is left, where they lie, each with what is wrong and the ways on. */
export function EmptyPieces() {
  const project = useClip((view) => view.project)
  const blocks = useClip((view) => view.blocks)
  const { pxPerMs } = useWindow()
  const empty = useMemo(
    () =>
      project.issues.flatMap((issue) => {
        const at = project.pieces.findIndex((piece) => piece.id === issue.piece)
        if (at < 0) return []
        const before = blocks.findLast(
          (block) => project.pieces.findIndex((piece) => piece.id === block.piece.id) < at,
        )
        return [{ issue, piece: project.pieces[at]?.id ?? '', ms: before?.end ?? 0 }]
      }),
    [project, blocks],
  )
  return empty.map(({ issue, piece, ms }) => (
    <li key={piece} className="absolute inset-y-0 z-10" style={{ left: placeAt(pxPerMs, ms) - 24 }}>
      <Suspense>
        <IssuePopover issue={issue} piece={piece} />
      </Suspense>
    </li>
  ))
}
