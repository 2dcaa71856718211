import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { tokenColour, useTheme } from '../editor/canvas-tiles.tsx'
import { useSize } from '../editor/use-size.ts'
import { energyBars } from './energy-bars.ts'

/** px */
const BAR = 2
const STEP = 4

/** How loud the whole video is, in bars. */
export function EnergyCanvas({
  peaks: { src, perSecond },
  durationMs,
}: {
  peaks: { src: string; perSecond: number }
  durationMs: number
}) {
  const { data: peaks } = useQuery({
    queryKey: ['peaks', src],
    queryFn: ({ signal }) => readBytes(src, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  // Nothing to paint on the server, nor before the sound is there.
  return peaks ? <Bars peaks={peaks} values={(durationMs / 1000) * perSecond} /> : null
}

async function readBytes(src: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(src, { signal })
  if (!response.ok) throw new Error(`${src} answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

function Bars({ peaks, values }: { peaks: Uint8Array; values: number }) {
  const theme = useTheme()
  const [box, { width, height }] = useSize<HTMLDivElement>()
  const canvas = useRef<HTMLCanvasElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours come from the theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width === 0) return
    const ratio = Math.min(2, window.devicePixelRatio || 1)
    canvas.current.width = Math.round(width * ratio)
    canvas.current.height = Math.round(height * ratio)
    context.scale(ratio, ratio)
    context.fillStyle = tokenColour('--edge')
    const levels = energyBars(peaks, { bars: Math.floor(width / STEP), values })
    for (const [i, level] of levels.entries()) {
      const tall = Math.max(2, level * height)
      context.fillRect(i * STEP, height - tall, BAR, tall)
    }
  }, [peaks, values, width, height, theme])
  return (
    <div ref={box} className="absolute inset-0" aria-hidden>
      <canvas ref={canvas} className="size-full" />
    </div>
  )
}
