import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { FPS } from '#core/time.ts'
import { heardAt } from './clip-view.ts'
import type { Person } from './live.ts'
import { RunningTime } from './running-time.tsx'
import { playheadOf } from './their-playhead.ts'
import { useClip, usePeople, useRoom } from './use-room.tsx'
import { useScrub } from './use-scrub.ts'
import { placeAt } from './use-view.ts'

/** Mine in amber, the others' in their colours; moved by transform, outside of React. */
export function Playheads({ content }: { content: RefObject<HTMLDivElement | null> }) {
  const people = usePeople()
  return (
    <>
      {people.map(
        (person) => person.playhead !== null && <Theirs key={person.id} person={person} />,
      )}
      <Mine content={content} />
    </>
  )
}

function Theirs({ person }: { person: Person }) {
  const { room } = useRoom()
  const { name, colour, rate } = person
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const place = () => {
      const { pxPerMs } = room.view.state.getState()
      const at = playheadOf(person, performance.now(), room.clip.getState().length)
      if (line.current && at !== null)
        line.current.style.transform = `translateX(${placeAt(pxPerMs, at)}px)`
    }
    const run = () => {
      place()
      frame = requestAnimationFrame(run)
    }
    if (person.rate === 0) place()
    else run()
    const stop = room.view.state.subscribe(place)
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [room, person])
  return (
    <div
      ref={line}
      aria-hidden
      className={`pointer-events-none absolute inset-y-0 left-0 w-px ${rate === 0 ? 'transition-transform duration-quick' : ''}`}
      style={{ background: `var(--pl${colour})` }}
    >
      <span
        className="absolute top-[3px] left-0 max-w-24 truncate rounded-r-1 px-1 font-semibold text-11 leading-4"
        style={{ background: `var(--p${colour})`, color: 'var(--p-ink)' }}
      >
        {name.split(' ')[0]}
      </span>
    </div>
  )
}

function Mine({ content }: { content: RefObject<HTMLDivElement | null> }) {
  const { room } = useRoom()
  const length = useClip((view) => view.length)
  const line = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const scrub = useScrub(content)
  useEffect(() => {
    const place = () => {
      const at = room.playhead.get()
      const { pxPerMs } = room.view.state.getState()
      if (line.current) line.current.style.transform = `translateX(${placeAt(pxPerMs, at)}px)`
      const slider = head.current
      if (!slider) return
      slider.setAttribute('aria-valuenow', String(Math.round(at)))
      const { heard } = room.clip.getState()
      const word = heard[heardAt(heard, at + 500 / FPS)]
      slider.setAttribute(
        'aria-valuetext',
        `${(at / 1000).toFixed(1)} seconds${word ? `, word: ${word.text}` : ''}`,
      )
    }
    const stops = [room.playhead.subscribe(place), room.view.state.subscribe(place)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [room])
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      Home: 0,
      End: length,
      PageUp: room.playhead.get() - 5000,
      PageDown: room.playhead.get() + 5000,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    room.transport.seek(to)
  }
  return (
    <div
      ref={line}
      className="-ml-px pointer-events-none absolute inset-y-0 left-0 z-20 w-0.5 bg-mark"
    >
      <div
        ref={head}
        role="slider"
        tabIndex={0}
        aria-label="Playhead"
        aria-valuemin={0}
        aria-valuemax={Math.round(length)}
        aria-valuenow={0}
        onPointerDown={scrub}
        onKeyDown={onKeyDown}
        className="-translate-x-1/2 tabular pointer-events-auto absolute top-[2px] left-px cursor-ew-resize touch-none rounded-1 bg-accent px-1.5 font-semibold text-11 text-accent-ink leading-[18px] shadow-e1 after:-inset-1 after:absolute"
      >
        <RunningTime />
      </div>
    </div>
  )
}
