import { useCallback, useEffect, useState } from 'react'
import { CanvasTiles, type DrawTile, tokenColour } from './canvas-tiles.tsx'
import { endOf, startOf } from './clip-blocks.ts'
import type { EditorVideo } from './editor-data.ts'
import { EmptyPieces } from './empty-pieces.tsx'
import { LiftGhost } from './lift-ghost.tsx'
import { PieceBlock } from './piece-block.tsx'
import { TheirDrags } from './their-drags.tsx'
import { useClip, useRoom } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

export const VIDEO_HEIGHT = 48

/** The pieces as strips of film. */
export function VideoLane() {
  const { video } = useRoom()
  const blocks = useClip((view) => view.blocks)
  const length = useClip((view) => view.length)
  const { from, to } = useWindow()
  const draw = useFilm(video.filmstrip)
  return (
    <div className="absolute inset-x-0 top-[6px] h-12">
      <CanvasTiles draw={draw} length={length} height={VIDEO_HEIGHT} />
      <ul aria-label="Pieces" className="closing absolute inset-0">
        {blocks
          .filter((block) => block.end > from && block.start < to)
          .map((block) => (
            <PieceBlock key={block.piece.id} block={block} />
          ))}
        <EmptyPieces />
      </ul>
      <LiftGhost />
      <TheirDrags />
    </div>
  )
}

/** Pictures of the filmstrip, one beside the other, each from the middle of the time it covers. */
function useFilm(filmstrip: EditorVideo['filmstrip']): DrawTile {
  const cuts = useClip((view) => view.cuts)
  const sprite = useSheet(filmstrip?.src ?? null)
  return useCallback(
    (context, { from, to, height, pxPerMs }) => {
      const ground = tokenColour('--hover')
      for (const cut of cuts) {
        const [start, end] = [startOf(cut), endOf(cut)]
        if (end < from || start > to) continue
        const [x, until] = [placeAt(pxPerMs, start), placeAt(pxPerMs, end)]
        context.save()
        context.beginPath()
        context.roundRect(x, 0, Math.max(1, until - x - 1), height, 3)
        context.clip()
        context.fillStyle = ground
        context.fillRect(x, 0, until - x, height)
        if (sprite && filmstrip) {
          const wide = (height / filmstrip.height) * filmstrip.width
          const skip = Math.max(0, Math.floor((placeAt(pxPerMs, from) - x) / wide))
          for (let i = skip; x + i * wide < until && x + i * wide < placeAt(pxPerMs, to); i++) {
            const source = cut.from + ((i + 0.5) * wide) / pxPerMs
            const frame = Math.min(
              filmstrip.count - 1,
              Math.max(0, Math.round(source / filmstrip.everyMs)),
            )
            context.drawImage(
              sprite,
              (frame % filmstrip.columns) * filmstrip.width,
              Math.floor(frame / filmstrip.columns) * filmstrip.height,
              filmstrip.width,
              filmstrip.height,
              x + i * wide,
              0,
              wide,
              height,
            )
          }
        }
        context.restore()
      }
    },
    [cuts, sprite, filmstrip],
  )
}

/** Decoded beside the main thread: a sheet of three hundred pictures takes it a tenth of a second. */
function useSheet(src: string | null): ImageBitmap | null {
  const [sheet, setSheet] = useState<ImageBitmap | null>(null)
  useEffect(() => {
    if (!src) return
    const leaving = new AbortController()
    let made: ImageBitmap | null = null
    const load = async () => {
      const response = await fetch(src, { signal: leaving.signal })
      if (!response.ok) return
      const bitmap = await createImageBitmap(await response.blob())
      if (leaving.signal.aborted) return bitmap.close()
      made = bitmap
      setSheet(bitmap)
    }
    // Without its pictures a piece is a plain strip; nothing else needs them.
    load().catch(() => {})
    return () => {
      leaving.abort()
      made?.close()
    }
  }, [src])
  return sheet
}
