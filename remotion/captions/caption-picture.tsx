import type { FC, ReactNode } from 'react'
import type { StyleName } from '#core/caption-style.ts'
import type { LaidPage } from '../caption-layout.ts'
import type { OverlayState } from '../overlay-key.ts'
import type { ResolvedLook } from '../resolve-look.ts'
import { Arcade } from './arcade.tsx'
import { Atelier } from './atelier.tsx'
import { Bigword } from './bigword.tsx'
import { Boardroom } from './boardroom.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Clear } from './clear.tsx'
import { Duo } from './duo.tsx'
import { Marker } from './marker.tsx'
import { Names } from './names.tsx'
import { Neon } from './neon.tsx'
import { Newsdesk } from './newsdesk.tsx'
import { Plain } from './plain.tsx'
import { Playtime } from './playtime.tsx'
import { Punch } from './punch.tsx'
import { Quote } from './quote.tsx'
import { Reaction } from './reaction.tsx'
import { round } from './round.ts'
import { Singalong } from './singalong.tsx'
import { Slapstick } from './slapstick.tsx'
import { Steps } from './steps.tsx'
import { Sticker } from './sticker.tsx'
import { Typewriter } from './typewriter.tsx'
import { Unturned } from './unturned.tsx'

/** One component a style. A style without one does not compile. */
const pictures: Record<StyleName, FC<CaptionPageProps>> = {
  punch: Punch,
  steps: Steps,
  slapstick: Slapstick,
  boardroom: Boardroom,
  atelier: Atelier,
  newsdesk: Newsdesk,
  arcade: Arcade,
  quote: Quote,
  duo: Duo,
  clear: Clear,
  playtime: Playtime,
  plain: Plain,
  singalong: Singalong,
  bigword: Bigword,
  typewriter: Typewriter,
  marker: Marker,
  neon: Neon,
  sticker: Sticker,
  names: Names,
  reaction: Reaction,
}

type CaptionPictureProps = {
  pages: LaidPage[]
  state: OverlayState
  look: ResolvedLook
}

/** The captions in one state, as SVG in px of the picture: what preview and export both draw. */
export function CaptionPicture({ pages, state, look }: CaptionPictureProps) {
  const page = pages[state.page]
  if (!page) return null
  const Picture = pictures[look.name]
  const opacity = state.entry.opacity * state.exit
  return (
    <>
      <g
        opacity={opacity === 1 ? undefined : round(opacity)}
        transform={blockTransform(page, state, look)}
      >
        <Wipe page={page} look={look} share={state.entry.wipe}>
          <Picture page={page} state={state} look={look} />
        </Wipe>
      </g>
      {angleOf(state, look) !== 0 && <Unturned look={look} />}
    </>
  )
}

/** How far the whole page is turned, degrees: while it comes in, and for good. */
const angleOf = ({ entry }: OverlayState, look: ResolvedLook) =>
  entry.turn + (look.leans === 'block' ? look.own.tilt : 0)

/** Where the whole page is while it comes in, and how it leans for good. */
function blockTransform({ block, size }: LaidPage, state: OverlayState, look: ResolvedLook) {
  const { scale, x, y } = state.entry
  const angle = angleOf(state, look)
  if (scale === 1 && x === 0 && y === 0 && angle === 0) return undefined
  const centreX = round(block.x + block.width / 2)
  const centreY = round(block.y + block.height / 2)
  return [
    `translate(${round(centreX + Math.round(x * size))} ${round(centreY + Math.round(y * size))})`,
    ...(angle === 0 ? [] : [`rotate(${angle})`]),
    ...(scale === 1 ? [] : [`scale(${scale})`]),
    `translate(${-centreX} ${-centreY})`,
  ].join(' ')
}

type WipeProps = { page: LaidPage; look: ResolvedLook; share: number; children: ReactNode }

/**
 * Uncovers the page from where reading starts. A picture in a picture: it clips without a name. Only
 * the moving edge cuts: on the other sides letters reach beyond their boxes.
 */
function Wipe({ page, look, share, children }: WipeProps) {
  if (share === 1) return children
  const { block, labels, rightToLeft } = page
  const boxes = [block, ...labels.map((label) => label.box)]
  const left = Math.floor(Math.min(...boxes.map((box) => box.x)))
  const right = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width)))
  const edge = Math.round((right - left) * share)
  const { width, height } = look.picture
  const x = rightToLeft ? right - edge : 0
  const wide = rightToLeft ? width - x : left + edge
  return (
    <svg
      {...{ x, y: 0, width: wide, height }}
      viewBox={`${x} 0 ${wide} ${height}`}
      overflow="hidden"
      role="presentation"
    >
      {children}
    </svg>
  )
}
