import type { Rect } from '#core/picture-parts.ts'
import type { DrawnGraphic } from './draw-graphics.ts'

/**
 * FFmpeg's inputs and chains that lay graphics over `from`, giving `to`. `frames`: which frame of the
 * film each of the stretch's own is.
 */
export function graphicChains(
  graphics: DrawnGraphic[],
  frames: number[],
  { rate, from, to, firstInput, clear }: GraphicChains,
): { inputs: string[]; chains: string[] } {
  const shown = graphics.flatMap((graphic) => {
    const spans = spansOf(frames.map(graphic.shows))
    return spans.length > 0 ? [{ graphic, spans }] : []
  })
  let below = from
  const chains = shown.flatMap(({ graphic: { box, filled }, spans }, i) => {
    const own = `[graphic${i}]`
    const above = i === shown.length - 1 ? to : `[under${i}]`
    const x = filled ? `'${barPlace(box, filled, frames, rate)}'` : String(box.x)
    const chain = [
      `[${firstInput + i}:v]scale=out_color_matrix=bt709:out_range=tv,` +
        `format=${clear ? 'yuva444p' : 'yuva420p'}${own}`,
      `${below}${own}overlay=x=${x}:y=${box.y}:enable='${spans.map((span) => within(span, rate)).join('+')}'` +
        `${clear ? ':format=yuv444' : ''}${above}`,
    ]
    below = above
    return chain
  })
  return {
    inputs: shown.flatMap(({ graphic }) => ['-i', graphic.file]),
    chains: chains.length > 0 ? chains : [`${from}null${to}`],
  }
}

type GraphicChains = {
  rate: number
  from: string
  to: string
  firstInput: number
  /** Whether what lies below can be seen through. */
  clear: boolean
}

type Span = { from: number; to: number }

function spansOf(shown: boolean[]): Span[] {
  const spans: Span[] = []
  for (const [frame, one] of shown.entries()) {
    const last = spans.at(-1)
    if (one && last?.to === frame) last.to++
    else if (one) spans.push({ from: frame, to: frame + 1 })
  }
  return spans
}

/** Between two frames, so that no rounding moves an edge to another. */
const within = ({ from, to }: Span, rate: number) =>
  `between(t,${((from - 0.5) / rate).toFixed(6)},${((to - 0.5) / rate).toFixed(6)})`

/** Where a bar's left edge lies so that it is filled as `filledWidth` says, wherever a stretch plays. */
function barPlace(
  { width }: Rect,
  { of, scale }: NonNullable<DrawnGraphic['filled']>,
  frames: number[],
  rate: number,
): string {
  const stretches: (Span & { ahead: number })[] = []
  for (const [i, frame] of frames.entries()) {
    const last = stretches.at(-1)
    if (last && last.ahead === frame - i) last.to++
    else stretches.push({ from: i, to: i + 1, ahead: frame - i })
  }
  const own = width / scale
  const filled = ({ ahead }: { ahead: number }) =>
    // As `filledWidth` and `drawnFrame` count, in FFmpeg's words.
    `2*${scale}*floor(${own}*(floor((round(t*${rate})+${ahead})*30/${rate}+0.000001)+1)/${of}/2+0.5)-${width}`
  return stretches.map((one) => `${within(one, rate)}*(${filled(one)})`).join('+')
}
