import { entries, wordMotions } from '#core/caption-motion.ts'
import type { Box, LaidPage } from './caption-layout.ts'
import type { ResolvedLook } from './resolve-look.ts'

type Drawn = Pick<LaidPage, 'block' | 'words' | 'labels' | 'lines' | 'size'>

/** How far a style's paint reaches beyond its letters or boxes, em: shadows, halos, glow. */
const reach: Partial<Record<ResolvedLook['name'], number>> = {
  atelier: 1.2,
  plain: 1,
  neon: 0.5,
  bigword: 0.45,
  sticker: 0.6,
  playtime: 0.35,
  // The disc on the upper edge.
  quote: 0.7,
}

/** All that any state of a page may paint: its parts, as far as their motions carry them. */
export function boundsOf(page: Drawn, look: ResolvedLook): Box {
  const { size, block } = page
  const ink = (look.outline + (reach[look.name] ?? 0.2) + (look.pill?.padX ?? 0)) * size
  const cells = wordMotions[look.word]
  const grown = Math.max(1, ...cells.map((cell) => cell.scale)) - 1
  const up = Math.max(0, ...cells.map((cell) => -cell.y)) * size
  const boxes: Box[] = [grow(block, ink, ink)]
  for (const word of page.words) {
    const line = page.lines[word.line]
    const height = Math.max(line?.height ?? 0, word.size * 1.24)
    const middle = (line?.top ?? 0) + (line?.height ?? 0) / 2
    const box = { x: word.x, y: middle - height / 2 - up, width: word.width, height: height + up }
    const turned = look.leans === null ? 0 : lean(box, look.own.tilt)
    boxes.push(
      grow(box, ink + (grown * word.width) / 2 + turned, ink + (grown * height) / 2 + turned),
    )
  }
  for (const label of page.labels) {
    // An emoji pops too.
    const pop = label.role === 'emoji' ? label.box.height * 0.1 : 0
    boxes.push(grow(label.box, pop + 0.12 * size, pop + 0.12 * size))
  }
  return moved(union(boxes), page, look)
}

/** Where the whole block goes while it comes in, or stands for good. */
function moved(box: Box, { block, size }: Drawn, look: ResolvedLook): Box {
  const standing = look.leans === 'block' ? look.own.tilt : 0
  const places = [{ scale: 1, x: 0, y: 0, turn: 0 }, ...entries[look.entry]]
  const centre = { x: block.x + block.width / 2, y: block.y + block.height / 2 }
  return union(
    places.map(({ scale, x, y, turn }) => {
      const angle = ((turn + standing) * Math.PI) / 180
      const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale]
      const corners = [box.x, box.x + box.width].flatMap((cornerX) =>
        [box.y, box.y + box.height].map((cornerY) => {
          const [dx, dy] = [cornerX - centre.x, cornerY - centre.y]
          return {
            x: centre.x + x * size + dx * cos - dy * sin,
            y: centre.y + y * size + dx * sin + dy * cos,
            width: 0,
            height: 0,
          }
        }),
      )
      return union(corners)
    }),
  )
}

/** How far a corner of a box swings when it is turned or slanted by some degrees, px. */
const lean = ({ width, height }: Box, degrees: number) =>
  (Math.hypot(width, height) / 2) * Math.abs(Math.sin((degrees * Math.PI) / 180))

const grow = (box: Box, x: number, y: number): Box => ({
  x: box.x - x,
  y: box.y - y,
  width: box.width + 2 * x,
  height: box.height + 2 * y,
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
