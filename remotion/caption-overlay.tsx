import { useMemo } from 'react'
import { AbsoluteFill, useCurrentFrame } from 'remotion'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import { CaptionPicture } from './captions/caption-picture.tsx'
import { type Motion, overlayState } from './overlay-key.ts'
import { resolveLook } from './resolve-look.ts'
import { useLaidCaptions } from './use-laid-captions.ts'

export type CaptionOverlayProps = {
  project: ClipProject
  shape: Shape
  /** `none` where the viewer asked for less motion; a file is always `full`. */
  motion: Motion
}

/** The captions alone, over whatever lies below. */
export function CaptionOverlay({ project, shape, motion }: CaptionOverlayProps) {
  const frame = useCurrentFrame()
  const pages = useLaidCaptions(project, shape)
  const look = useMemo(() => resolveLook(project.style, shape), [project.style, shape])
  const state = pages && overlayState(pages, look, frame, motion)
  if (!pages || !state) return null
  const { width, height } = look.picture
  return (
    <AbsoluteFill>
      <svg viewBox={`0 0 ${width} ${height}`} width="100%" height="100%" role="presentation">
        <CaptionPicture pages={pages} state={state} look={look} />
      </svg>
    </AbsoluteFill>
  )
}
