import * as React from 'react'
import * as jsxRuntime from 'react/jsx-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import { Easing, interpolate, interpolateColors, random, spring } from 'remotion'
import * as zod from 'zod'
import { Reach, StyleLayout, type StyleProps, USUAL_REACH } from '#core/written-style.ts'
import type { FromStyle, ToStyle } from './sandbox.ts'
import { fieldsOf } from './style-fields.ts'
import * as kit from './style-kit.tsx'
import { pageAt, type StyleInput, type StyleScene } from './written-page.ts'

/**
 * Where a written style runs: a worker without a document, without a network and without a clock. It
 * can be ended at any moment, whatever it does. What it answers is text, and is judged by whoever asked.
 */

const scope = globalThis as unknown as Record<string, unknown> & {
  postMessage(message: FromStyle): void
  addEventListener(type: 'message', hear: (event: MessageEvent<ToStyle>) => void): void
}
const answer = scope.postMessage.bind(scope)
const listen = scope.addEventListener.bind(scope)
zod.config({ jitless: true })

/** Calls of functions and turns of loops that one picture may take. */
const BUDGET = 200_000
/** Letters of one picture's markup. */
const MAX_MARKUP = 200_000

class Fault extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
  ) {
    super(message)
  }
}

let left = BUDGET
/** Called by the style's own code in each loop and function. */
function tick(line: number) {
  if (--left < 0)
    throw new Fault(
      'This runs without an end, or far too long: a picture may take 200,000 steps.',
      line,
    )
}

const refuse = (what: string) => () => {
  throw new Error(what)
}
const noClock = refuse(
  'A style has no clock: draw from `frame`, so that every export looks the same.',
)

const modules: Record<string, unknown> = {
  react: React,
  'react/jsx-runtime': jsxRuntime,
  remotion: { Easing, interpolate, interpolateColors, random, spring },
  zod,
  '@cliproom/style': kit,
}
// A property that is not there is undefined, as in any module.
const require = (name: string) => modules[name] ?? refuse(`A style cannot import ${name}.`)()

