import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CompactTranscript } from '#core/compact-transcript.ts'
import { fetchAhead, later } from '../components/later.ts'
import { Banner } from './banner.tsx'
import { closeSide, createCommands, looking } from './commands.ts'
import type { EditorData } from './editor-data.ts'
import { useClipChanges } from './exports.ts'
import { FollowFrame } from './follow-frame.tsx'
import { Inspector } from './inspector.tsx'
import type { EditorCommand } from './keymap.ts'
import { PaneDivider } from './pane-divider.tsx'
import { PhoneFrame } from './phone-frame.tsx'
import type { Side } from './room.ts'
import { ScorePanel } from './score-panel.tsx'
import { Stage } from './stage.tsx'
import { Timeline } from './timeline.tsx'
import { TopBar } from './top-bar.tsx'
import { TranscriptPane } from './transcript-pane.tsx'
import { useKeys } from './use-keys.ts'
import { usePanes } from './use-panes.ts'
import { useCanEdit, useMedia, usePhone, useRoom, useUi } from './use-room.tsx'

const ExportSheet = later(async () => (await import('./export-sheet.tsx')).ExportSheet)
const KeySheet = later(async () => (await import('./key-sheet.tsx')).KeySheet)
const Palette = later(async () => (await import('./palette.tsx')).Palette)
const InspectorDrawer = later(async () => (await import('./inspector-drawer.tsx')).InspectorDrawer)
const HistoryPanel = later(async () => (await import('./history-panel.tsx')).HistoryPanel)
const CommentsPanel = later(async () => (await import('./comments-panel.tsx')).CommentsPanel)
const TightenPanel = later(async () => (await import('./tighten-panel.tsx')).TightenPanel)
const PostPanel = later(async () => (await import('./post-panel.tsx')).PostPanel)
const SideDrawer = later(async () => (await import('./side-drawer.tsx')).SideDrawer)

const sides: Record<Side, { name: string; phoneHeight: string }> = {
  history: { name: 'Versions', phoneHeight: 'h-[48dvh]' },
  comments: { name: 'Comments', phoneHeight: 'h-[52dvh]' },
  tighten: { name: 'Tighten', phoneHeight: 'h-[52dvh]' },
  post: { name: 'For posting', phoneHeight: 'h-[60dvh]' },
}

/** The room: transcript, stage, captions, timeline; on small screens what fits there. */
export function EditorFrame({
  data,
  transcript,
}: {
  data: EditorData
  transcript: CompactTranscript | null
}) {
  const { room, actions, follow } = useRoom()
  const walk = usePanes()
  const canEdit = useCanEdit()
  const commands = useMemo(
    () => createCommands(room, actions, follow, walk),
    [room, actions, follow, walk],
  )
  const run = useCallback(
    (command: EditorCommand) => {
      if (canEdit || looking.has(command)) commands[command]()
    },
    [commands, canEdit],
  )
  useKeys(run)
  useClipChanges()
  useFetchAhead()
  const phone = usePhone()
  const narrow = useMedia('(max-width: 1179px)')
  const side = useUi((ui) => ui.side)
  const close = useCallback(() => closeSide(room), [room])
  const language = transcript?.language ?? 'no words'
  return (
    <>
      {phone ? (
        <PhoneFrame language={language} />
      ) : (
        <div className="editor-grid h-dvh overflow-hidden bg-bg" data-narrow={narrow || undefined}>
          <Pane area="top">
            <TopBar />
            <Banner />
          </Pane>
          <Pane area="transcript" name="Transcript">
            <TranscriptPane language={language} />
            <PaneDivider pane="transcript" />
          </Pane>
          <Pane area="stage" name="Preview">
            <Stage
              captionsButton={narrow}
              side={
                transcript || data.suggestion ? (
                  <ScorePanel transcript={transcript} suggestion={data.suggestion} />
                ) : undefined
              }
            />
          </Pane>
          {!narrow && (
            <Pane area="inspector" name={side ? sides[side].name : 'Look and sound'}>
              {side ? (
                <SidePanel side={side} language={transcript?.language} onClose={close} />
              ) : (
                <Inspector />
              )}
              <PaneDivider pane="inspector" />
            </Pane>
          )}
          <Pane area="timeline" name="Timeline">
            <Timeline />
          </Pane>
        </div>
      )}
      {narrow && side && (
        <Suspense>
          <SideDrawer
            key={side}
            name={sides[side].name}
            phoneHeight={sides[side].phoneHeight}
            onClose={close}
          >
            <SidePanel side={side} language={transcript?.language} onClose={close} />
          </SideDrawer>
        </Suspense>
      )}
      <FollowFrame />
      <Sheets run={run} />
      <Said />
    </>
  )
}

