import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { Backdrop, titleFace } from './backdrop.tsx'
import { loadCaptionFonts } from './caption-fonts.ts'
import { CaptionSheet, type CaptionSheetProps } from './caption-sheet.tsx'
import { captionLettering, layOutCaptions } from './lay-out-captions.ts'
import { measureText } from './measure-text.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets, type SheetPlan } from './sheet-plan.ts'

/** What the exporter may ask of this page. It calls by name and takes pictures of what is drawn. */
export type DrawingPage = {
  /** Lays the captions out and says which pictures are needed. */
  plan: (project: ClipProject, shape: Shape) => Promise<SheetPlan>
  /** Draws these states of the last plan, one in each cell. */
  sheet: (states: number[]) => void
  /** Draws what shows where there is no picture. */
  backdrop: (title: string, shape: Shape) => Promise<void>
}

const place = document.createElement('div')
document.body.append(place)
const root = createRoot(place)
const draw = (what: React.ReactNode) => flushSync(() => root.render(what))

let laidOut: Omit<CaptionSheetProps, 'states'> | null = null

const page: DrawingPage = {
  async plan(project, shape) {
    await loadCaptionFonts(captionLettering(project))
    const pages = layOutCaptions(project, shape, measureText)
    const look = resolveLook(project.style, shape)
    const plan = planSheets(pages, look, clipFrames(cutList(project)))
    laidOut = { look, pages, plan }
    return plan
  },
  sheet(states) {
    if (!laidOut) throw new Error('a sheet was asked for before a plan')
    draw(<CaptionSheet {...laidOut} states={states} />)
  },
  async backdrop(title, shape) {
    await loadCaptionFonts([{ typeface: titleFace(title), letters: title }])
    draw(<Backdrop title={title} {...shapeSize[shape]} />)
  },
}

Object.assign(window, { cliproom: page })
