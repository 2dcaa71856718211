import { z } from 'zod'
import {
  type CompiledStyle,
  StyleFacts,
  type StyleFault,
  type StyleProps,
} from '#core/written-style.ts'
import type { StyleScene } from './written-page.ts'

export type ToStyle = { id: number } & (
  | { ask: 'facts'; props: StyleProps }
  | { ask: 'scene'; scene: StyleScene }
  | { ask: 'draw'; frames: number[]; props: StyleProps }
)

export type FromStyle =
  | { id: number; ok: true; value: string }
  | { id: number; ok: false; say: string; codeLine: number | null; line: number | null }

/** Whatever comes out of the worker, it is only this. */
const Answer = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.string().max(16_000_000) }),
  z.object({
    id: z.number(),
    ok: z.literal(false),
    say: z.string().max(500),
    codeLine: z.number().int().positive().nullable(),
    line: z.number().int().positive().nullable(),
  }),
])

/** A style that failed, with what its writer should hear. */
export class StyleFailure extends Error {
  constructor(readonly fault: StyleFault) {
    super(fault.say)
  }
}

/** Text of the style's worker, which may be anything. */
function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    throw new StyleFailure({ say: 'The style said what makes no sense.', line: null })
  }
}

/** How long a style may take to begin, ms; then `patience` counts. */
const START_MS = 20_000

export type StyleSandbox = {
  facts(props: StyleProps): Promise<StyleFacts>
  /** What the next frames are of. */
  setScene(scene: StyleScene): Promise<void>
  /** The markup of frames of the clip: not to be trusted. Empty where nothing is written. */
  draw(frames: number[], props: StyleProps): Promise<string[]>
  close(): void
}

/**
 * Runs a style in a worker of its own, which is ended when it does not answer in time. `runtime` is the
 * text of `worker.tsx`, bundled; `patience`, ms, is how long a question may take. Every failure is a
 * StyleFailure.
 */
export function openStyleSandbox(
  runtime: string,
  style: CompiledStyle,
  patience: number,
): StyleSandbox {
  const before = runtime.split('\n').length
  const text = `${runtime}
__runStyle(${before}, function (module, exports, require, __tick) { ${style.code}
})`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const worker = new Worker(url)
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  let ended: StyleFailure | null = null
  let next = 1
  let begun = false

  const end = (say: string) => {
    ended ??= new StyleFailure({ say, line: null })
    worker.terminate()
    URL.revokeObjectURL(url)
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.onmessage = ({ data }) => {
    const answer = Answer.safeParse(data).data
    if (!answer) return end('The style answered what makes no sense, and was stopped.')
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) return asked?.resolve(answer.value)
    const { say, line, codeLine } = answer
    const from = line ?? (codeLine === null ? 0 : (style.lines[codeLine - 1] ?? 0))
    asked?.reject(new StyleFailure({ say, line: from > 0 ? from : null }))
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end(
      `The style could not be started: ${event.message || 'it was too large or used too much memory'}.`,
    )
  }

  type Asked = ToStyle extends infer One ? (One extends ToStyle ? Omit<One, 'id'> : never) : never
  const ask = (message: Asked) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) return reject(ended)
      const id = next++
      const within = begun ? patience : START_MS
      const timer = setTimeout(
        () => end(`The style did not answer within ${within / 1000} seconds, and was stopped.`),
        within,
      )
      const done =
        <T>(act: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          begun = true
          act(value)
        }
      waiting.set(id, { resolve: done(resolve), reject: done(reject) })
      worker.postMessage({ ...message, id } satisfies ToStyle)
    }).then(readJson)

  const Markups = z.array(z.string())
  const understood = <T>(schema: z.ZodType<T>, value: unknown): T => {
    const read = schema.safeParse(value)
    if (read.success) return read.data
    throw new StyleFailure({ say: 'The style said of itself what cannot be.', line: null })
  }
  return {
    facts: async (props) => understood(StyleFacts, await ask({ ask: 'facts', props })),
    setScene: async (scene) => void (await ask({ ask: 'scene', scene })),
    draw: async (frames, props) => understood(Markups, await ask({ ask: 'draw', frames, props })),
    close: () => end('The style was put away.'),
  }
}
