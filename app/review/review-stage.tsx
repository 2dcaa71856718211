import type { PlayerRef } from '@remotion/player'
import { ChevronLeft, ChevronRight, Maximize2, Volume2, VolumeX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { ClipPlayer } from '../components/clip-player.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { PlayButton } from '../components/play-button.tsx'
import { nextThread } from '../editor/place-threads.ts'
import { sayTenths } from '../editor/timeline-view.ts'
import { RATES } from '../editor/transport.ts'
import { useMedia } from '../editor/use-room.tsx'
import { useSize } from '../editor/use-size.ts'
import { useWrittenStyle } from '../studio/use-written-style.ts'
import { DrawingLayer } from './drawing-layer.tsx'
import { DrawingTools } from './drawing-tools.tsx'
import { ReviewScrubber } from './review-scrubber.tsx'
import {
  goTo,
  styleReader,
  useAssetFile,
  useReview,
  useReviewTransport,
  useReviewUi,
} from './use-review.tsx'

/** The clip as it was sent, what is drawn on it, and what drives it. */
export function ReviewStageView({ onDraw }: { onDraw(): void }) {
  const { stage, review, threads, length, place } = useReview()
  const { transport } = stage
  const written = useWrittenStyle(styleReader(place, review), review.project.style.template)
  const player = useRef<PlayerRef>(null)
  const [area, size] = useSize<HTMLDivElement>()
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const phone = useMedia('(max-width: 767px)')
  const rate = useReviewTransport((state) => state.rate)
  const playing = useReviewTransport((state) => state.playing)
  const active = useReviewUi((ui) => ui.comment)
  const composing = useReviewUi((ui) => ui.about !== null)
  const { shape } = review.project
  const assetFile = useAssetFile(review)
  const shown = playing
    ? null
    : threads.find(({ comment }) => comment.id === active)?.comment.drawing

  useEffect(() => {
    if (length === 0 || !player.current) return
    return transport.attach(player.current)
  }, [transport, length])
  // Watched to its end, by playing: what an approval can honestly say.
  useEffect(
    () =>
      stage.playhead.subscribe((at) => {
        const { playing: plays } = transport.state.getState()
        if (plays && length > 0 && at >= length - 500) stage.ui.setState({ seen: true })
      }),
    [stage, transport, length],
  )

  const { width, height } = shapeSize[shape]
  const scale = Math.max(0.05, Math.min((size.width - 24) / width, (size.height - 24) / height))
  return (
    // The stage stays dark in both themes; only its ground follows them.
    <div className="flex h-full min-h-0 flex-col bg-stage text-1" data-theme="dark">
      {review.may.comment && (!phone || composing) && (
        <div className="flex h-13 shrink-0 items-center justify-center">
          <DrawingTools onBegin={onDraw} />
        </div>
      )}
      <div ref={area} className="relative min-h-0 flex-1 overflow-hidden">
        <div
          className="-translate-x-1/2 -translate-y-1/2 absolute top-1/2 left-1/2 overflow-hidden rounded-3 bg-[#000]"
          style={{ width: Math.floor(width * scale), height: Math.floor(height * scale) }}
        >
          <ClipPlayer
            player={player}
            project={review.project}
            video={review.video}
            assetFile={assetFile}
            rate={rate}
            still={still}
            written={written}
          />
          <DrawingLayer shown={shown ?? null} />
        </div>
      </div>
      <ReviewScrubber />
      <Controls />
    </div>
  )
}

function Controls() {
  const { stage, threads, length } = useReview()
  const { transport } = stage
  const playing = useReviewTransport((state) => state.playing)
  const muted = useReviewTransport((state) => state.muted)
  const rate = useReviewTransport((state) => state.rate)
  const open = threads.filter(({ comment }) => !comment.resolved)
  const step = (by: 1 | -1) => {
    const { comment } = stage.ui.getState()
    const now = open.findIndex((thread) => thread.comment.id === comment)
    if (by === 1 || now < 0) return goTo(stage, nextThread(open, comment, stage.playhead.get()))
    goTo(stage, open[(now - 1 + open.length) % open.length])
  }
  return (
    <div className="grid h-14 shrink-0 grid-cols-[1fr_auto_1fr] items-center gap-2 px-4">
      <Clock length={length} />
      <div className="flex items-center gap-2">
        <IconButton
          label="Comment before"
          disabled={open.length === 0}
          className="max-md:size-11!"
          onClick={() => step(-1)}
        >
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <PlayButton playing={playing} className="size-11" onClick={transport.toggle} />
        <IconButton
          label="Next comment"
          disabled={open.length === 0}
          className="max-md:size-11!"
          onClick={() => step(1)}
        >
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </div>
      <div className="flex items-center justify-end gap-0.5">
        <select
          aria-label="Speed"
          value={rate}
          className="tabular h-8 appearance-none rounded-2 bg-transparent px-2 text-center font-medium text-12 text-2 hover:bg-hover hover:text-1 max-md:h-11"
          onChange={(event) => transport.setRate(Number(event.target.value))}
        >
          {RATES.map((one) => (
            <option key={one} value={one} className="bg-raised text-1">
              {one}×
            </option>
          ))}
        </select>
        <IconButton
          label={muted ? 'Sound on' : 'Sound off'}
          className="max-md:size-11!"
          onClick={() => transport.setMuted(!muted)}
        >
          {muted ? <VolumeX size={16} aria-hidden /> : <Volume2 size={16} aria-hidden />}
        </IconButton>
        <IconButton label="Full screen" className="max-md:hidden" onClick={transport.fullscreen}>
          <Maximize2 size={16} aria-hidden />
        </IconButton>
      </div>
    </div>
  )
}

const sayFrame = (at: number) => Math.round((at / 1000) * FPS).toLocaleString('en')

/** Where one is: in tenths, and in frames where there is room. */
function Clock({ length }: { length: number }) {
  const { stage } = useReview()
  const time = useRef<HTMLSpanElement>(null)
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      stage.playhead.subscribe((at) => {
        if (time.current) time.current.textContent = sayTenths(at)
        if (frame.current) frame.current.textContent = sayFrame(at)
      }),
    [stage],
  )
  return (
    <div className="tabular min-w-0 truncate text-13 text-3">
      <span ref={time} className="font-semibold text-1" />
      <span className="md:hidden"> / {sayTenths(length)}</span>
      <span className="ml-3 max-md:hidden">
        frame <span ref={frame} /> of {sayFrame(length)}
      </span>
    </div>
  )
}
