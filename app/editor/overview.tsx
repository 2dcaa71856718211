import { type PointerEvent, useEffect, useRef } from 'react'
import { tokenColour, useTheme } from './canvas-tiles.tsx'
import { endOf, startOf } from './clip-blocks.ts'
import { usePeaks } from './use-peaks.ts'
import { useClip, usePeople, useRoom } from './use-room.tsx'
import { useSize } from './use-size.ts'
import { useView } from './use-view.ts'

const HEIGHT = 26

/** The whole clip in little, with a window on what the lanes show. Drag it to look elsewhere. */
export function Overview() {
  const { room, video } = useRoom()
  const [box, { width }] = useSize<HTMLDivElement>()
  const length = useClip((view) => view.length)
  const people = usePeople()
  const seen = useView(({ at, width: wide, pxPerMs }) => ({ at, shown: wide / pxPerMs }))
  const px = (ms: number) => (length > 0 ? (ms / length) * width : 0)

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || length === 0) return
    const target = event.currentTarget
    target.setPointerCapture(event.pointerId)
    const left = target.getBoundingClientRect().left
    const ms = (x: number) => ((x - left) / width) * length
    const { at } = room.view.state.getState()
    const grabbed = ms(event.clientX)
    const inside = grabbed >= at && grabbed <= at + seen.shown
    const offset = inside ? grabbed - at : seen.shown / 2
    const go = (x: number) => room.view.scrollTo(Math.max(0, ms(x) - offset))
    if (!inside) go(event.clientX)
    const move = (to: globalThis.PointerEvent) => go(to.clientX)
    const up = () => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
    }
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
  }

  return (
    <div
      ref={box}
      aria-hidden
      className="relative mx-3 h-[26px] min-w-0 flex-1 cursor-grab touch-none overflow-hidden active:cursor-grabbing"
      onPointerDown={onPointerDown}
    >
      <Wave width={width} peaks={video.peaks} />
      <div
        className="absolute inset-y-0 rounded-1 border border-1 bg-1/8"
        style={{
          left: px(seen.at),
          width: Math.min(width - px(seen.at), Math.max(8, px(seen.shown))),
        }}
      />
      {people.map(
        ({ id, playhead, colour }) =>
          playhead !== null && (
            <div
              key={id}
              className="absolute inset-y-0 w-0.5"
              style={{ left: px(Math.min(playhead, length)), background: `var(--pl${colour})` }}
            />
          ),
      )}
      <Mine width={width} />
    </div>
  )
}

function Mine({ width }: { width: number }) {
  const { room } = useRoom()
  const line = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      room.playhead.subscribe((at) => {
        const length = Math.max(1, room.clip.getState().length)
        if (line.current) line.current.style.transform = `translateX(${(at / length) * width}px)`
      }),
    [room, width],
  )
  return <div ref={line} className="absolute inset-y-0 left-0 w-0.5 bg-mark" />
}

function Wave({
  width,
  peaks,
}: {
  width: number
  peaks: { src: string; perSecond: number } | null
}) {
  const cuts = useClip((view) => view.cuts)
  const length = useClip((view) => view.length)
  const loud = usePeaks(peaks)
  const theme = useTheme()
  const canvas = useRef<HTMLCanvasElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours come from the theme
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width === 0 || !loud || length === 0) return
    const ratio = Math.min(2, window.devicePixelRatio || 1)
    canvas.current.width = width * ratio
    canvas.current.height = HEIGHT * ratio
    context.scale(ratio, ratio)
    context.fillStyle = tokenColour('--edge')
    const step = 4
    for (let x = 0; x < width; x += step) {
      const at = (x / width) * length
      const cut = cuts.find((one) => at >= startOf(one) && at < endOf(one))
      if (!cut) continue
      const source = cut.from + at - startOf(cut)
      const tall = Math.max(1.5, loud.at(source, source + (step / width) * length) * (HEIGHT - 6))
      context.fillRect(x, (HEIGHT - tall) / 2, 2, tall)
    }
  }, [width, cuts, length, loud, theme])
  return <canvas ref={canvas} className="absolute inset-0" style={{ width, height: HEIGHT }} />
}
