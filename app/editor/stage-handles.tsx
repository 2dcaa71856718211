import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useState } from 'react'
import type { AssetSources } from '#core/asset.ts'
import { overlayTitles } from '#core/clip-diff.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type GraphicOverlay, graphicsOf } from '#core/graphic.ts'
import { overlayAssets } from '#core/overlay.ts'
import type { Rect } from '#core/picture-parts.ts'
import { shapeSize } from '#core/shape.ts'
import { toFrame } from '#core/time.ts'
import {
  graphicLettering,
  graphicPictures,
  layOutGraphics,
} from '#remotion/graphics/lay-out-graphics.ts'
import { loadedPictures, usePictures } from '#remotion/graphics/use-pictures.ts'
import { measureText } from '#remotion/measure-text.ts'
import { useCaptionFonts } from '#remotion/use-caption-fonts.ts'
import { assetFile } from './asset-file.ts'
import { dragPointer } from './drag-pointer.ts'
import { nearestPlace, type Placed, placeBox } from './place-snap.ts'
import { useParts } from './use-parts.ts'
import { useClip, useRoom, useUi } from './use-room.tsx'

/** What lies on the picture, to take hold of: over the stage, at the places the export gives it. */
export function StageHandles({ width }: { width: number }) {
  const { room } = useRoom()
  const saved = useClip((view) => view.project)
  const preview = useUi((ui) => ui.preview)
  const chosen = useUi((ui) => ui.overlay)
  const [lines, setLines] = useState<Placed['lines']>({ x: [], y: [] })
  const project = useMemo(() => (preview ? preview(saved) : saved), [saved, preview])
  const laid = useLaid(project)
  const frame = useFrame()
  const scale = width / shapeSize[project.shape].width
  const graphics = graphicsOf(project)
  return (
    <div className="pointer-events-none absolute inset-0">
      {laid
        .filter(
          ({ id, frames }) =>
            id === chosen || frames.some(({ from, to }) => frame >= from && frame < to),
        )
        .map(({ id, box }) => {
          const graphic = graphics.find((one) => one.id === id)
          return (
            graphic && (
              <Handle
                key={id}
                {...{ graphic, box, scale, setLines }}
                chosen={id === chosen}
                onChoose={() => room.ui.setState({ overlay: id, tab: 'brand' })}
              />
            )
          )
        })}
      {lines.x.map((x) => (
        <span
          key={`x${x}`}
          className="absolute inset-y-0 w-px bg-[#f4f4f1] shadow-[0_0_0_1px_rgba(0,0,0,.5)]"
          style={{ left: x * scale }}
        />
      ))}
      {lines.y.map((y) => (
        <span
          key={`y${y}`}
          className="absolute inset-x-0 h-px bg-[#f4f4f1] shadow-[0_0_0_1px_rgba(0,0,0,.5)]"
          style={{ top: y * scale }}
        />
      ))}
    </div>
  )
}

/** The graphics in their places, once their fonts and pictures are here. */
function useLaid(project: ClipProject) {
  const assets = useMemo(
    () =>
      Object.fromEntries(
        overlayAssets(project).map((id) => [id, { src: assetFile(id) }]),
      ) as AssetSources,
    [project],
  )
  const fonts = useCaptionFonts(useMemo(() => graphicLettering(project), [project]))
  const pictures = usePictures(useMemo(() => graphicPictures(project, assets), [project, assets]))
  return useMemo(
    () =>
      fonts && pictures
        ? layOutGraphics(project, project.shape, loadedPictures(assets), measureText)
        : [],
    [fonts, pictures, project, assets],
  )
}

/** The frame on the stage; while the clip plays nothing can be taken hold of, and nothing follows. */
function useFrame(): number {
  const { room } = useRoom()
  const [frame, setFrame] = useState(() => toFrame(room.playhead.get()) as number)
  useEffect(
    () =>
      room.playhead.subscribe((at) => {
        if (!room.transport.state.getState().playing) setFrame(toFrame(at))
      }),
    [room],
  )
  return frame
}

