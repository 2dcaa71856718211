import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { AssetSources } from '#core/asset.ts'
import type { Card } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { graphicsOf } from '#core/graphic.ts'
import type { AssetId } from '#core/ids.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { Backdrop, titleFace } from './backdrop.tsx'
import { loadCaptionFonts } from './caption-fonts.ts'
import { CaptionSheet, type CaptionSheetProps } from './caption-sheet.tsx'
import { CardPicture, cardLettering, cardPictures, layOutCard } from './card-picture.tsx'
import type { LaidGraphic } from './graphics/graphic-layout.ts'
import { GraphicPicture } from './graphics/graphic-picture.tsx'
import { graphicLettering, graphicPictures, layOutGraphics } from './graphics/lay-out-graphics.ts'
import { loadedPictures, loadPictures } from './graphics/use-pictures.ts'
import { captionLettering, layOutCaptions } from './lay-out-captions.ts'
import { measureInk, measureText } from './measure-text.ts'
import { type CarriedFonts, carriedFonts, paintSheets, type SheetSize } from './paint-sheet.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets, type SheetPlan } from './sheet-plan.ts'

/** A graphic as the exporter needs to know it. */
export type PlannedGraphic = Pick<LaidGraphic, 'box' | 'frames'> & {
  /** With its box and the asset's file it decides the picture. */
  look: string
  asset: AssetId | null
  /** Whether it fills while the clip plays. */
  bar: boolean
}

/** What the exporter may ask of this page. It calls by name and takes pictures of what is drawn. */
export type DrawingPage = {
  /** Lays the captions out and says which pictures are needed. */
  plan: (project: ClipProject, shape: Shape) => Promise<SheetPlan>
  /**
   * These states of the last plan, one in each cell: hands out as many sheets as they fill, as TGA one
   * after another, and says how long each is.
   */
  sheets: (states: number[], size: SheetSize) => Promise<number[]>
  /** Lays out what lies on the picture besides the words. */
  graphics: (project: ClipProject, shape: Shape, assets: AssetSources) => Promise<PlannedGraphic[]>
  /** Draws one of the last laid out, in its box. */
  graphic: (index: number) => void
  /** Draws an intro or an outro over the whole picture. */
  card: (overlay: Card['overlay'], shape: Shape, assets: AssetSources) => Promise<void>
  /** Draws what shows where there is no picture. */
  backdrop: (title: string, shape: Shape) => Promise<void>
}

const place = document.createElement('div')
document.body.append(place)
const root = createRoot(place)
const draw = (what: React.ReactNode) => flushSync(() => root.render(what))

/** Where sheets are made: in no document, so that nothing is drawn of them but their pictures. */
const aside = document.createElement('div')
const sheetRoot = createRoot(aside)

let laidOut: (Omit<CaptionSheetProps, 'states'> & { fonts: CarriedFonts }) | null = null
let graphics: LaidGraphic[] = []

const page: DrawingPage = {
  async plan(project, shape) {
    const lettering = captionLettering(project)
    const fonts = await carriedFonts(lettering)
    const pages = layOutCaptions(project, shape, measureText)
    const look = resolveLook(project.style, shape)
    const plan = planSheets(pages, look, clipFrames(cutList(project)), measureInk)
    laidOut = { look, pages, plan, fonts }
    return plan
  },
  async sheets(states, size) {
    if (!laidOut) throw new Error('a sheet was asked for before a plan')
    const { look, pages, plan, fonts } = laidOut
    flushSync(() => sheetRoot.render(<CaptionSheet {...{ look, pages, plan, states }} />))
    const { width, height } = plan.band
    const svg = aside.children[0] as Element
    return paintSheets(svg, states.length, { ...size, width, height, fonts })
  },
  async graphics(project, shape, assets) {
    await Promise.all([
      loadCaptionFonts(graphicLettering(project)),
      loadPictures(graphicPictures(project, assets)),
    ])
    graphics = layOutGraphics(project, shape, loadedPictures(assets), measureText)
    const overlays = new Map(graphicsOf(project).map((overlay) => [overlay.id, overlay]))
    return graphics.map(({ id, box, frames, paint }) => {
      const overlay = overlays.get(id)
      return {
        ...{ box, frames, bar: paint.kind === 'bar' },
        look: JSON.stringify('src' in paint ? { ...paint, src: '' } : paint),
        asset: overlay && 'asset' in overlay ? overlay.asset : null,
      }
    })
  },
  graphic(index) {
    const graphic = graphics[index]
    if (!graphic) throw new Error('a graphic was asked for that was not laid out')
    const { width, height } = graphic.box
    draw(
      <svg width={width} height={height} style={{ display: 'block' }} role="presentation">
        <GraphicPicture graphic={graphic} />
      </svg>,
    )
  },
  async card(overlay, shape, assets) {
    await Promise.all([
      loadCaptionFonts(cardLettering(overlay)),
      loadPictures(cardPictures(overlay, assets)),
    ])
    const card = layOutCard(overlay, shape, loadedPictures(assets), measureText)
    draw(<CardPicture card={card} shape={shape} />)
  },
  async backdrop(title, shape) {
    await loadCaptionFonts([{ typeface: titleFace(title), letters: title }])
    draw(<Backdrop title={title} {...shapeSize[shape]} />)
  },
}

Object.assign(window, { cliproom: page })
