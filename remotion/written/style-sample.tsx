import { AbsoluteFill } from 'remotion'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import { WrittenCaptions, type WrittenPreview } from './written-captions.tsx'

/** A written style over a plain ground: for whoever writes it. */
export function StyleSample({
  ground,
  ...captions
}: {
  project: ClipProject
  shape: Shape
  ground: string
  written: WrittenPreview
}) {
  return (
    <AbsoluteFill style={{ backgroundColor: ground }}>
      <WrittenCaptions {...captions} motion="full" />
    </AbsoluteFill>
  )
}
