import type { CaptionStyle } from '#core/caption-style.ts'
import { styleTitle } from '#core/style-title.ts'
import { useStyleVersion } from '../studio/use-written-style.ts'
import { styleTitles } from './style-titles.ts'
import { useRoom } from './use-room.tsx'

/** What the captions’ style is called on screen. One that people wrote has its name from the server. */
export function useStyleTitle({ name, template }: CaptionStyle): string {
  const { clip } = useRoom()
  const { data } = useStyleVersion({ clipId: clip.id }, template)
  if (!template) return styleTitles[name]
  return data?.name ?? styleTitle({ name, template })
}
