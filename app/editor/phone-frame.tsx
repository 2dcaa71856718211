import { Pencil, SlidersHorizontal, Sparkle, X } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Banner } from './banner.tsx'
import { SaveBadge } from './save-badge.tsx'
import { NOTHING, selectedWords } from './selection.ts'
import { Stage } from './stage.tsx'
import { TopBar } from './top-bar.tsx'
import { TranscriptPane } from './transcript-pane.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { MARK, markOf } from './word-marks.ts'

/** On a phone: watch, put captions right, change look and sound, export. Cutting wants more room. */
export function PhoneFrame({ language }: { language: string }) {
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <div data-room-pane="top">
        <TopBar compact />
        <Banner />
      </div>
      <section aria-label="Preview" data-room-pane="stage" className="h-[46dvh] shrink-0">
        <Stage compact />
      </section>
      <section
        aria-label="Transcript"
        data-room-pane="transcript"
        className="min-h-0 flex-1 border-line border-t bg-panel"
      >
        <TranscriptPane language={language} captionsOnly />
      </section>
      <Foot />
    </div>
  )
}

/** What can be done with the word under the finger; without one, the state of things. */
function Foot() {
  const { room, actions } = useRoom()
  const span = selectedWords(useUi((ui) => ui.selection))
  const correcting = useUi((ui) => ui.correcting)
  const marks = useClip((view) => view.words.marks)
  const canEdit = useCanEdit()
  const mark = span ? markOf(marks, span.first) : 0
  const word = canEdit && correcting === null && (mark & MARK.inside) !== 0
  return (
    <div
      role="toolbar"
      aria-label={word ? 'Selected words' : 'Look and sound'}
      className="flex h-14 shrink-0 items-center justify-between gap-2 border-line border-t bg-panel px-3"
    >
      {word ? (
        <>
          <Button
            className="h-11! flex-1"
            icon={<Pencil size={16} aria-hidden />}
            onClick={actions.startCorrecting}
          >
            Correct
          </Button>
          <Button
            className="h-11! flex-1"
            icon={<Sparkle size={16} aria-hidden />}
            onClick={actions.emphasise}
          >
            {mark & MARK.emphasised ? 'No emphasis' : 'Emphasise'}
          </Button>
          <IconButton
            label="Let go"
            className="size-11!"
            onClick={() => room.ui.setState({ selection: NOTHING })}
          >
            <X size={18} aria-hidden />
          </IconButton>
        </>
      ) : (
        <>
          <SaveBadge />
          <Button
            className="h-11!"
            icon={<SlidersHorizontal size={16} aria-hidden />}
            onClick={() => room.ui.setState({ sheet: 'captions' })}
          >
            Look and sound
          </Button>
        </>
      )}
    </div>
  )
}
