import { useMemo } from 'react'
import { AbsoluteFill } from 'remotion'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import { CaptionPicture } from './captions/caption-picture.tsx'
import { type Motion, overlayState } from './overlay-key.ts'
import { resolveLook } from './resolve-look.ts'
import { useCaptionFrame } from './use-caption-frame.ts'
import { useLaidCaptions } from './use-laid-captions.ts'

export type CaptionOverlayProps = {
  project: ClipProject
  shape: Shape
  /** `none` where the viewer asked for less motion; a file is always `full`. */
  motion: Motion
  /** After a jump they may come a frame of the screen later; in a file never. */
  mayFollow?: boolean
}

/** The captions alone, over whatever lies below. */
export function CaptionOverlay({ project, shape, motion, mayFollow = false }: CaptionOverlayProps) {
  const frame = useCaptionFrame(project, mayFollow)
  const pages = useLaidCaptions(project, shape)
  const look = useMemo(() => resolveLook(project.style, shape), [project.style, shape])
  const state = useMemo(
    () => pages && overlayState(pages, look, frame, motion),
    [pages, look, frame, motion],
  )
  // The same element for the same words: a frame that shows none other draws none.
  return useMemo(() => {
    if (!pages || !state) return null
    const { width, height } = look.picture
    return (
      <AbsoluteFill>
        <svg viewBox={`0 0 ${width} ${height}`} width="100%" height="100%" role="presentation">
          <CaptionPicture pages={pages} state={state} look={look} />
        </svg>
      </AbsoluteFill>
    )
  }, [pages, state, look])
}
