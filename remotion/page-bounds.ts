import { type EntryCell, entries, entryRest, wordMotions } from '#core/caption-motion.ts'
import type { StyleName } from '#core/caption-style.ts'
import type { Box, LaidLabel, LaidPage, LaidRun, LaidWord } from './caption-layout.ts'
import { boxesOf } from './captions/boxes.tsx'
import { markBox } from './captions/stretches.ts'
import { pillPad } from './fit-words.ts'
import type { ResolvedLook } from './resolve-look.ts'
import type { MeasureInk } from './text-runs.ts'

/**
 * What a style paints around its letters, em: their own shape once more, wider by an `edge` (that of
 * the outline where none is given) and a `rim`, further right and down, blurred.
 */
type Around = { edge?: number; rim?: number; x?: number; y?: number; blur?: number }

const around: Partial<Record<StyleName, Around[]>> = {
  punch: [{ y: 0.07 }],
  slapstick: [{ y: 0.12 }],
  atelier: [{ edge: 0.15, blur: 0.3 }, { blur: 0.09 }],
  arcade: [{ x: 0.055, y: 0.075 }],
  duo: [{ y: 0.05 }],
  playtime: [{ rim: 0.06 }],
  plain: [{ edge: 0.14, blur: 0.24 }],
  bigword: [{ y: 0.04, blur: 0.1 }],
  marker: [{ y: 0.06 }],
  neon: [{ edge: 0.075, blur: 0.085 }, { edge: 0.03 }],
  sticker: [{ y: 0.09, blur: 0.09 }],
  reaction: [{ y: 0.06 }],
}
/** How many of its deviations a blur is to be seen. */
const BLURRED = 3
/** Where an underline ends, em under the baseline. */
const UNDERLINE = 0.2
/** Edges are smoothed, boxes lie on whole px and strips have a rim. */
const ROUNDING = 2

type Sides = { left: number; right: number; up: number; down: number }

/** All that any state of a page may paint: its letters and what surrounds them, as far as they move. */
export function boundsOf(page: LaidPage, look: ResolvedLook, measureInk: MeasureInk): Box {
  const cells = wordMotions[look.word]
  const still = [...standing(page, look), ...page.labels.map((one) => labelInk(one, measureInk))]
  const words = page.words.map((word) => ({ word, ink: wordInk(word, page, look, measureInk) }))
  const drawn = (moves: readonly WordMove[]) =>
    union([
      ...still,
      ...words.flatMap(({ word, ink }) =>
        moves.map((move) => movedWord(ink, word, page, look, move)),
      ),
    ])
  // While a page comes in, its words rest.
  const coming = drawn(cells.slice(-1))
  return grow(
    union([
      movedPage(drawn(cells), page, look, entryRest),
      ...entries[look.entry].map((cell) => movedPage(coming, page, look, cell)),
    ]),
    ROUNDING,
  )
}

/** What stays where it is while words move: boxes, pills and what else a style draws. */
function standing(page: LaidPage, look: ResolvedLook): Box[] {
  const { block, size, rightToLeft } = page
  const { pill, own, name } = look
  const boxes = boxesOf(page, look)
  if (pill)
    for (const word of page.words)
      boxes.push(
        grow(markBox(page, [word], pillPad(page.script, look), pill.height), word.width * 0.01, 0),
      )
  // Bars stand at the block, beside it or in it.
  if (name === 'newsdesk' || name === 'names') boxes.push(grow(block, 0.14 * size, 0))
  if (name === 'quote' && own.quoteMark) {
    const x = rightToLeft ? block.x + block.width - 0.95 * size : block.x + 0.95 * size
    boxes.push(grow({ x, y: block.y, width: 0, height: 0 }, 0.55 * size))
  }
  if (name === 'typewriter' && own.caret)
    for (const word of page.words)
      boxes.push(
        grow({ ...word, y: word.baseline - 0.72 * size, height: 0.9 * size }, 0.52 * size, 0),
      )
  return boxes
}

function labelInk(label: LaidLabel, measureInk: MeasureInk): Box {
  const box = union([
    label.box,
    ...label.runs.flatMap((run) => runInk(run, label, measureInk(run, label.typeface, 0))),
  ])
  // An emoji over the words pops with its word.
  return label.role === 'emoji' ? grow(box, 0.08 * box.width, 0.08 * box.height) : box
}

