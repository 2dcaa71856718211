import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { speakClock } from '../say-time.ts'
import { useFollow, usePlayer } from './use-player.tsx'

const STEPS: Record<string, number> = {
  ArrowLeft: -5_000,
  ArrowDown: -5_000,
  ArrowRight: 5_000,
  ArrowUp: 5_000,
  PageDown: -30_000,
  PageUp: 30_000,
}

const NOTHING_PLAYED = { transform: 'scaleX(0)' }

/** The playhead in the whole video, to be drawn along. Moved by hand as time passes, not by React. */
export function Scrubber({ durationMs }: { durationMs: number }) {
  const player = usePlayer()
  const slider = useRef<HTMLDivElement>(null)
  const fill = useRef<HTMLDivElement>(null)
  const knob = useRef<HTMLDivElement>(null)
  useFollow(
    (ms) => {
      const share = durationMs > 0 ? Math.min(1, ms / durationMs) : 0
      if (fill.current) fill.current.style.transform = `scaleX(${share})`
      if (knob.current) knob.current.style.left = `${share * 100}%`
      const second = String(Math.floor(ms / 1000))
      if (slider.current && slider.current.getAttribute('aria-valuenow') !== second) {
        slider.current.setAttribute('aria-valuenow', second)
        slider.current.setAttribute('aria-valuetext', speakClock(ms))
      }
    },
    [durationMs],
  )

  const goTo = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    player.seek(((clientX - left) / width) * durationMs)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = STEPS[event.key]
    if (step) player.nudge(step)
    else if (event.key === 'Home') player.seek(0)
    else if (event.key === 'End') player.seek(durationMs)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.floor(durationMs / 1000)}
      aria-valuenow={0}
      aria-valuetext="0 seconds"
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event)
      }}
      className="relative h-8 min-w-0 flex-1 cursor-pointer touch-none rounded-1"
    >
      <div className="absolute inset-x-0 top-1/2 h-1 -translate-y-1/2 overflow-hidden rounded-full bg-video-ink/30">
        <div
          ref={fill}
          className="h-full origin-left bg-accent"
          // Before the first frame; from then on it is moved by hand.
          style={NOTHING_PLAYED}
        />
      </div>
      <div
        ref={knob}
        className="-translate-x-1/2 -translate-y-1/2 pointer-events-none absolute top-1/2 size-3 rounded-full bg-accent opacity-0 transition-opacity duration-press group-hover/player:opacity-100 group-focus-within/player:opacity-100"
      />
    </div>
  )
}
