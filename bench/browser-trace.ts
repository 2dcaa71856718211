import type { CDPSession, Page } from '@playwright/test'

type TraceEvent = {
  name: string
  cat: string
  ph: string
  pid: number
  tid: number
  /** Microseconds. */
  ts: number
  dur?: number
  /** Processor time of the thread, microseconds. */
  tdur?: number
  args?: { name?: string; data?: Record<string, unknown> }
}

/**
 * What the main thread did during a stretch of time; all in ms. Work is the processor time the thread
 * got, as the trace counts it: on a machine that does other things too, the clock says how long one
 * waited, not how much there was to do. Numbers by the clock stand beside it.
 */
export type MainThread = {
  frames: number
  /** Work from one of the main thread's frames to the next: everything, and scripts alone. */
  workP95: number
  scriptP95: number
  workMean: number
  clockP95: number
  longestTask: number
  longestTaskByClock: number
  /** Frames, of 100, whose work does not fit into the 16.7 ms that a frame lasts. */
  lateFrames: number
  /** Frames, of 100, that the compositor says it dropped; drawn by software, most are its own doing. */
  droppedFrames: number
}

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'devtools.timeline.frame',
]

/** Records the browser's own trace of what `run` does to a page. */
export async function traced(page: Page, run: () => Promise<void>): Promise<TraceEvent[]> {
  const client = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as never[])))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES },
  })
  await run()
  await stop(client)
  await client.detach()
  return events
}

async function stop(client: CDPSession) {
  const complete = new Promise<void>((resolve) =>
    client.once('Tracing.tracingComplete', () => resolve()),
  )
  await client.send('Tracing.end')
  await complete
}

const SCRIPTS = new Set([
  'EvaluateScript',
  'FunctionCall',
  'TimerFire',
  'FireAnimationFrame',
  'EventDispatch',
  'RunMicrotasks',
  'V8.GC_MC_COMPLETE',
])
const FRAME_MS = 1000 / 60

/** ms; `cpu` is what the thread worked between the two. */
type Span = { from: number; to: number; cpu: number }

/** The thread on which the page's scripts ran. */
function mainThread(events: TraceEvent[]) {
  const busy = new Map<string, number>()
  const named = events.filter(
    ({ ph, name, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain',
  )
  const keyOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const renderers = new Set(named.map(keyOf))
  for (const event of events) {
    if (!renderers.has(keyOf(event)) || event.name !== 'FireAnimationFrame') continue
    busy.set(keyOf(event), (busy.get(keyOf(event)) ?? 0) + 1)
  }
  const [busiest] = [...busy].sort((a, b) => b[1] - a[1])
  if (!busiest) throw new Error('the trace has no page that drew')
  return events.filter((event) => keyOf(event) === busiest[0]).sort((a, b) => a.ts - b.ts)
}

const spansOf = (events: TraceEvent[], is: (event: TraceEvent) => boolean): Span[] =>
  events
    .filter((event) => event.ph === 'X' && event.dur !== undefined && is(event))
    .map(({ ts, dur = 0, tdur = dur }) => ({
      from: ts / 1000,
      to: (ts + dur) / 1000,
      cpu: tdur / 1000,
    }))

/** Outermost spans only: a callback inside another counts once. */
function outermost(spans: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = kept.at(-1)
    if (!last || span.from >= last.to) kept.push(span)
  }
  return kept
}

const isTask = ({ name }: TraceEvent) =>
  name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'

export function readMainThread(events: TraceEvent[]): MainThread {
  const own = mainThread(events)
  const tasks = outermost(spansOf(own, isTask))
  const scripts = outermost(spansOf(own, ({ name }) => SCRIPTS.has(name)))
  const begins = own
    .filter(({ name }) => name === 'BeginMainThreadFrame')
    .map(({ ts }) => ts / 1000)
  const cpu = ({ cpu }: Span) => cpu
  const work = perFrame(begins, tasks, cpu)
  const { pid } = own[0] ?? { pid: 0 }
  const count = (name: string) =>
    events.filter((event) => event.pid === pid && event.name === name).length
  const dropped = count('DroppedFrame')
  return {
    frames: work.length,
    workP95: percentile(work, 95),
    scriptP95: percentile(perFrame(begins, scripts, cpu), 95),
    workMean: work.reduce((sum, ms) => sum + ms, 0) / Math.max(1, work.length),
    clockP95: percentile(
      perFrame(begins, tasks, ({ from, to }) => to - from),
      95,
    ),
    longestTask: Math.max(0, ...tasks.map(cpu)),
    longestTaskByClock: Math.max(0, ...tasks.map(({ from, to }) => to - from)),
    lateFrames: share(work.filter((ms) => ms > FRAME_MS).length, work.length),
    droppedFrames: share(dropped, dropped + count('DrawFrame')),
  }
}

/** All that the main thread worked, ms. */
export const readWork = (events: TraceEvent[]): number =>
  outermost(spansOf(mainThread(events), isTask)).reduce((sum, { cpu }) => sum + cpu, 0)

/**
 * What the main thread worked from a key press until the frame that shows it was handed to the
 * compositor, and how long that took by the clock, ms. Waiting for the next frame is in the second.
 */
export function readKeyPress(events: TraceEvent[]): { work: number; clock: number } {
  const own = mainThread(events)
  const press = own.find(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown',
  )
  if (!press) throw new Error('the trace has no key press')
  const from = press.ts / 1000
  const commit = own.find(({ name, ts, ph }) => name === 'Commit' && ph === 'X' && ts / 1000 > from)
  if (!commit) throw new Error('the trace has no frame after the key press')
  const to = (commit.ts + (commit.dur ?? 0)) / 1000
  const work = outermost(spansOf(own, isTask))
    .filter((task) => task.to > from && task.from < to)
    .reduce((sum, task) => sum + task.cpu, 0)
  return { work, clock: to - from }
}

/** Each span counts in the frame in which it begins. */
function perFrame(begins: number[], spans: Span[], of: (span: Span) => number): number[] {
  const work = Array.from({ length: Math.max(0, begins.length - 1) }, () => 0)
  let at = 0
  for (const span of spans) {
    while (at + 1 < begins.length && (begins[at + 1] as number) <= span.from) at++
    if (at < work.length && span.from >= (begins[0] as number))
      work[at] = (work[at] ?? 0) + of(span)
  }
  return work
}

export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole)
