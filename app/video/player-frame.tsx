import { clsx } from 'clsx'
import { AudioLines, Maximize, Pause, Play, Volume2, VolumeX } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { sayClock } from '../say-time.ts'
import { Scrubber } from './scrubber.tsx'
import { useFollow, usePlayer, usePlayerState } from './use-player.tsx'
import type { VideoPage } from './video-page.ts'

/** The video as soon as there is one to play, and what moves it. */
export function PlayerFrame({ page, waiting }: { page: VideoPage; waiting: ReactNode }) {
  const { media, hasVideo, title } = page
  const durationMs = page.durationMs ?? 0
  const player = usePlayer()
  const video = useRef<HTMLVideoElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const broken = usePlayerState((state) => state.broken)
  const canPlay = media.proxy !== null

  useEffect(() => {
    if (canPlay && video.current) return player.attach(video.current)
  }, [player, canPlay])

  const fullscreen = () => {
    if (document.fullscreenElement) return void document.exitFullscreen()
    const element = video.current
    if (frame.current?.requestFullscreen) void frame.current.requestFullscreen().catch(() => {})
    // A phone's player takes the element alone.
    else if (element && 'webkitEnterFullscreen' in element) {
      const enter = element.webkitEnterFullscreen
      if (typeof enter === 'function') enter.call(element)
    }
  }

  return (
    <section
      ref={frame}
      aria-label="Player"
      className="group/player relative aspect-video w-full shrink-0 overflow-hidden bg-stage text-video-ink"
    >
      {canPlay ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: what is said stands beside it, word by word */}
          <video
            ref={video}
            src={media.proxy ?? undefined}
            poster={media.poster ?? undefined}
            preload="metadata"
            playsInline
            tabIndex={-1}
            aria-label={title}
            className="size-full object-contain"
            onClick={player.toggle}
          />
          {!hasVideo && (
            <div className="pointer-events-none absolute inset-0 grid place-items-center text-video-ink/40">
              <AudioLines size={48} strokeWidth={1.25} aria-hidden />
            </div>
          )}
          {broken && (
            <p className="absolute inset-x-0 top-0 bg-stage/85 p-3 text-center text-13">
              This browser could not play the preview. Reload the page to try again.
            </p>
          )}
          <Controls durationMs={durationMs} onFullscreen={fullscreen} />
        </>
      ) : (
        <>
          {media.poster && (
            <img src={media.poster} alt="" className="size-full object-contain opacity-35" />
          )}
          <div className="absolute inset-0 grid place-items-center p-6 text-center">{waiting}</div>
        </>
      )}
    </section>
  )
}

function Controls({ durationMs, onFullscreen }: { durationMs: number; onFullscreen(): void }) {
  const player = usePlayer()
  const playing = usePlayerState((state) => state.playing)
  const muted = usePlayerState((state) => state.muted || state.volume === 0)
  const volume = usePlayerState((state) => state.volume)
  return (
    <div className="absolute inset-x-0 bottom-0 flex items-center gap-1 bg-linear-to-t from-stage/90 to-transparent px-2 pt-8 pb-1.5">
      <OnPicture label={playing ? 'Pause' : 'Play'} onClick={player.toggle}>
        {playing ? (
          <Pause size={16} fill="currentColor" aria-hidden />
        ) : (
          <Play size={16} fill="currentColor" aria-hidden />
        )}
      </OnPicture>
      <Clock long={durationMs >= 3_600_000} />
      <Scrubber durationMs={durationMs} />
      <span className="tabular px-1 text-12 text-video-ink/80">{sayClock(durationMs)}</span>
      <OnPicture label={muted ? 'Sound on' : 'Sound off'} onClick={player.toggleMuted}>
        {muted ? <VolumeX size={16} aria-hidden /> : <Volume2 size={16} aria-hidden />}
      </OnPicture>
      <input
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onChange={(event) => player.setVolume(Number(event.target.value))}
        className="h-6 w-12 accent-video-ink max-lg:hidden"
      />
      <OnPicture label="Full screen" onClick={onFullscreen}>
        <Maximize size={16} aria-hidden />
      </OnPicture>
    </div>
  )
}

/** Where it is, written once a second without anything being rendered. */
function Clock({ long }: { long: boolean }) {
  const text = useRef<HTMLSpanElement>(null)
  useFollow((ms) => {
    const said = sayClock(ms)
    if (text.current && text.current.textContent !== said) text.current.textContent = said
  })
  return (
    <span
      ref={text}
      data-testid="clock"
      className={clsx('tabular px-1 text-12', long ? 'w-14' : 'w-10')}
    />
  )
}

function OnPicture({
  label,
  onClick,
  children,
}: {
  label: string
  onClick(): void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-8 shrink-0 place-items-center rounded-2 transition-colors duration-press hover:bg-video-ink/15"
    >
      {children}
    </button>
  )
}
