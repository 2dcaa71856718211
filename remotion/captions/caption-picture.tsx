import type { FC } from 'react'
import type { StyleName } from '#core/caption-style.ts'
import type { LaidPage } from '../caption-layout.ts'
import type { OverlayState } from '../overlay-key.ts'
import type { ResolvedLook } from '../resolve-look.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { round } from './caption-word.tsx'
import { Clear } from './clear.tsx'
import { Punch } from './punch.tsx'
import { Steps } from './steps.tsx'

/** One component a style. A style without one does not compile. */
const pictures: { [N in StyleName]: FC<CaptionPageProps<N>> } = {
  punch: Punch,
  steps: Steps,
  clear: Clear,
}

type CaptionPictureProps = {
  name: StyleName
  pages: LaidPage[]
  state: OverlayState
  look: ResolvedLook
}

/** The captions in one state, as SVG in px of the picture: what preview and export both draw. */
export function CaptionPicture({ name, pages, state, look }: CaptionPictureProps) {
  const page = pages[state.page]
  if (!page) return null
  // The name picks the component and made the look: they belong together.
  const Picture = pictures[name] as FC<CaptionPageProps>
  return (
    <g opacity={state.entry.opacity} transform={entryTransform(page, state)}>
      <Picture page={page} state={state} look={look} />
    </g>
  )
}

function entryTransform({ block, size }: LaidPage, { entry: { scale, y } }: OverlayState) {
  if (scale === 1 && y === 0) return undefined
  const centreX = round(block.x + block.width / 2)
  const centreY = round(block.y + block.height / 2)
  const down = Math.round(y * size)
  return `translate(${centreX} ${round(centreY + down)}) scale(${scale}) translate(${-centreX} ${-centreY})`
}
