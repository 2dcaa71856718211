import { captionPages } from '#core/caption-pages.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import { toFrame } from '#core/time.ts'
import type { LaidPage } from './caption-layout.ts'
import { type FramedPage, layOutPage } from './lay-out-page.ts'
import { resolveLook } from './resolve-look.ts'
import type { MeasureText } from './text-runs.ts'

/** Every page of a clip in its place; empty where captions are off. */
export function layOutCaptions(
  project: ClipProject,
  shape: Shape,
  measure: MeasureText,
): LaidPage[] {
  if (!project.style.enabled) return []
  const look = resolveLook(project.style, shape)
  return framedPages(project).flatMap((page) => layOutPage(page, look, measure))
}

/** Pages on frames. A page too short to be seen is dropped rather than shown for no frame. */
function framedPages(project: ClipProject): FramedPage[] {
  return captionPages(project)
    .map((page) => ({
      from: toFrame(page.from),
      to: toFrame(page.to),
      words: page.words.map((word) => ({
        text: word.text,
        from: toFrame(word.from),
        emphasised: word.emphasised,
      })),
    }))
    .filter((page) => page.to > page.from)
}

/** The letters a clip writes, once each and in both cases, so that the fonts for them can be fetched. */
export function captionLetters(project: ClipProject): string {
  if (!project.style.enabled) return ''
  const text = project.words.map((word) => (word.cut ? '' : word.text)).join('')
  return [...new Set(text + text.toLocaleUpperCase())].sort().join('')
}
