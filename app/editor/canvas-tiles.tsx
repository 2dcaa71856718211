import { memo, useEffect, useRef, useState } from 'react'
import { placeAt, useWindow } from './use-view.ts'

/** px */
const TILE = 512

export type DrawTile = (
  context: CanvasRenderingContext2D,
  tile: { left: number; width: number; height: number; from: number; to: number; pxPerMs: number },
) => void

/**
 * A lane painted on canvases of 512 px, only those in sight. `draw` changes when what it paints does;
 * then the tiles are painted again.
 */
export function CanvasTiles({
  draw,
  length,
  height,
}: {
  draw: DrawTile
  length: number
  height: number
}) {
  const { pxPerMs, from, to } = useWindow()
  const end = placeAt(pxPerMs, length)
  const first = Math.max(0, Math.floor(placeAt(pxPerMs, from) / TILE))
  const last = Math.floor(Math.min(end, placeAt(pxPerMs, to)) / TILE)
  const tiles: number[] = []
  for (let i = first; i <= last; i++) tiles.push(i)
  return tiles.map((i) => (
    <Tile key={i} left={i * TILE} height={height} pxPerMs={pxPerMs} draw={draw} />
  ))
}

const Tile = memo(function Tile({
  left,
  height,
  pxPerMs,
  draw,
}: {
  left: number
  height: number
  pxPerMs: number
  draw: DrawTile
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours come from the theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context) return
    const ratio = Math.min(2, window.devicePixelRatio || 1)
    canvas.current.width = TILE * ratio
    canvas.current.height = height * ratio
    context.scale(ratio, ratio)
    context.translate(-left, 0)
    const from = (left - placeAt(pxPerMs, 0)) / pxPerMs
    draw(context, { left, width: TILE, height, from, to: from + TILE / pxPerMs, pxPerMs })
  }, [left, height, pxPerMs, draw, theme])
  return (
    <canvas
      ref={canvas}
      aria-hidden
      className="pointer-events-none absolute top-0"
      style={{ left, width: TILE, height }}
    />
  )
})

const readTheme = () => document.documentElement.dataset.theme ?? 'dark'

/** Dark or light: painted colours do not follow CSS by themselves. */
export function useTheme(): string {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    const watch = new MutationObserver(() => setTheme(readTheme()))
    watch.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => watch.disconnect()
  }, [])
  return theme
}

const colours = new Map<string, string>()

/** A token's colour in today's theme. Asked of the page once: each asking has it work out all styles. */
export function tokenColour(name: string): string {
  const key = `${readTheme()} ${name}`
  let colour = colours.get(key)
  if (colour === undefined) {
    colour = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    colours.set(key, colour)
  }
  return colour
}
