import { Captions } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { Banner } from './banner.tsx'
import { SaveBadge } from './save-badge.tsx'
import { Stage } from './stage.tsx'
import { TopBar } from './top-bar.tsx'
import { TranscriptPane } from './transcript-pane.tsx'
import { useRoom } from './use-room.tsx'

/** On a phone: watch, put captions right, export. Cutting wants more room. */
export function PhoneFrame({ language }: { language: string }) {
  const { room } = useRoom()
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <div data-room-pane="top">
        <TopBar compact />
        <Banner />
      </div>
      <section aria-label="Preview" data-room-pane="stage" className="h-[48dvh] shrink-0">
        <Stage compact />
      </section>
      <section
        aria-label="Transcript"
        data-room-pane="transcript"
        className="min-h-0 flex-1 border-line border-t"
      >
        <TranscriptPane language={language} captionsOnly />
      </section>
      <div className="flex h-14 shrink-0 items-center justify-between gap-3 border-line border-t bg-panel px-3">
        <SaveBadge />
        <Button
          size="medium"
          className="h-11!"
          icon={<Captions size={16} aria-hidden />}
          onClick={() => room.ui.setState({ sheet: 'captions' })}
        >
          Captions
        </Button>
      </div>
    </div>
  )
}
