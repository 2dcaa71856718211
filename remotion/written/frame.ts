import type { CompiledStyle, StyleFacts, StyleFault, StyleProps } from '#core/written-style.ts'
import type { FontFile } from '../caption-fonts.ts'
import type { Box } from '../caption-layout.ts'
import { cleanMarkup } from './clean-markup.ts'
import { statesOf, type WrittenStates } from './plan-written.ts'
import { openStyleSandbox, StyleFailure, type StyleSandbox } from './sandbox.ts'
import type { StyleScene } from './written-page.ts'

/**
 * The page in the transparent frame over the stage: it has no origin, no network and no way to the page
 * around it but these messages. It draws what a written style gives, one frame of the clip at a time.
 */

export type ToFrame =
  | { say: 'open'; style: CompiledStyle; props: StyleProps }
  | { say: 'props'; props: StyleProps }
  | { say: 'fonts'; fonts: FontFile[] }
  | { say: 'scene'; scene: StyleScene; band: Box; props: StyleProps }
  | { say: 'show'; frame: number }
  /** How many pictures an export would draw of the scene. */
  | { say: 'count'; frames: number }

export type FromFrame =
  | { say: 'loaded' }
  | { say: 'facts'; facts: StyleFacts }
  | { say: 'shown'; frame: number }
  | { say: 'counted'; states: number; written: number }
  | { say: 'failed'; fault: StyleFault }

declare const RUNTIME: string

const SVG = 'http://www.w3.org/2000/svg'
const stage = document.createElementNS(SVG, 'svg')
document.body.append(stage)
const tell = (message: FromFrame) => parent.postMessage(message, '*')

let sandbox: StyleSandbox | null = null
let props: StyleProps = {}
let band: Box | null = null
/** Pictures of the scene by frame. A new scene begins anew. */
let drawn = new Map<number, string>()
let generation = 0
let wanted = 0
let shown: string | null = null
let drawing = false

function failed(error: unknown) {
  tell({
    say: 'failed',
    fault:
      error instanceof StyleFailure
        ? error.fault
        : { say: 'The style could not be shown.', line: null },
  })
}

/** Who looks at a stage waits no longer for a picture. */
const PATIENCE_MS = 3000
/** Frames drawn ahead of the one that is asked for. */
const AHEAD = 20
const MOST_KEPT = 3000

async function show() {
  if (drawing || !sandbox || !band) return
  drawing = true
  try {
    for (;;) {
      const [frame, of] = [wanted, generation]
      const known = drawn.get(frame)
      if (known !== undefined) {
        paint(known)
        tell({ say: 'shown', frame })
        if (wanted === frame) break
        continue
      }
      const asked = Array.from({ length: AHEAD }, (_, i) => frame + i).filter((i) => !drawn.has(i))
      const markups = await sandbox.draw(asked, props)
      if (of !== generation) continue
      if (drawn.size > MOST_KEPT) drawn.clear()
      for (const [i, at] of asked.entries()) drawn.set(at, markups[i] ?? '')
    }
  } catch (error) {
    failed(error)
  }
  drawing = false
}

function paint(markup: string) {
  if (markup === shown) return
  shown = markup
  stage.replaceChildren(...(markup === '' ? [] : [cleanMarkup(markup, '')]))
}

async function hear(message: ToFrame) {
  if (message.say === 'open') {
    sandbox?.close()
    band = null
    generation++
    sandbox = openStyleSandbox(RUNTIME, message.style, PATIENCE_MS)
    tell({ say: 'facts', facts: await sandbox.facts(message.props) })
    return
  }
  if (message.say === 'props') {
    if (sandbox) tell({ say: 'facts', facts: await sandbox.facts(message.props) })
    return
  }
  if (message.say === 'fonts') {
    for (const { family, weight, range, file } of message.fonts) {
      const face = new FontFace(family, file, { weight, unicodeRange: range })
      document.fonts.add(await face.load())
    }
    return
  }
  if (message.say === 'scene') {
    ;({ band, props } = message)
    generation++
    drawn = new Map()
    shown = null
    const { x, y, width, height } = band
    stage.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
    const { scene } = message
    Object.assign(stage.style, {
      position: 'absolute',
      left: `${(x / scene.width) * 100}%`,
      top: `${(y / scene.height) * 100}%`,
      width: `${(width / scene.width) * 100}%`,
      height: `${(height / scene.height) * 100}%`,
      overflow: 'hidden',
    })
    await sandbox?.setScene(scene)
    return show()
  }
  if (message.say === 'show') {
    wanted = message.frame
    return show()
  }
  if (!sandbox) return
  const states: WrittenStates = await statesOf(sandbox, message.frames, props)
  tell({
    say: 'counted',
    states: states.markups.length,
    written: states.frames.filter((state) => state !== null).length,
  })
}

window.addEventListener('message', ({ source, data }: MessageEvent<ToFrame>) => {
  if (source === parent) hear(data).catch(failed)
})
tell({ say: 'loaded' })
