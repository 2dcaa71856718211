import type { ClipProject } from '#core/clip-project.ts'
import type { Shape } from '#core/shape.ts'
import {
  type CompiledStyle,
  onGround,
  StyleFacts,
  StyleFault,
  type StyleProps,
} from '#core/written-style.ts'
import { fontFiles, loadCaptionFonts } from '../caption-fonts.ts'
import { captionLettering } from '../lay-out-captions.ts'
import { measureText } from '../measure-text.ts'
import type { FromFrame, ToFrame } from './frame.ts'
import { framesOfClip, sceneOf, type WrittenScene } from './plan-written.ts'

export type FrameSession = {
  /** What it draws of; the frame it stands at stays. */
  setClip(project: ClipProject, shape: Shape): void
  show(frame: number): void
  /** Pictures an export would draw of the clip, and how many of its frames have any. */
  count(): Promise<{ states: number; written: number; frames: number }>
  close(): void
}

/**
 * How long the frame may be silent, ms: while it is fetched, of which the style knows nothing yet; while
 * it begins with the style, which it ends by itself after 20 s; and whenever it is asked for something.
 */
const LOAD_MS = 60_000
const BEGIN_MS = 30_000
const SILENT_MS = 12_000

/**
 * Shows a written style in a sandboxed frame. The frame is not trusted: whatever it says is read as one
 * of a few messages, and when it says nothing it is taken away. `onFault`: null once it draws again.
 */
export function openFrameSession(
  frame: HTMLIFrameElement,
  style: CompiledStyle,
  {
    onFacts,
    onFault,
  }: { onFacts?(facts: StyleFacts): void; onFault(fault: StyleFault | null): void },
): FrameSession {
  let closed = false
  let loaded = false
  let clip: { project: ClipProject; shape: Shape } | null = null
  let at = 0
  let props = ''
  let facts: StyleFacts | null = null
  let scene: WrittenScene | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let counting: {
    resolve(counted: { states: number; written: number; frames: number }): void
    reject(error: unknown): void
  } | null = null
  const sent = new Set<string>()

  const say = (message: ToFrame, moved: Transferable[] = []) =>
    frame.contentWindow?.postMessage(message, '*', moved)
  const expect = (within: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      fail({ say: 'The style does not answer any more, and was stopped.', line: null })
      // With its document goes whatever ran in it.
      frame.removeAttribute('src')
      closed = true
    }, within)
  }
  const fail = (fault: StyleFault) => {
    counting?.reject(new Error(fault.say))
    counting = null
    if (!closed) onFault(fault)
  }

  /** Words in their places, and the fonts they are written with. */
  const lay = async () => {
    if (!clip || !facts) return
    const { project, shape } = clip
    const of = facts
    const lettering = captionLettering(onGround(project, of.layout))
    await loadCaptionFonts(lettering)
    const fonts = (await fontFiles(lettering, sent)) ?? []
    if (closed || of !== facts || clip.project !== project) return
    say(
      { say: 'fonts', fonts },
      fonts.map(({ file }) => file),
    )
    scene = sceneOf(project, shape, of, measureText)
    say({ say: 'scene', scene: scene.scene, band: scene.band, props: overrides() })
    say({ say: 'show', frame: at })
    if (counting) askCount()
    expect(SILENT_MS)
  }
  const askCount = () => clip && say({ say: 'count', frames: framesOfClip(clip.project) })
  const overrides = (): StyleProps => clip?.project.style.overrides ?? {}
  const laid = () =>
    void lay().catch(() => fail({ say: 'A font could not be fetched.', line: null }))

  const hear = ({ source, data }: MessageEvent<FromFrame>) => {
    if (closed || source !== frame.contentWindow || typeof data !== 'object' || !data) return
    // The window was another document's before: what that one still had to say is not of this style.
    if (!loaded && data.say !== 'loaded') return
    clearTimeout(timer)
    if (data.say === 'loaded') {
      loaded = true
      props = JSON.stringify(overrides())
      say({ say: 'open', style, props: overrides() })
      expect(BEGIN_MS)
    } else if (data.say === 'facts') {
      const read = StyleFacts.safeParse(data.facts)
      if (!read.success) return fail({ say: 'The style said what cannot be.', line: null })
      facts = read.data
      onFacts?.(facts)
      laid()
    } else if (data.say === 'shown') onFault(null)
    else if (data.say === 'counted' && counting && clip) {
      const { states, written } = data
      counting.resolve({
        states: Number(states) || 0,
        written: Number(written) || 0,
        frames: framesOfClip(clip.project),
      })
      counting = null
    } else if (data.say === 'failed') {
      const fault = StyleFault.safeParse(data.fault)
      fail(fault.success ? fault.data : { say: 'The style failed.', line: null })
    }
  }
  window.addEventListener('message', hear)
  expect(LOAD_MS)

  return {
    setClip(project, shape) {
      clip = { project, shape }
      if (!loaded || closed) return
      const now = JSON.stringify(project.style.overrides)
      if (now !== props) {
        props = now
        say({ say: 'props', props: project.style.overrides })
        expect(SILENT_MS)
      } else laid()
    },
    show(next) {
      if (next === at) return
      at = next
      if (!scene || closed) return
      say({ say: 'show', frame: at })
      expect(SILENT_MS)
    },
    count: () =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('nothing is shown'))
        counting?.reject(new Error('asked again'))
        counting = { resolve, reject }
        // Asked before anything is shown, it waits for that.
        if (scene) askCount()
      }),
    close() {
      closed = true
      clearTimeout(timer)
      counting?.reject(new Error('closed'))
      window.removeEventListener('message', hear)
    },
  }
}
