import { useEffect, useRef } from 'react'
import { AbsoluteFill, useCurrentFrame } from 'remotion'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import type { CompiledStyle, StyleFacts, StyleFault } from '#core/written-style.ts'
import type { Motion } from '../overlay-key.ts'
import { type FrameSession, openFrameSession } from './frame-session.ts'

/** A style that somebody wrote, as a preview is given it. */
export type WrittenPreview = {
  /** The address of the sandboxed frame's document. */
  frame: string
  style: CompiledStyle
  onFault(fault: StyleFault | null): void
  onFacts?(facts: StyleFacts): void
  /** For whoever wants to ask it more. */
  onSession?(session: FrameSession | null): void
}

/** Frames after a word's beginning at which nothing moves any more, for whoever asked for less motion. */
const SETTLED = 15

/** Captions in a written style: a transparent frame over the picture, told which frame to show. */
export function WrittenCaptions({
  project,
  shape,
  motion,
  written,
}: {
  project: ClipProject
  shape: Shape
  motion: Motion
  written: WrittenPreview
}) {
  const now = useCurrentFrame()
  const place = useRef<HTMLIFrameElement>(null)
  const session = useRef<FrameSession | null>(null)
  const heard = useRef(written)
  heard.current = written
  const clip = useRef({ project, shape })
  clip.current = { project, shape }
  const { frame, style } = written
  useEffect(() => {
    if (!place.current) return
    const opened = openFrameSession(place.current, style, {
      onFault: (fault) => heard.current.onFault(fault),
      onFacts: (facts) => heard.current.onFacts?.(facts),
    })
    session.current = opened
    opened.setClip(clip.current.project, clip.current.shape)
    place.current.src = frame
    heard.current.onSession?.(opened)
    return () => {
      session.current = null
      heard.current.onSession?.(null)
      opened.close()
    }
  }, [frame, style])
  useEffect(() => session.current?.setClip(project, shape), [project, shape])
  const shown = motion === 'none' ? Math.ceil(now / SETTLED) * SETTLED : now
  useEffect(() => session.current?.show(shown), [shown])
  return (
    <AbsoluteFill>
      <iframe
        ref={place}
        title="Captions"
        // No origin of ours, no forms, no windows, no way to the page around it.
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        tabIndex={-1}
        aria-hidden
        style={{
          width: '100%',
          height: '100%',
          border: 0,
          background: 'transparent',
          // A frame of another scheme than its document is painted opaque.
          colorScheme: 'light',
          pointerEvents: 'none',
        }}
      />
    </AbsoluteFill>
  )
}
