import type { ClipProject } from './clip-project.ts'
import type { Overlay, OverlayOf } from './overlay.ts'
import type { Shape } from './shape.ts'
import { ms } from './time.ts'

/** What a program may put on a clip by one name. */
export const overlayTemplates = ['progress-bar', 'lower-third', 'title-card'] as const
export type OverlayTemplate = (typeof overlayTemplates)[number]

/** The template a name stands for; null for none, undefined where it is unknown. */
export function templateNamed(name: string | null): OverlayTemplate | null | undefined {
  const plain = name?.toLowerCase().replace(/[\s_]+/g, '-') ?? 'none'
  if (plain === 'none') return null
  return overlayTemplates.find((template) => template === plain)
}

type Titled = Pick<ClipProject, 'title' | 'shape'>
type Laid<K extends Overlay['kind']> = {
  kind: K
  values: Partial<Omit<OverlayOf<K>, 'id' | 'kind'>>
}

/** The overlay a template puts on a clip. Titles are the clip's own. */
export function overlayOfTemplate(
  template: OverlayTemplate,
  { title, shape }: Titled,
): Laid<'progress'> | Laid<'text'> | Laid<'intro'> {
  switch (template) {
    case 'progress-bar':
      return { kind: 'progress', values: {} }
    case 'title-card':
      return {
        kind: 'intro',
        values: { on: true, asset: null, afterHook: false, text: title.slice(0, 120) },
      }
    case 'lower-third':
      return {
        kind: 'text',
        values: {
          ...{ text: title, size: 40, background: '#000000cc', align: 'left' },
          ...{ ...lowerThird, y: lowerThird.y[shape] },
          ...{ shown: 'first', shownMs: ms(5000) },
        },
      }
  }
}

/**
 * Under the captions, in an upright picture over what the sites write there; over them where the
 * picture ends.
 */
const lowerThird = {
  x: 0.5,
  y: { '9:16': 0.7, '4:5': 0.94, '1:1': 0.94, '16:9': 0.62 } satisfies Record<Shape, number>,
  w: 0.8,
}

/** What a template has put on a clip; undefined where it is not there any more. */
export const laidBy = (
  template: OverlayTemplate,
  overlays: readonly Overlay[],
): Overlay | undefined =>
  overlays.find((overlay) => {
    if (template === 'progress-bar') return overlay.kind === 'progress'
    // A card with a picture or a film is one that somebody brought.
    if (template === 'title-card') return overlay.kind === 'intro' && overlay.asset === null
    // A text that people put somewhere else is theirs.
    if (overlay.kind !== 'text' || overlay.shown !== 'first') return false
    const { x, y, w } = lowerThird
    return overlay.x === x && overlay.w === w && Object.values<number>(y).includes(overlay.y)
  })

/** A template as it was written while what it put on the clip is there; otherwise null. */
export function sayTemplate(written: string | null, overlays: readonly Overlay[]): string | null {
  const template = templateNamed(written)
  if (template === null) return written
  return template && laidBy(template, overlays) ? written : null
}
