import type { CSSProperties, ReactNode } from 'react'
import { AbsoluteFill, Freeze, Sequence, useCurrentFrame, useVideoConfig } from 'remotion'
import { type Cut, sourceFrame } from '#core/cut-list.ts'
import { needsBoth, type Seam, seamLook, seamShare } from '#core/seam.ts'

/** A cut as it is played: beyond its own frames where a transition still shows it, or already. */
export type Play = {
  cut: Cut
  /** Frames before its own first one, and after its last. */
  lead: number
  tail: number
  /** Frames before these, of which the source has none: its first one stands there. */
  standing: number
  /** The transitions at its beginning and its end. */
  into: Seam | undefined
  out: Seam | undefined
}

export function playOf(cut: Cut, into: Seam | undefined, out: Seam | undefined): Play {
  const beside = (seam: Seam | undefined) => (seam && needsBoth(seam.kind) ? seam.frames / 2 : 0)
  const lead = Math.min(beside(into), sourceFrame(cut))
  return { cut, into, out, lead, tail: beside(out), standing: beside(into) - lead }
}

/** A cut's picture as the transitions at its ends show it. */
export function SeamedPicture({
  cut,
  lead,
  standing,
  into,
  out,
  children,
}: Play & { children: ReactNode }) {
  const at = cut.start - lead - standing + useCurrentFrame()
  const { width } = useVideoConfig()
  const shareOf = (seam: Seam | undefined) =>
    seam && at >= seam.from && at < seam.from + seam.frames
      ? { kind: seam.kind, share: seamShare(at - seam.from, seam.frames) }
      : null
  const [coming, going] = [shareOf(into), shareOf(out)]
  const style: CSSProperties = {}
  if (going) {
    const { light, zoom } = seamLook(going.kind, going.share).out
    if (light < 1) style.filter = `brightness(${light})`
    if (zoom > 1) style.transform = `scale(${zoom})`
  }
  if (coming) {
    const { opacity, light, shift } = seamLook(coming.kind, coming.share).in
    if (opacity < 1) style.opacity = opacity
    if (light < 1) style.filter = `brightness(${light})`
    // Whole pairs of px, as the export moves it.
    if (shift > 0) style.transform = `translateX(${Math.round((shift * width) / 2) * 2}px)`
  }
  return (
    <AbsoluteFill style={style}>
      {standing > 0 ? <Standing frames={standing}>{children}</Standing> : children}
    </AbsoluteFill>
  )
}

/** What begins that many frames later, and stands as it begins until then. */
const Standing = ({ frames, children }: { frames: number; children: ReactNode }) => (
  <Freeze frame={frames} active={(frame) => frame < frames}>
    <Sequence from={frames} layout="none">
      {children}
    </Sequence>
  </Freeze>
)

/** The white a flash lays over both pictures. */
export function SeamWhite({ seam }: { seam: Seam }) {
  const { white } = seamLook(seam.kind, seamShare(useCurrentFrame(), seam.frames))
  return white > 0 ? <AbsoluteFill style={{ backgroundColor: '#fff', opacity: white }} /> : null
}
