import { useMemo } from 'react'
import { captionLooks } from '#core/caption-look.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import type { LaidPage } from './caption-layout.ts'
import { captionLetters, layOutCaptions } from './lay-out-captions.ts'
import { measureText } from './measure-text.ts'
import { useCaptionFonts } from './use-caption-fonts.ts'

/** The clip's pages in their places; null until the fonts they are measured with have come. */
export function useLaidCaptions(project: ClipProject, shape: Shape): LaidPage[] | null {
  const { font } = captionLooks[project.style.name]
  const letters = useMemo(() => captionLetters(project), [project])
  const ready = useCaptionFonts(font, letters)
  return useMemo(
    () => (ready ? layOutCaptions(project, shape, measureText) : null),
    [ready, project, shape],
  )
}
