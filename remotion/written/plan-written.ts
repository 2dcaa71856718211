import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import type { Shape } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { onGround, type StyleFacts, type StyleProps } from '#core/written-style.ts'
import type { Box, LaidPage } from '../caption-layout.ts'
import { layOutCaptions } from '../lay-out-captions.ts'
import { type ResolvedLook, resolveLook, speakerColour } from '../resolve-look.ts'
import { bandOf } from '../sheet-plan.ts'
import type { MeasureText } from '../text-runs.ts'
import { StyleFailure, type StyleSandbox } from './sandbox.ts'
import type { StyleScene } from './written-page.ts'

/** A clip's words set as a written style has them, and the part of the picture it may paint. */
export type WrittenScene = { scene: StyleScene; band: Box; look: ResolvedLook }

/** Fonts must be there already. */
export function sceneOf(
  project: ClipProject,
  shape: Shape,
  { layout, reach }: Pick<StyleFacts, 'layout' | 'reach'>,
  measure: MeasureText,
): WrittenScene {
  const grounded = onGround(project, layout)
  const look = resolveLook(grounded.style, shape)
  const pages = layOutCaptions(grounded, shape, measure)
  const { width, height } = look.picture
  const speakers = [...new Set(pages.flatMap((page) => page.words.map((word) => word.speaker)))]
  return {
    look,
    scene: {
      ...{ pages, width, height, shape, fps: FPS },
      colours: Object.fromEntries(
        speakers.flatMap((one) =>
          one === null ? [] : [[one, speakerColour(one, grounded.style.speakers)]],
        ),
      ),
      names: project.speakers ?? [],
    },
    band: bandOf(
      pages.map((page) => withReach(page, reach)),
      look.picture,
    ),
  }
}

const withReach = ({ block, size }: LaidPage, reach: number): Box => ({
  x: block.x - reach * size,
  y: block.y - reach * size,
  width: block.width + 2 * reach * size,
  height: block.height + 2 * reach * size,
})

/** Frames asked for at once: an answer that does not come is given up on soon. */
const AT_ONCE = 30
/** Letters of all pictures of one clip. */
const MOST_MARKUP = 24_000_000
/** Frames drawn a second time, in another order. */
const TRIED_AGAIN = 24

export type WrittenStates = {
  /** The markup of each distinct state, in the order they first appear. */
  markups: string[]
  /** For each frame of the clip the state it shows; null where nothing is written. */
  frames: (number | null)[]
}

/** Draws every frame once and keeps what differs. Throws a StyleFailure. */
export async function statesOf(
  sandbox: StyleSandbox,
  frameCount: number,
  props: StyleProps,
  onProgress: (share: number) => void = () => {},
): Promise<WrittenStates> {
  const markups: string[] = []
  const known = new Map<string, number>()
  const frames: (number | null)[] = []
  let size = 0
  for (let first = 0; first < frameCount; first += AT_ONCE) {
    const asked = Array.from({ length: Math.min(AT_ONCE, frameCount - first) }, (_, i) => first + i)
    const drawn = await sandbox.draw(asked, props)
    if (drawn.length !== asked.length)
      throw new StyleFailure({ say: 'The style left frames out.', line: null })
    for (const markup of drawn) {
      if (markup === '') {
        frames.push(null)
        continue
      }
      let state = known.get(markup)
      if (state === undefined) {
        state = markups.push(markup) - 1
        known.set(markup, state)
        size += markup.length
      }
      frames.push(state)
    }
    if (size > MOST_MARKUP)
      throw new StyleFailure({ say: 'The style draws more than an export can hold.', line: null })
    onProgress((first + asked.length) / frameCount)
  }
  await tryAgain(sandbox, { markups, frames }, props)
  return { markups, frames }
}

/** A style that remembers what it drew before draws one thing here and another there. */
async function tryAgain(
  sandbox: StyleSandbox,
  { markups, frames }: WrittenStates,
  props: StyleProps,
) {
  const step = Math.max(1, Math.floor(frames.length / TRIED_AGAIN))
  const again = frames
    .map((_, i) => i)
    .filter((i) => i % step === 0)
    .reverse()
  const drawn = await sandbox.draw(again, props)
  for (const [i, frame] of again.entries()) {
    const state = frames[frame] ?? null
    if (drawn[i] !== (state === null ? '' : markups[state]))
      throw new StyleFailure({
        say: `Frame ${frame} looks different each time it is drawn. Keep nothing between frames: draw from what the component is given.`,
        line: null,
      })
  }
}

export const framesOfClip = (project: ClipProject): number => clipFrames(cutList(project))
