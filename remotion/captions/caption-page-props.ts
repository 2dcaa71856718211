import type { LaidPage } from '../caption-layout.ts'
import type { OverlayState } from '../overlay-key.ts'
import type { ResolvedLook } from '../resolve-look.ts'

/** A style is a picture of this and nothing else: no clock, no effects, no measuring. */
export type CaptionPageProps = {
  page: LaidPage
  state: OverlayState
  look: ResolvedLook
}