function wordInk(word: LaidWord, page: LaidPage, look: ResolvedLook, measureInk: MeasureInk): Box {
  const sides = sidesOf(look)
  const size = Math.max(word.size, page.size)
  return union([
    { x: word.x, y: word.baseline, width: word.width, height: UNDERLINE * word.size },
    ...word.runs.flatMap((run) => {
      const ink = measureInk(run, page.typeface, run.emoji ? 0 : page.tracking)
      // Emoji have no outlines, no shadows and no glow.
      return runInk(run, word, ink).map((box) => (run.emoji ? box : widened(box, sides, size)))
    }),
  ])
}

/** How far outlines, shadows and glow reach on each side, em. */
function sidesOf(look: ResolvedLook): Sides {
  const layers: Around[] = [{}, ...(around[look.name] ?? [])]
  const most = (along: (one: Around) => number) =>
    Math.max(
      ...layers.map(
        (one) =>
          (one.edge ?? look.outline) + (one.rim ?? 0) + BLURRED * (one.blur ?? 0) + along(one),
      ),
    )
  return {
    left: most(({ x = 0 }) => -x),
    right: most(({ x = 0 }) => x),
    up: most(({ y = 0 }) => -y),
    down: most(({ y = 0 }) => y),
  }
}

function runInk(
  { text, x, width }: LaidRun,
  { baseline, size }: { baseline: number; size: number },
  { over, under, past }: ReturnType<MeasureInk>,
): Box[] {
  if (text.trim() === '') return []
  return [
    {
      ...{ x: x - past * size, y: baseline - over * size },
      ...{ width: width + 2 * past * size, height: (over + under) * size },
    },
  ]
}

type WordMove = { scale: number; y: number }

/** Where a word's motion takes what it paints, and how it leans for good. */
function movedWord(
  ink: Box,
  word: LaidWord,
  page: LaidPage,
  look: ResolvedLook,
  { scale, y }: WordMove,
): Box {
  const line = page.lines[word.line]
  const centre = {
    x: word.x + word.width / 2,
    y: line ? line.top + line.height / 2 : word.baseline,
  }
  const turn = look.leans === 'words' ? look.own.tilt * (word.index % 2 === 0 ? -1 : 1) : 0
  const slant = look.leans === 'letters' && page.script === 'latin' ? look.own.tilt : 0
  return moved(ink, centre, { scale, turn, slant, x: 0, y: y * page.size })
}

/** Where the whole page goes while it comes in, or stands for good. */
const movedPage = (
  box: Box,
  { block, size }: LaidPage,
  look: ResolvedLook,
  { scale, x, y, turn }: EntryCell,
): Box =>
  moved(
    box,
    { x: block.x + block.width / 2, y: block.y + block.height / 2 },
    {
      ...{ scale, slant: 0, x: x * size, y: y * size },
      turn: turn + (look.leans === 'block' ? look.own.tilt : 0),
    },
  )

type Move = { scale: number; turn: number; slant: number; x: number; y: number }

/** The box around a box that was scaled, slanted and turned about a point, and then moved. */
function moved(
  box: Box,
  centre: { x: number; y: number },
  { scale, turn, slant, x, y }: Move,
): Box {
  const [cos, sin] = [Math.cos(radians(turn)), Math.sin(radians(turn))]
  const lean = Math.tan(radians(slant))
  const corners = [box.x, box.x + box.width].flatMap((cornerX) =>
    [box.y, box.y + box.height].map((cornerY) => {
      const down = (cornerY - centre.y) * scale
      const right = (cornerX - centre.x) * scale + lean * down
      return {
        x: centre.x + x + right * cos - down * sin,
        y: centre.y + y + right * sin + down * cos,
        ...{ width: 0, height: 0 },
      }
    }),
  )
  return union(corners)
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

const grow = (box: Box, x: number, y = x): Box =>
  widened(box, { left: x, right: x, up: y, down: y }, 1)

const widened = (box: Box, { left, right, up, down }: Sides, by: number): Box => ({
  x: box.x - left * by,
  y: box.y - up * by,
  width: box.width + (left + right) * by,
  height: box.height + (up + down) * by,
})

function union(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}
