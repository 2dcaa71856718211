import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { CaptionStyle, StyleName } from '#core/caption-style.ts'
import type { Shape } from '#core/shape.ts'
import { loadCaptionFonts } from './caption-fonts.ts'
import type { Box } from './caption-layout.ts'
import { CaptionPicture } from './captions/caption-picture.tsx'
import { CELL_FRAMES, fidelityClip, textNames } from './fidelity-cells.fixtures.ts'
import { captionLettering, layOutCaptions } from './lay-out-captions.ts'
import { measureInk, measureText } from './measure-text.ts'
import { boundsOf } from './page-bounds.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets } from './sheet-plan.ts'

/** Draws all states of a text one over another on one picture, whatever their bounds. For tests. */
export type BoundsPage = {
  /** A picture a text, one below another; of each the bounds of its pages. */
  draw: (name: StyleName, shape: Shape, chosen: Partial<CaptionStyle>) => Promise<Box[][]>
}

const place = document.createElement('div')
document.body.append(place)
const root = createRoot(place)

const page: BoundsPage = {
  async draw(name, shape, chosen) {
    const clips = textNames.map((text) => {
      const clip = fidelityClip(name, text)
      return { ...clip, style: { ...clip.style, ...chosen } }
    })
    await loadCaptionFonts(clips.flatMap(captionLettering))
    const drawn = clips.map((clip) => {
      const look = resolveLook(clip.style, shape)
      const pages = layOutCaptions(clip, shape, measureText)
      return { look, pages, states: planSheets(pages, look, CELL_FRAMES, measureInk).states }
    })
    flushSync(() =>
      root.render(
        drawn.map(({ look, pages, states }, i) => (
          <svg
            key={textNames[i]}
            {...look.picture}
            style={{ display: 'block' }}
            role="presentation"
          >
            {states.map((state, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: states have no other name
              <CaptionPicture key={index} pages={pages} state={state} look={look} />
            ))}
          </svg>
        )),
      ),
    )
    return drawn.map(({ look, pages }) => pages.map((page) => boundsOf(page, look, measureInk)))
  },
}

Object.assign(window, { cliproom: page })
