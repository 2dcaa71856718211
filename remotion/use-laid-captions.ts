import { useMemo } from 'react'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import type { LaidPage } from './caption-layout.ts'
import { captionLettering, layOutCaptions } from './lay-out-captions.ts'
import { measureText } from './measure-text.ts'
import { useCaptionFonts } from './use-caption-fonts.ts'

/** The clip's pages in their places; null until the fonts they are measured with have come. */
export function useLaidCaptions(project: ClipProject, shape: Shape): LaidPage[] | null {
  const lettering = useMemo(() => captionLettering(project), [project])
  const ready = useCaptionFonts(lettering)
  return useMemo(
    () => (ready ? layOutCaptions(project, shape, measureText) : null),
    [ready, project, shape],
  )
}
