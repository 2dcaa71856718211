import './timeline.css'
import { AudioLines, Captions, Film, Layers, MessageSquare, Music, Scan } from 'lucide-react'
import { type CSSProperties, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { musicOf } from '#core/sound-mix.ts'
import { later } from '../components/later.ts'
import { CaptionsLane } from './captions-lane.tsx'
import type { ClipView } from './clip-view.ts'
import { CommentsLane } from './comments-lane.tsx'
import { overlayBars } from './overlay-rows.ts'
import { Playheads } from './playheads.tsx'
import { Ruler } from './ruler.tsx'
import { SeamLines } from './seams.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import { useClip, useRoom, useUi } from './use-room.tsx'
import { useView } from './use-view.ts'
import { VideoLane } from './video-lane.tsx'
import { WordsLane } from './words-lane.tsx'

// Few clips have them, and words can be cut before they are here.
const FramingLane = later(async () => (await import('./framing-lane.tsx')).FramingLane)
const OverlaysLane = later(async () => (await import('./overlays-lane.tsx')).OverlaysLane)
const MusicLane = later(async () => (await import('./music-lane.tsx')).MusicLane)

const lanes = [
  { name: 'Comments', icon: MessageSquare, height: 'h-6' },
  { name: 'Video', icon: Film, height: 'h-[60px]' },
  { name: 'Words', icon: AudioLines, height: 'h-[76px]' },
  { name: 'Captions', icon: Captions, height: 'h-[34px]' },
]
const framingLane = { name: 'Framing', icon: Scan, height: 'h-6' }
const overlayLanes = ['h-[26px]', 'h-12', 'h-[70px]'].map((height) => ({
  ...{ name: 'On top', icon: Layers, height },
}))
const musicLane = { name: 'Music', icon: Music, height: 'h-7' }

/** The clip along its own time: pieces, words, captions, and everybody's playhead. */
export function Timeline() {
  const { room } = useRoom()
  const { scroller, content } = useScrolling()
  const width = useView((view) => view.contentWidth)
  useClosingUp(content)
  const { framing, overlay, music } = useMoreLanes()
  const heads = [
    ...lanes.slice(0, 1),
    ...(framing ? [framingLane] : []),
    ...lanes.slice(1),
    ...(overlay ? [overlay] : []),
    ...(music ? [musicLane] : []),
  ]
  return (
    <div
      className="flex h-full min-h-0 flex-col bg-panel"
      // What hangs beside the video lane follows it down.
      style={{ '--above-video': framing ? '24px' : '0px' } as CSSProperties}
    >
      <TimelineTools />
      <div className="flex min-h-0 flex-1">
        <div className="w-28 shrink-0 border-line border-r pt-[23px]">
          {heads.map(({ name, icon: Icon, height }) => (
            <div
              key={name}
              className={`flex items-center gap-2.5 border-line border-b px-3 text-12 text-2 ${height}`}
            >
              <Icon size={14} className="text-3" aria-hidden />
              {name}
            </div>
          ))}
        </div>
        <div
          ref={scroller}
          data-pane="timeline-lanes"
          className="timeline-lanes relative min-w-0 flex-1 overflow-x-auto overflow-y-hidden bg-bg"
          onPointerDown={(event) => {
            if (event.target === event.currentTarget)
              room.ui.setState({ selection: { kind: 'none' } })
          }}
        >
          <div ref={content} className="relative h-full min-w-full" style={{ width }}>
            <Ruler content={content} />
            <Lane height="h-6">
              <CommentsLane />
            </Lane>
            {framing && (
              <Lane height={framingLane.height}>
                <Suspense>
                  <FramingLane />
                </Suspense>
              </Lane>
            )}
            <Lane height="h-[60px]">
              <VideoLane />
            </Lane>
            <Lane height="h-[76px]">
              <WordsLane />
            </Lane>
            <Lane height="h-[34px]">
              <CaptionsLane />
            </Lane>
            {overlay && (
              <Lane height={overlay.height}>
                <Suspense>
                  <OverlaysLane />
                </Suspense>
              </Lane>
            )}
            {music && (
              <Lane height={musicLane.height}>
                <Suspense>
                  <MusicLane />
                </Suspense>
              </Lane>
            )}
            <SeamLines />
            <Playheads content={content} />
          </div>
        </div>
      </div>
    </div>
  )
}

/** A lane is there where something lies in it, or where somebody is about to put something there. */
function useMoreLanes() {
  const tab = useUi((ui) => (ui.side === null ? ui.tab : null))
  const framed = useClip(
    ({ project: { framing } }) => framing.keys.length > 0 || framing.layouts.length > 0,
  )
  const rows = useClip((view) => overlayRows(view))
  const music = useClip(({ project }) => musicOf(project) !== null)
  const hasPicture = useRoom().video.picture !== null
  return {
    framing: hasPicture && (framed || tab === 'layout'),
    overlay: rows > 0 || tab === 'brand' ? overlayLanes[Math.max(0, rows - 1)] : undefined,
    music: music || tab === 'audio',
  }
}
const overlayRows = ({ project, cuts }: ClipView): number => {
  const { bars, rows } = overlayBars(project, cuts)
  return bars.length > 0 ? rows : 0
}

const Lane = ({ height, children }: { height: string; children: ReactNode }) => (
  <div className={`relative border-line border-b ${height}`}>{children}</div>
)

/** Keeps the browser's own scrolling and our view in step; a wheel pages, a pinch zooms. */
function useScrolling() {
  const { room } = useRoom()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    const { view } = room
    const watch = new ResizeObserver(() => view.resize(box.clientWidth))
    watch.observe(box)
    const apply = () => {
      const { at, pxPerMs } = view.state.getState()
      const left = at * pxPerMs
      if (Math.abs(box.scrollLeft - left) > 1) box.scrollLeft = left
    }
    // After React has given the content its new width, or scrolling would stop at the old one.
    const stop = view.state.subscribe(() => requestAnimationFrame(apply))
    const onScroll = () => {
      const { pxPerMs, at } = view.state.getState()
      if (Math.abs(box.scrollLeft - at * pxPerMs) > 1) view.scrollTo(box.scrollLeft / pxPerMs)
    }
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        view.zoom(Math.exp(-event.deltaY * 0.004), event.clientX - box.getBoundingClientRect().left)
      } else if (Math.abs(event.deltaY) > Math.abs(event.deltaX)) {
        event.preventDefault()
        box.scrollLeft += event.deltaY
      }
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    box.addEventListener('wheel', onWheel, { passive: false })
    const stopFollowing = room.playhead.subscribe((ms) => {
      if (room.ui.getState().drag === null) view.follow(ms, room.transport.state.getState().playing)
    })
    return () => {
      watch.disconnect()
      stop()
      stopFollowing()
      box.removeEventListener('scroll', onScroll)
      box.removeEventListener('wheel', onWheel)
    }
  }, [room])
  return { scroller, content }
}

/** For a moment after an edit what lies behind it slides into place. */
function useClosingUp(content: React.RefObject<HTMLDivElement | null>) {
  const { room } = useRoom()
  useEffect(() => {
    let timer = 0
    const stop = room.drawn.subscribe((view, before) => {
      if (view.cuts === before.cuts || !content.current) return
      content.current.dataset.closing = ''
      window.clearTimeout(timer)
      timer = window.setTimeout(() => {
        if (content.current) delete content.current.dataset.closing
      }, 200)
    })
    return () => {
      stop()
      window.clearTimeout(timer)
    }
  }, [room, content])
}