/** The longest that the picture is waited for, ms. */
const PICTURE_MS = 10_000
/** Whoever touched nothing for so long rests, ms. */
const REST_MS = 1000
const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'wheel']

/**
 * What is closed at first opens at once, and without a network: its code is there before anybody asks.
 * It comes after the clip's first picture, which everybody waits for, and while nothing moves.
 */
function useFetchAhead() {
  const { room } = useRoom()
  useEffect(() => {
    let touched = performance.now()
    const touch = () => {
      touched = performance.now()
    }
    for (const kind of TOUCHES)
      window.addEventListener(kind, touch, { capture: true, passive: true })
    const isBusy = () =>
      room.transport.state.getState().playing || performance.now() - touched < REST_MS
    let stop: (() => void) | null = null
    const start = () => {
      touch()
      stop ??= fetchAhead(isBusy)
    }
    // It does not bubble, so it is caught on its way down.
    document.addEventListener('loadeddata', start, { once: true, capture: true })
    const timer = setTimeout(start, PICTURE_MS)
    return () => {
      document.removeEventListener('loadeddata', start, { capture: true })
      clearTimeout(timer)
      for (const kind of TOUCHES) window.removeEventListener(kind, touch, { capture: true })
      stop?.()
    }
  }, [room])
}

/** What is open beside the clip, in its pane or in a drawer. */
function SidePanel({
  side,
  language = 'und',
  onClose,
}: {
  side: Side
  language: string | undefined
  onClose(): void
}) {
  return (
    <Suspense>
      {side === 'history' && <HistoryPanel onClose={onClose} />}
      {side === 'comments' && <CommentsPanel onClose={onClose} />}
      {side === 'tighten' && <TightenPanel language={language} onClose={onClose} />}
      {side === 'post' && <PostPanel onClose={onClose} />}
    </Suspense>
  )
}

/** What an edit did, read aloud. It stands alone: nothing else is drawn anew for it. */
function Said() {
  const said = useCalmly(useUi((ui) => ui.said))
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {said}
    </div>
  )
}

/** At most one a second: what is read aloud must not be cut off by the next. */
function useCalmly(text: string): string {
  const [said, setSaid] = useState(text)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + 1000 - performance.now())
    const timer = setTimeout(() => {
      last.current = performance.now()
      setSaid(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return said
}

function Pane({ area, name, children }: { area: string; name?: string; children: ReactNode }) {
  const shared = {
    className: 'relative min-h-0 min-w-0',
    style: { gridArea: area },
    'data-room-pane': area,
  }
  if (!name) return <div {...shared}>{children}</div>
  return (
    <section {...shared} aria-label={name}>
      {children}
    </section>
  )
}

function Sheets({ run }: { run(command: EditorCommand): void }) {
  const { room } = useRoom()
  const sheet = useUi((ui) => ui.sheet)
  const close = useCallback(() => room.ui.setState({ sheet: null }), [room])
  return (
    <Suspense>
      {sheet === 'export' && <ExportSheet onClose={close} />}
      {sheet === 'keys' && <KeySheet onClose={close} />}
      {sheet === 'palette' && <Palette run={run} onClose={close} />}
      {sheet === 'captions' && <InspectorDrawer onClose={close} />}
    </Suspense>
  )
}
