import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import {
  type CompiledStyle,
  onGround,
  type StyleFacts,
  type StyleFault,
} from '#core/written-style.ts'
import type { Box } from '../caption-layout.ts'
import { captionLettering } from '../lay-out-captions.ts'
import { measureText } from '../measure-text.ts'
import { type CarriedFonts, carriedFonts, paintSheets, type SheetSize } from '../paint-sheet.ts'
import { cellsFor, type SheetPlan } from '../sheet-plan.ts'
import { cleanMarkup } from './clean-markup.ts'
import { framesOfClip, sceneOf, statesOf } from './plan-written.ts'
import { openStyleSandbox, StyleFailure, type StyleSandbox } from './sandbox.ts'

export type StyleAnswer<T> = { ok: true; value: T } | { ok: false; fault: StyleFault }

/** What an export asks of the page that draws a written style; each answer may be the style's fault. */
export type StyleDrawingPage = {
  /** Starts a style, and says what it says of itself. */
  open: (
    style: CompiledStyle,
    props: ClipProject['style']['overrides'],
    patience?: number,
  ) => Promise<StyleAnswer<StyleFacts>>
  /** As the drawing page's: which pictures are needed. A state's key is its markup. */
  plan: (project: ClipProject, shape: Shape) => Promise<StyleAnswer<SheetPlan>>
  /** As the drawing page's: hands sheets out, and says how long each is. */
  sheets: (states: number[], size: SheetSize) => Promise<StyleAnswer<number[]>>
}

/** A machine that makes several films at once is in no hurry, ms. */
const PATIENCE_MS = 15_000
const SVG = 'http://www.w3.org/2000/svg'

let runtime: Promise<string> | null = null
let sandbox: StyleSandbox | null = null
let facts: StyleFacts | null = null
let planned: { band: Box; markups: string[]; fonts: CarriedFonts } | null = null

async function answer<T>(work: () => T | Promise<T>): Promise<StyleAnswer<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof StyleFailure) return { ok: false, fault: error.fault }
    throw error
  }
}

const page: StyleDrawingPage = {
  open: (style, props, patience = PATIENCE_MS) =>
    answer(async () => {
      sandbox?.close()
      runtime ??= fetch('./worker.js').then((found) => found.text())
      sandbox = openStyleSandbox(await runtime, style, patience)
      facts = await sandbox.facts(props)
      return facts
    }),
  plan: (project, shape) =>
    answer(async () => {
      if (!sandbox || !facts) throw new Error('a plan was asked for before a style was open')
      const lettering = captionLettering(onGround(project, facts.layout))
      const fonts = await carriedFonts(lettering)
      const { scene, band } = sceneOf(project, shape, facts, measureText)
      await sandbox.setScene(scene)
      const { markups, frames } = await statesOf(
        sandbox,
        framesOfClip(project),
        project.style.overrides,
      )
      // Each is looked at before any is drawn: a fault is told at once.
      for (const markup of markups) cleanMarkup(markup, '')
      planned = { band, markups, fonts }
      // Whatever a style paints is cut to the band, and whatever it writes is in these fonts.
      const besides = [band, fonts.names]
      return { band, cells: cellsFor(band), states: [], keys: markups, besides, frames }
    }),
  sheets: (states, size) =>
    answer(() => {
      if (!planned) throw new Error('a sheet was asked for before a plan')
      const { band, markups, fonts } = planned
      const sheet = document.createElementNS(SVG, 'svg')
      for (const [cell, state] of states.entries()) {
        const drawn = banded(band, cleanMarkup(markups[state] ?? '', `c${cell}-`))
        drawn.setAttribute('y', String(cell * band.height))
        sheet.append(drawn)
      }
      const { width, height } = band
      return paintSheets(sheet, states.length, { ...size, width, height, fonts })
    }),
}

/** A picture cut to the part that captions may paint. */
function banded(band: Box, picture: SVGGElement): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('width', String(band.width))
  svg.setAttribute('height', String(band.height))
  svg.setAttribute('viewBox', `${band.x} ${band.y} ${band.width} ${band.height}`)
  svg.setAttribute('overflow', 'hidden')
  svg.append(picture)
  return svg
}

Object.assign(window, { cliproom: page })
