import { z } from 'zod'
import { CaptionStyle } from './caption-style.ts'
import type { ClipProject } from './clip-project.ts'
import { Colour } from './colour.ts'
import { AssetId } from './ids.ts'
import { IntroOverlay, LogoOverlay, OutroOverlay, type Overlay } from './overlay.ts'

/** What a brand is made of. Each is given to new clips, and may be locked. */
export const BrandField = z.enum(['logo', 'colours', 'font', 'intro', 'outro'])
export type BrandField = z.infer<typeof BrandField>

export const brandFieldNames: Record<BrandField, string> = {
  logo: 'the logo',
  colours: 'the colours of captions',
  font: 'the font of captions',
  intro: 'the intro',
  outro: 'the outro',
}

/** The look of a workspace. Null is "as the clip has it", or nothing there. */
export const BrandKit = z.object({
  logo: LogoOverlay.omit({ kind: true, id: true }).nullable(),
  /** Of captions: words, the word being said, emphasised words, and what is behind or around them. */
  colours: z.object({
    base: Colour.nullable(),
    active: Colour.nullable(),
    emphasis: Colour.nullable(),
    guard: Colour.nullable(),
  }),
  /** By the name captions know it by. */
  font: CaptionStyle.shape.font,
  intro: IntroOverlay.omit({ kind: true, id: true }).nullable(),
  outro: OutroOverlay.omit({ kind: true, id: true }).nullable(),
})
export type BrandKit = z.infer<typeof BrandKit>

/** A kit and which of its fields clips may not differ from. */
export type Brand = { kit: BrandKit; locked: readonly BrandField[] }

export const plainKit = (): BrandKit => ({
  logo: null,
  colours: { base: null, active: null, emphasis: null, guard: null },
  font: null,
  intro: null,
  outro: null,
})

const onClip = { logo: 'logo', intro: 'intro', outro: 'outro' } as const

/** What of a brand is an overlay; null where the kit has none. */
export function overlayOfKit(kit: BrandKit, field: keyof typeof onClip): Overlay | null {
  const value = kit[field]
  return value && ({ ...value, kind: onClip[field], id: onClip[field] } as Overlay)
}

/** What of a caption style the kit says. */
export const styleOfKit = (
  kit: BrandKit,
  fields: readonly BrandField[],
): Partial<CaptionStyle> => ({
  ...(fields.includes('colours') && kit.colours),
  ...(fields.includes('font') && { font: kit.font }),
})

/**
 * A clip with the locked fields as the kit has them, whatever it says itself. What is read again and
 * again gets the same objects for what has not changed.
 */
export function brandWearer({ kit, locked }: Brand): (project: ClipProject) => ClipProject {
  if (locked.length === 0) return (project) => project
  const styled = kept((style: CaptionStyle) => ({ ...style, ...styleOfKit(kit, locked) }))
  const laid = kept((overlays: Overlay[]) => {
    let worn = overlays
    for (const field of ['logo', 'intro', 'outro'] as const) {
      if (!locked.includes(field)) continue
      const wanted = overlayOfKit(kit, field)
      const at = worn.findIndex((one) => one.kind === field)
      const others = worn.filter((one) => one.kind !== field)
      worn = wanted ? others.toSpliced(at < 0 ? others.length : at, 0, wanted) : others
    }
    return worn
  })
  return (project) => ({
    ...project,
    style: styled(project.style),
    overlays: laid(project.overlays),
  })
}

function kept<T extends object>(make: (value: T) => T): (value: T) => T {
  let last: { of: T; made: T } | null = null
  return (value) => {
    if (last?.of !== value) last = { of: value, made: make(value) }
    return last.made
  }
}

/** The files a kit names, each once. */
export const assetsOfKit = ({ logo, intro, outro }: BrandKit): AssetId[] => [
  ...new Set(
    [logo?.asset, intro?.asset, outro?.asset].flatMap((id) => AssetId.safeParse(id).data ?? []),
  ),
]

/** What a new clip begins with: the overlays of the kit, from the lowest to the topmost. */
export const overlaysOfKit = (kit: BrandKit): Overlay[] =>
  (['logo', 'intro', 'outro'] as const).flatMap((field) => overlayOfKit(kit, field) ?? [])
