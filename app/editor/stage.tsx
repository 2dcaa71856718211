import { Captions, Frame, Maximize2 } from 'lucide-react'
import { type ReactNode, Suspense } from 'react'
import { Shape, shapeSize } from '#core/shape.ts'
import { IconButton } from '../components/icon-button.tsx'
import { later } from '../components/later.ts'
import { Segmented } from '../components/segmented.tsx'
import { Picture } from './picture.tsx'
import { SafeZone } from './safe-zone.tsx'
import { Scrubber } from './scrubber.tsx'
import { TransportBar } from './transport-bar.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { useSize } from './use-size.ts'
import { ViewingBar } from './viewing-bar.tsx'

const SourceStage = later(async () => (await import('./source-stage.tsx')).SourceStage)
const StageHandles = later(async () => (await import('./stage-handles.tsx')).StageHandles)

/** The picture as the file will have it, its shapes, and what drives it. */
export function Stage({
  side,
  compact = false,
  captionsButton = false,
}: {
  /** Beside the picture, where there is room. */
  side?: ReactNode
  compact?: boolean
  /** Where the inspector has no place of its own. */
  captionsButton?: boolean
}) {
  const { room, actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const safeZone = useUi((ui) => ui.safeZone)
  const viewing = useUi((ui) => ui.viewing !== null)
  const inHand = useUi((ui) => ui.tab === 'brand' || ui.overlay !== null)
  const canEdit = useCanEdit()
  const hasPicture = useRoom().video.picture
  const framing = useUi((ui) => ui.framing) && canEdit && !compact && hasPicture
  const [area, size] = useSize<HTMLDivElement>()
  const source =
    framing &&
    fitRatio(
      { width: size.width - RESULT - 36, height: size.height - 24 },
      framing.width / framing.height,
    )
  const box = source
    ? fitInto({ width: RESULT + 24, height: size.height }, shape)
    : fitInto(size, shape)
  // Beside the picture only where the picture loses nothing by it.
  const aside = !source && side !== undefined && size.width - box.width >= SIDE + 48
  return (
    // The stage stays dark in both themes; only its ground follows them.
    <div className="h-full bg-stage">
      <div className="flex h-full min-h-0 min-w-0 flex-col text-1" data-theme="dark">
        {!compact && !viewing && (
          <div className="flex h-11 shrink-0 items-center gap-2 px-3">
            {canEdit ? (
              <Segmented
                label="Shape"
                value={shape}
                options={Shape.options.map((value) => ({ value, name: value }))}
                onChange={(value) => actions.setShape(value)}
              />
            ) : (
              <span className="text-12 text-3">{shape}</span>
            )}
            <div className="ml-auto flex items-center gap-1">
              {shape === '9:16' && (
                <IconButton
                  label="Safe zone"
                  pressed={safeZone}
                  onClick={() => room.ui.setState({ safeZone: !safeZone })}
                >
                  <Frame size={16} aria-hidden />
                </IconButton>
              )}
              {captionsButton && (
                <IconButton
                  label="Captions"
                  onClick={() => room.ui.setState({ sheet: 'captions' })}
                >
                  <Captions size={16} aria-hidden />
                </IconButton>
              )}
              <IconButton label="Full screen" onClick={room.transport.fullscreen}>
                <Maximize2 size={16} aria-hidden />
              </IconButton>
            </div>
          </div>
        )}
        <ViewingBar />
        <div
          ref={area}
          className={`relative min-h-0 flex-1 overflow-hidden ${viewing ? 'shadow-[inset_0_0_0_2px_var(--info)]' : ''}`}
        >
          <div
            className="absolute top-1/2 overflow-hidden rounded-3 bg-[#000]"
            style={{
              ...box,
              left: source
                ? size.width - 12 - box.width / 2
                : (size.width - (aside ? SIDE : 0)) / 2,
              transform: 'translate(-50%, -50%)',
            }}
          >
            <Picture />
            {safeZone && shape === '9:16' && <SafeZone />}
            {inHand && canEdit && !compact && !source && (
              <Suspense>
                <StageHandles width={box.width} />
              </Suspense>
            )}
          </div>
          {source && (
            <div
              className="absolute top-1/2"
              style={{
                left: (size.width - RESULT - 24) / 2,
                transform: 'translate(-50%, -50%)',
              }}
            >
              <Suspense>
                <SourceStage {...source} />
              </Suspense>
            </div>
          )}
          {aside && (
            <div
              className="absolute inset-y-0 right-0 flex items-center overflow-y-auto"
              style={{ width: SIDE }}
            >
              <div className="w-full py-2 pr-4">{side}</div>
            </div>
          )}
        </div>
        {compact && <Scrubber />}
        <TransportBar compact={compact} />
      </div>
    </div>
  )
}

/** Width of what stands beside the picture, px. */
const SIDE = 248
/** Width of the result beside the source, px. */
const RESULT = 200

function fitInto(area: { width: number; height: number }, shape: Shape) {
  const { width, height } = shapeSize[shape]
  const scale = Math.max(0.05, Math.min((area.width - 24) / width, (area.height - 24) / height))
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) }
}

function fitRatio(area: { width: number; height: number }, ratio: number) {
  const width = Math.max(40, Math.min(area.width, area.height * ratio))
  return { width: Math.floor(width), height: Math.floor(width / ratio) }
}
