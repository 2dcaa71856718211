/** What part of the clip the timeline shows: how many px a ms takes, and which ms lies at its left. */
export type TimelineView = {
  pxPerMs: number
  /** Clip time at the left edge. */
  at: number
  /** Width of the lanes, px. */
  width: number
  /** Length of the clip, ms. */
  length: number
}

/** At most this wide: a frame of 33 ms takes about 13 px. */
const CLOSEST = 0.4
/** Room left after the clip's end, so that its last handle can be taken hold of. */
const TAIL_PX = 48
/** Room before its start, for the same reason. */
export const HEAD_PX = 28

export const toX = (view: TimelineView, ms: number) => (ms - view.at) * view.pxPerMs + HEAD_PX
export const toMs = (view: TimelineView, x: number) => (x - HEAD_PX) / view.pxPerMs + view.at

const widest = (view: Pick<TimelineView, 'width' | 'length'>) =>
  Math.max(1, view.width - HEAD_PX - TAIL_PX) / Math.max(1000, view.length)

/** How wide the lanes are drawn in all. */
export const contentWidth = ({ pxPerMs, length, width }: TimelineView) =>
  Math.max(width, HEAD_PX + length * pxPerMs + TAIL_PX)

/** The whole clip at once. */
export const fitView = (view: TimelineView): TimelineView => ({
  ...view,
  pxPerMs: Math.min(CLOSEST, widest(view)),
  at: 0,
})

/** Keeps zoom and place within the clip: never past either end, never further out than the whole. */
export function clampView(view: TimelineView): TimelineView {
  const pxPerMs = Math.min(CLOSEST, Math.max(Math.min(CLOSEST, widest(view)), view.pxPerMs))
  const shown = (view.width - HEAD_PX - TAIL_PX) / pxPerMs
  return { ...view, pxPerMs, at: Math.max(0, Math.min(view.at, view.length - shown)) }
}

/** Zooms by a factor; what lies under `x` stays there. */
export function zoomView(view: TimelineView, factor: number, x: number): TimelineView {
  const under = toMs(view, x)
  const { pxPerMs } = clampView({ ...view, pxPerMs: view.pxPerMs * factor })
  return clampView({ ...view, pxPerMs, at: under - (x - HEAD_PX) / pxPerMs })
}

/** Zoom as a share between the whole clip (0) and the closest look (1), even to the eye. */
export function zoomShare(view: TimelineView): number {
  const low = Math.log(Math.min(CLOSEST, widest(view)))
  const high = Math.log(CLOSEST)
  return high > low ? (Math.log(view.pxPerMs) - low) / (high - low) : 0
}

export function atZoomShare(view: TimelineView, share: number, x: number): TimelineView {
  const low = Math.log(Math.min(CLOSEST, widest(view)))
  const to = Math.exp(low + (Math.log(CLOSEST) - low) * share)
  return zoomView(view, to / view.pxPerMs, x)
}

/** Turns the page when the playhead leaves the view, or nears its end while playing. */
export function followView(view: TimelineView, ms: number, playing: boolean): TimelineView {
  const x = toX(view, ms)
  const edge = playing ? view.width * 0.9 : view.width - 8
  if (x >= 0 && x <= edge) return view
  return clampView({ ...view, at: ms - (view.width * 0.12) / view.pxPerMs })
}

export type Tick = { ms: number; label: string | null }

const STEPS = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000]

/** Ruler marks in view: labels about 90 px apart, four smaller marks between two. */
export function rulerTicks(view: TimelineView): Tick[] {
  const step = STEPS.find((one) => one * view.pxPerMs >= 88) ?? 600_000
  const minor = step / (step % 4 === 0 && step >= 400 ? 4 : 5)
  const from = Math.max(0, Math.floor(toMs(view, 0) / step) * step)
  const to = Math.min(view.length, toMs(view, view.width))
  const ticks: Tick[] = []
  for (let i = 0; from + i * minor <= to; i++) {
    const ms = Math.round(from + i * minor)
    ticks.push({ ms, label: ms % step === 0 ? tickLabel(ms, step) : null })
  }
  return ticks
}

const tickLabel = (ms: number, step: number) => {
  const clock = sayClock(ms)
  return step < 1000 ? `${clock}.${Math.floor((ms % 1000) / 100)}` : clock
}

/** 1:05, 1:02:05. */
export function sayClock(ms: number): string {
  const s = Math.floor(ms / 1000)
  const [hours, minutes, seconds] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** 0:13.1 */
export const sayTenths = (ms: number) => {
  const tenths = Math.round(ms / 100)
  return `${sayClock(tenths * 100)}.${tenths % 10}`
}

/** 14.1 s; a minute and more as a clock. */
export const sayLength = (ms: number) =>
  ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${sayClock(ms)} min`

/** An average word narrower than this cannot be read, px. */
const READABLE_PX = 28

/** Whether the words lane has room for words. */
export const wordsShown = (pxPerMs: number, averageWordMs: number): boolean =>
  averageWordMs * pxPerMs >= READABLE_PX

/** The zoom a clip opens with: words just readable, whatever the speaker's pace. */
export const readableScale = (averageWordMs: number): number =>
  averageWordMs > 0 ? Math.min(0.2, Math.max(0.06, (READABLE_PX + 3) / averageWordMs)) : 0.1