/** What is taken away before the style's code runs. Each is also out of reach by the page's own rules. */
const TAKEN = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts'],
  ...[
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
    'MessageChannel',
    'MessagePort',
    'Notification',
  ],
  ...['indexedDB', 'caches', 'cookieStore', 'navigator', 'location', 'crypto', 'performance'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
  ...['postMessage', 'close', 'addEventListener', 'removeEventListener', 'dispatchEvent'],
  ...['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'eval', 'Function', 'OffscreenCanvas'],
  ...['createImageBitmap', 'FontFace', 'fonts', 'RTCDataChannel', 'FileReaderSync', 'Blob', 'URL'],
  ...['File', 'Temporal'],
]
function lockDown() {
  for (const name of TAKEN)
    for (
      let holder: object | null = scope;
      holder && holder !== Object.prototype;
      holder = Object.getPrototypeOf(holder)
    )
      if (Object.hasOwn(holder, name))
        Object.defineProperty(holder, name, { value: undefined, writable: false })
  Math.random = refuse('A style draws no lots: use random(seed) from remotion.') as () => number
  scope.Date = noClock
  Object.defineProperty(Intl, 'DateTimeFormat', { value: noClock, writable: false })
  speakEnglish()
}

type Locales = Intl.LocalesArgument
/** What a style asks for, and English rather than the language of the machine. */
const orEnglish = (locales: Locales): Locales =>
  locales === undefined ? 'en' : [locales, 'en'].flat().map(String)

const MAKERS = [
  ...['Collator', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat'],
  ...['ListFormat', 'DisplayNames', 'Segmenter', 'DurationFormat'],
]
/** Of each kind, the methods that follow a language, and how many arguments come before it. */
const SPEAKERS: [prototype: object, names: string[], before: number][] = [
  [String.prototype, ['toLocaleUpperCase', 'toLocaleLowerCase'], 0],
  [String.prototype, ['localeCompare'], 1],
  [Number.prototype, ['toLocaleString'], 0],
  [BigInt.prototype, ['toLocaleString'], 0],
]

/** A preview is drawn on one machine and its export on another: neither's language counts. */
function speakEnglish() {
  const english = (given: unknown[], before: number) => [
    ...Array.from({ length: before }, (_, i) => given[i]),
    orEnglish(given[before] as Locales),
    ...given.slice(before + 1),
  ]
  const makers = Intl as unknown as Record<
    string,
    (new (...given: unknown[]) => object) | undefined
  >
  for (const name of MAKERS) {
    const maker = makers[name]
    if (!maker) continue
    const value = new Proxy(maker, {
      construct: (_, given, made) => Reflect.construct(maker, english(given, 0), made),
      // Some may be called without `new`.
      apply: (_, self, given) => Reflect.apply(maker, self, english(given, 0)),
    })
    Object.defineProperty(Intl, name, { value, writable: false })
    Object.defineProperty(maker.prototype, 'constructor', { value, writable: false })
  }
  for (const [prototype, names, before] of SPEAKERS)
    for (const name of names) {
      const speak = Reflect.get(prototype, name)
      Object.defineProperty(prototype, name, {
        value(...given: unknown[]) {
          return Reflect.apply(speak, this, english(given, before))
        },
        writable: false,
      })
    }
}

type Written = {
  default?: unknown
  props?: unknown
  layout?: (props: unknown) => unknown
  reach?: unknown
}
let style: Written | null = null
let scene: StyleScene | null = null
let linesBefore = 0

/** Called by the text that follows this one, with the style as a function. */
function run(
  before: number,
  load: (
    module: { exports: Written },
    exports: Written,
    require: (name: string) => unknown,
    tick: (line: number) => void,
  ) => void,
) {
  linesBefore = before
  lockDown()
  let failure: unknown = null
  try {
    const module: { exports: Written } = { exports: {} }
    left = BUDGET
    load(module, module.exports, require, tick)
    style = module.exports
    if (typeof style.default !== 'function')
      throw new Fault('A style exports its component: export default function Style(…) { … }')
    if (style.props === undefined)
      throw new Fault('A style exports its properties: export const props = z.object({ … }).')
  } catch (error) {
    failure = error
  }
  listen('message', ({ data }) => {
    left = BUDGET
    try {
      if (failure) throw failure
      answer({ id: data.id, ok: true, value: JSON.stringify(asked(data)) } satisfies FromStyle)
    } catch (error) {
      answer({ id: data.id, ok: false, ...faultOf(error) } satisfies FromStyle)
    }
  })
}
Object.defineProperty(scope, '__runStyle', { value: run })

function asked(message: ToStyle): unknown {
  switch (message.ask) {
    case 'facts':
      return facts(message.props)
    case 'scene':
      scene = message.scene
      return null
    case 'draw':
      return draw(message.frames, message.props)
  }
}

const schema = () => style?.props as zod.z.ZodObject
/** The properties with what was set of them; what cannot be is left at its own value and named. */
function readProps(set: StyleProps): { props: unknown; refused: string[] } {
  const shape = Object.keys(schema().shape)
  const refused = shape.filter(
    (name) =>
      name in set &&
      !(schema().shape as Record<string, zod.z.ZodType>)[name]?.safeParse(set[name]).success,
  )
  const taken = Object.fromEntries(
    Object.entries(set).filter(([name]) => shape.includes(name) && !refused.includes(name)),
  )
  return { props: schema().parse(taken), refused }
}

function facts(set: StyleProps) {
  const fields = fieldsOf(style?.props)
  const { props, refused } = readProps(set)
  const layout = StyleLayout.safeParse(style?.layout?.(props) ?? {})
  if (!layout.success) {
    const [issue] = layout.error.issues
    throw new Fault(`\`layout\` gives what cannot be: ${issue?.path.join('.')}, ${issue?.message}`)
  }
  const reach = Reach.safeParse(style?.reach ?? USUAL_REACH)
  if (!reach.success) throw new Fault('`reach` is a number from 0 to 8.')
  return { fields, layout: layout.data, reach: reach.data, refused }
}

/** The markup of each frame; empty where nothing is written. */
function draw(frames: number[], set: StyleProps): string[] {
  if (!scene) throw new Error('a frame was asked for before a scene')
  const { fps, width, height, shape } = scene
  const { props } = readProps(set)
  const Picture = style?.default as React.FC<StyleInput>
  return frames.map((at) => {
    const found = scene && pageAt(scene, at)
    if (!found) return ''
    left = BUDGET
    const input = { ...found, props: props as never, fps, width, height, shape }
    const markup = renderToStaticMarkup(React.createElement(Picture, input))
    if (markup.length > MAX_MARKUP)
      throw new Fault(
        `A picture of ${markup.length.toLocaleString('en')} letters is too much: it may have 200,000.`,
      )
    return markup
  })
}

/** Its message, and the line of the code that it happened in. */
function faultOf(error: unknown): { say: string; codeLine: number | null; line: number | null } {
  const say =
    error instanceof Error ? `${error.message}` : 'The style threw something that is no error.'
  if (error instanceof Fault && error.line !== null)
    return { say: say.slice(0, 500), line: error.line, codeLine: null }
  const stack = error instanceof Error ? String(error.stack) : ''
  const at = [...stack.matchAll(/:(\d+):\d+\)?$/gm)]
    .map(([, line]) => Number(line) - linesBefore)
    .find((line) => line > 0)
  return { say: say.slice(0, 500), line: null, codeLine: at ?? null }
}
