import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  atZoomShare,
  clampView,
  fitView,
  followView,
  readableScale,
  type TimelineView,
  zoomView,
} from './timeline-view.ts'

/** What the timeline shows, and how to look elsewhere. */
export type View = {
  state: StoreApi<TimelineView & { fitted: boolean }>
  resize(width: number): void
  setLength(length: number): void
  scrollTo(at: number): void
  /** About `x` px from the left, or about the middle. */
  zoom(factor: number, x?: number): void
  zoomTo(share: number): void
  fit(): void
  follow(ms: number, playing: boolean): void
  /** As somebody else looks at it, as far as this window is wide. */
  look(as: { at: number; pxPerMs: number }): void
}

/** `averageWordMs`: it opens just close enough that words can be read. */
export function createView(length: number, averageWordMs: number): View {
  const state = createStore<TimelineView & { fitted: boolean }>(() => ({
    pxPerMs: readableScale(averageWordMs),
    at: 0,
    width: 1000,
    length,
    fitted: false,
  }))
  const change = (to: (view: TimelineView) => TimelineView, fitted = false) => {
    const now = state.getState()
    const next = to(now)
    if (next !== now || fitted !== now.fitted) state.setState({ ...next, fitted })
  }
  const kept = (view: TimelineView) => (state.getState().fitted ? fitView(view) : clampView(view))
  return {
    state,
    resize: (width) => change((view) => kept({ ...view, width }), state.getState().fitted),
    setLength: (to) => change((view) => kept({ ...view, length: to }), state.getState().fitted),
    scrollTo: (at) => change((view) => clampView({ ...view, at }), state.getState().fitted),
    zoom: (factor, x) => change((view) => zoomView(view, factor, x ?? view.width / 2)),
    zoomTo: (share) => change((view) => atZoomShare(view, share, view.width / 2)),
    fit: () => change(fitView, true),
    look: ({ at, pxPerMs }) => change((view) => clampView({ ...view, at, pxPerMs })),
    follow: (ms, playing) =>
      change((view) => followView(view, ms, playing), state.getState().fitted),
  }
}
