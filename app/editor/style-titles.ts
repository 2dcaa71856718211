import { captionLooks } from '#core/caption-looks.ts'
import { StyleName } from '#core/caption-style.ts'

/** What the styles are called on screen. */
export const styleTitles = Object.fromEntries(
  StyleName.options.map((name) => [name, captionLooks[name].title]),
) as Record<StyleName, string>
