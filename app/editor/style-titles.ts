import type { StyleName } from '#core/caption-style.ts'

/** What the styles are called on screen. */
export const styleTitles: Record<StyleName, string> = {
  punch: 'Punch',
  steps: 'Steps',
  clear: 'Clear',
}
