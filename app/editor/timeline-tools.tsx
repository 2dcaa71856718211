import {
  Combine,
  CopyPlus,
  FoldHorizontal,
  Magnet,
  Scissors,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { IconButton } from '../components/icon-button.tsx'
import { Slider } from '../components/slider.tsx'
import { toggleSide } from './commands.ts'
import { Overview } from './overview.tsx'
import { zoomShare } from './timeline-view.ts'
import { useCanEdit, useRoom, useUi } from './use-room.tsx'
import { useView } from './use-view.ts'

export function TimelineTools() {
  const { room, actions } = useRoom()
  const snap = useUi((ui) => ui.snap)
  const chosen = useUi((ui) => ui.selection.kind !== 'none')
  const tightening = useUi((ui) => ui.side === 'tighten')
  const share = useView(zoomShare)
  const canEdit = useCanEdit()
  return (
    <div
      role="toolbar"
      aria-label="Timeline tools"
      className="flex h-[39px] shrink-0 items-center gap-1 border-line border-b px-2"
    >
      {canEdit && (
        <>
          <IconButton label="Split here (S)" onClick={actions.split}>
            <Scissors size={16} aria-hidden />
          </IconButton>
          <IconButton label="Join with the piece before (⇧S)" onClick={() => actions.join()}>
            <Combine size={16} aria-hidden />
          </IconButton>
          <IconButton label="Play the piece twice (Ctrl or ⌘ D)" onClick={actions.duplicate}>
            <CopyPlus size={16} aria-hidden />
          </IconButton>
          <IconButton label="Cut what is selected (⌫)" disabled={!chosen} onClick={actions.cut}>
            <Trash2 size={16} aria-hidden />
          </IconButton>
          <button
            type="button"
            title="Fillers, long pauses and retakes, as a list (T)"
            aria-pressed={tightening}
            className="ml-1 inline-flex h-7 items-center gap-1.5 rounded-2 px-2 font-medium text-12 text-2 hover:bg-hover hover:text-1 aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => toggleSide(room, 'tighten')}
          >
            <FoldHorizontal size={14} aria-hidden /> Tighten
          </button>
          <button
            type="button"
            aria-pressed={snap}
            title="Snap to words, seams and the playhead (N)"
            className="ml-1 inline-flex h-7 items-center gap-1.5 rounded-2 px-2 font-medium text-12 text-2 hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => room.ui.setState({ snap: !snap })}
          >
            <Magnet size={14} aria-hidden /> Snap
          </button>
        </>
      )}
      <Overview />
      <IconButton label="Zoom out (−)" onClick={() => room.view.zoom(1 / 1.5)}>
        <ZoomOut size={16} aria-hidden />
      </IconButton>
      <Slider
        label="Zoom"
        className="w-20"
        value={share}
        min={0}
        max={1}
        step={0.01}
        sayValue={`${Math.round(share * 100)} percent`}
        onChange={(to) => room.view.zoomTo(to)}
      />
      <IconButton label="Zoom in (+)" onClick={() => room.view.zoom(1.5)}>
        <ZoomIn size={16} aria-hidden />
      </IconButton>
      <button
        type="button"
        title="Show the whole clip (⇧Z)"
        className="h-8 rounded-2 px-2 font-medium text-12 text-2 hover:bg-hover hover:text-1"
        onClick={() => room.view.fit()}
      >
        Fit
      </button>
    </div>
  )
}
