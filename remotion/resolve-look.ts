import { type CaptionLook, captionLooks } from '#core/caption-look.ts'
import type { CaptionStyle, StyleName } from '#core/caption-style.ts'
import { readableOn } from '#core/colour.ts'
import { type Shape, shapeSize } from '#core/shape.ts'

export type CaptionColours = {
  base: string
  guard: string
  future: string
  active: string
  emphasis: string
}

/** A look with the clip's own choices in it, in px of one shape's picture. */
export type ResolvedLook<N extends StyleName = StyleName> = Omit<
  (typeof captionLooks)[N],
  'colours' | 'size'
> & {
  /** Font size before script and long words have their say, px. */
  size: number
  /** Lower edge of the block, px from the top. */
  bottom: number
  picture: { width: number; height: number }
  colours: CaptionColours
}

/** Where the block's lower edge sits when the clip does not say, as a share of the height. */
const restingPlace: Record<Shape, number> = { '9:16': 0.645, '4:5': 0.88, '1:1': 0.88, '16:9': 0.9 }

export function resolveLook(style: CaptionStyle, shape: Shape): ResolvedLook {
  const look: CaptionLook = captionLooks[style.name]
  const picture = shapeSize[shape]
  const base = style.base ?? look.colours.base
  // A colour nobody could read keeps its place and changes its guard: black gives way to white.
  const guard = style.base ? readableOn(base, look.colours.guard) : look.colours.guard
  return {
    ...captionLooks[style.name],
    size: picture.width * look.size * (shape === '16:9' ? 0.62 : 1) * style.size,
    bottom: picture.height * (style.y === null ? restingPlace[shape] : 1 - style.y),
    picture,
    colours: {
      base,
      guard,
      future: style.base ?? look.colours.future ?? base,
      active: style.active ?? look.colours.active,
      emphasis: style.emphasis ?? look.colours.emphasis,
    },
  }
}
