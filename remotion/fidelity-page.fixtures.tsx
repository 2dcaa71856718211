import { Player } from '@remotion/player'
import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { StyleName } from '#core/caption-style.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import type { Box } from './caption-layout.ts'
import { CaptionOverlay } from './caption-overlay.tsx'
import { CaptionSheet } from './caption-sheet.tsx'
import { CELL_FRAMES, fidelityClip, lookedAt, textNames } from './fidelity-cells.fixtures.ts'
import { captionLettering, layOutCaptions } from './lay-out-captions.ts'
import { measureInk, measureText } from './measure-text.ts'
import { overlayState } from './overlay-key.ts'
import { carriedFonts, paintSheets } from './paint-sheet.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets } from './sheet-plan.ts'

type WordBox = { text: string; x: number; y: number; width: number; height: number }

/**
 * All texts of one style in one shape, a strip of cells one below another: drawn as the export's
 * sheets are, or by as many of Remotion's Players as there are cells. For tests.
 */
export type FidelityPage = {
  /**
   * Draws the strip's states as a sheet, which it hands out as the export's are, with as much below that
   * is empty. Says which band of the picture its cells show.
   */
  sheets: (name: StyleName, shape: Shape) => Promise<Box>
  players: (name: StyleName, shape: Shape, band: Box, scale: number) => Promise<void>
  /** The words on screen, in px of the strip at its full size. */
  words: () => WordBox[]
}

const place = document.createElement('div')
document.body.append(place)
const root = createRoot(place)
let scale = 1
const draw = (what: ReactNode) => flushSync(() => root.render(what))

const painted = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

const page: FidelityPage = {
  async sheets(name, shape) {
    scale = 1
    const clips = textNames.map((text) => fidelityClip(name, text))
    const lettering = clips.flatMap(captionLettering)
    const fonts = await carriedFonts(lettering)
    const drawn = clips.map((clip) => {
      const look = resolveLook(clip.style, shape)
      const pages = layOutCaptions(clip, shape, measureText)
      return { look, pages, band: planSheets(pages, look, CELL_FRAMES, measureInk).band }
    })
    const bands = drawn.filter(({ pages }) => pages.length > 0).map(({ band }) => band)
    const x = Math.min(...bands.map((band) => band.x))
    const y = Math.min(...bands.map((band) => band.y))
    const band = {
      ...{ x, y },
      width: Math.max(...bands.map((one) => one.x + one.width)) - x,
      height: Math.max(...bands.map((one) => one.y + one.height)) - y,
    }
    const rows = lookedAt.length
    const strip = { width: band.width, height: band.height * rows * drawn.length }
    draw(
      <svg {...strip} style={{ display: 'block' }} role="presentation">
        {drawn.map(({ look, pages }, i) => {
          const states = lookedAt.flatMap((frame) => overlayState(pages, look, frame) ?? [])
          return (
            states.length > 0 && (
              <svg key={textNames[i]} y={i * band.height * rows} role="presentation">
                <CaptionSheet
                  look={look}
                  pages={pages}
                  plan={{ band, cells: states.length, states, keys: [], besides: null, frames: [] }}
                  states={states.map((_, index) => index)}
                />
              </svg>
            )
          )
        })}
      </svg>,
    )
    const svg = place.children[0] as Element
    await paintSheets(svg, 1, { ...strip, fonts, cells: 1, scale: 1 })
    return band
  },
  async players(name, shape, band, size) {
    scale = size
    const picture = shapeSize[shape]
    draw(
      textNames.flatMap((text) =>
        lookedAt.map((frame) => (
          <div
            key={`${text} ${frame} ${name} ${shape} ${size}`}
            style={{
              position: 'relative',
              overflow: 'hidden',
              width: band.width * size,
              height: band.height * size,
            }}
          >
            <Player
              component={CaptionOverlay}
              inputProps={{ project: fidelityClip(name, text), shape, motion: 'full' }}
              initialFrame={frame}
              compositionWidth={picture.width}
              compositionHeight={picture.height}
              durationInFrames={CELL_FRAMES}
              fps={FPS}
              style={{
                position: 'absolute',
                left: -band.x * size,
                top: -band.y * size,
                width: picture.width * size,
                height: picture.height * size,
              }}
              acknowledgeRemotionLicense
            />
          </div>
        )),
      ),
    )
    await painted()
  },
  words: () =>
    [...document.querySelectorAll('text')]
      .filter((text) => text.closest('[aria-hidden]') === null)
      .map((text) => {
        const { x, y, width, height } = text.getBoundingClientRect()
        return {
          text: text.textContent ?? '',
          x: x / scale,
          y: (y + window.scrollY) / scale,
          width: width / scale,
          height: height / scale,
        }
      }),
}

Object.assign(window, { cliproom: page })