function Handle({
  graphic,
  box,
  scale,
  chosen,
  onChoose,
  setLines,
}: {
  graphic: GraphicOverlay
  box: Rect
  scale: number
  chosen: boolean
  onChoose(): void
  setLines(lines: Placed['lines']): void
}) {
  const { room } = useRoom()
  const parts = useParts()
  const name = nameOf(graphic)
  const { shape, style } = useClip((view) => view.project)
  const size = shapeSize[shape]

  /** Where it would be, put there by a pointer or a key; the box is of what is painted. */
  const moved = (x: number, y: number) => {
    if (graphic.kind === 'logo')
      return { place: nearestPlace(shape, x + box.width / 2, y + box.height / 2) }
    if (graphic.kind !== 'text' && graphic.kind !== 'image') return {}
    const share = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1e4) / 1e4))
    return {
      x: share(graphic.x + (x - box.x) / size.width),
      y: share(graphic.y + (y - box.y) / size.height),
    }
  }
  const widened = (times: number) => {
    const within = (value: number, min: number, max: number) =>
      Math.min(max, Math.max(min, Math.round(value * 1e3) / 1e3))
    if (graphic.kind === 'logo') return { scale: within(graphic.scale * times, 0.04, 0.5) }
    if (graphic.kind === 'text' || graphic.kind === 'image')
      return { w: within(graphic.w * times, 0.02, 1) }
    return {}
  }
  const write = (change: object) => parts.changeOverlay(graphic.id, graphic.kind, change)

  const drag = (event: PointerEvent<HTMLElement>, what: 'move' | 'scale') => {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    onChoose()
    handle.focus({ preventScroll: true })
    room.transport.pause()
    let change: object | null = null
    dragPointer(handle, event, {
      move(px, to, py) {
        const [dx, dy] = [px / scale, py / scale]
        if (what === 'scale') {
          change = widened(Math.max(0.05, 1 + (2 * dx) / Math.max(8, box.width)))
        } else {
          const free = to.ctrlKey || to.metaKey || !room.ui.getState().snap
          const placed = placeBox(
            { ...box, x: box.x + dx, y: box.y + dy },
            { shape, platform: style.safeZone, scale, free },
          )
          change = moved(placed.x, placed.y)
          setLines(placed.lines)
        }
        parts.previewOverlay(graphic.id, change)
      },
      end(how) {
        setLines({ x: [], y: [] })
        if (how === 'dragged' && change) write(change)
        else parts.settle()
      },
    })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = (event.shiftKey ? 8 : 1) * (size.width / 1080)
    const by = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }[event.key]
    if (by && graphic.kind === 'logo') write({ place: stepped(graphic.place, by) })
    else if (by) write(moved(box.x + (by[0] ?? 0), box.y + (by[1] ?? 0)))
    else if (event.key === '+' || event.key === '=') write(widened(1.05))
    else if (event.key === '-') write(widened(1 / 1.05))
    else if (event.key === 'Delete' || event.key === 'Backspace') parts.removeOverlay(graphic)
    else if (event.key === 'Escape') room.ui.setState({ overlay: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const still = graphic.kind === 'progress'
  return (
    <div
      className="absolute"
      style={{
        left: box.x * scale,
        top: box.y * scale,
        width: box.width * scale,
        height: box.height * scale,
      }}
    >
      <button
        type="button"
        aria-label={still ? name : `${name}. Arrows move it, plus and minus change its size.`}
        aria-pressed={chosen}
        data-overlay={graphic.id}
        className={`pointer-events-auto absolute -inset-1 touch-none rounded-1 border ${
          still ? '' : 'cursor-move'
        } ${chosen ? 'border-[#f4f4f1] shadow-[0_0_0_1px_rgba(0,0,0,.6)]' : 'border-transparent hover:border-[#f4f4f1]/60 hover:border-dashed'}`}
        onPointerDown={(event) => (still ? undefined : drag(event, 'move'))}
        onClick={onChoose}
        onKeyDown={onKeyDown}
      />
      {chosen && !still && (
        <>
          {['-top-1.5 -left-1.5', '-top-1.5 -right-1.5', '-bottom-1.5 -left-1.5'].map((corner) => (
            <span
              key={corner}
              aria-hidden
              className={`absolute size-2 border border-[#000]/60 bg-[#f4f4f1] ${corner}`}
            />
          ))}
          <span
            aria-hidden
            className="pointer-events-auto absolute -right-2 -bottom-2 size-4 cursor-nwse-resize touch-none border border-[#000]/60 bg-[#f4f4f1]"
            onPointerDown={(event) => drag(event, 'scale')}
          />
        </>
      )}
    </div>
  )
}

const nameOf = (graphic: GraphicOverlay): string => {
  if (graphic.kind === 'text') return `Text “${graphic.text.slice(0, 60)}”`
  const title = overlayTitles[graphic.kind].replace(/^(an?|the) /, '')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

const rows = ['top', 'centre', 'bottom']
const columns = ['left', 'centre', 'right']
type Place = Extract<GraphicOverlay, { kind: 'logo' }>['place']

/** The next of the nine places in a direction. */
function stepped(place: Place, [dx = 0, dy = 0]: number[]): Place {
  const row = place.startsWith('top') ? 0 : place.startsWith('bottom') ? 2 : 1
  const column = place.endsWith('left') ? 0 : place.endsWith('right') ? 2 : 1
  const within = (n: number) => Math.min(2, Math.max(0, n))
  const [r, c] = [rows[within(row + Math.sign(dy))], columns[within(column + Math.sign(dx))]]
  const parts = [r, c].filter((part) => part !== 'centre')
  return (parts.join('-') || 'centre') as Place
}
