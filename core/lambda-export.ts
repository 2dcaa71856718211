import type { ExportSettings } from './export-settings.ts'
import { FPS } from './time.ts'

/** Where Remotion's functions are set up at AWS. Credentials stay in the environment. */
export type LambdaSetup = {
  region: string
  /** As `npx remotion lambda functions ls` tells it; it says its memory, disk and longest run. */
  functionName: string
  /** The bucket that holds what they run and what is under way. */
  bucket: string
  /** Functions that may draw one clip at once. */
  functions: number
}

/**
 * MB, as the name of a deployed function says: `remotion-render-4-0-527-mem2048mb-disk2048mb-120sec`.
 * Null where it is no such name.
 */
export function sizeOfFunction(name: string): { memory: number; disk: number } | null {
  const [, memory, disk] = /-mem(\d+)mb-disk(\d+)mb-\d+sec/.exec(name) ?? []
  return memory && disk ? { memory: Number(memory), disk: Number(disk) } : null
}

/** Why an export is drawn on this machine although Lambda is set up; null: Lambda draws it. */
export function whyDrawnHere(
  { format, fps }: Pick<ExportSettings, 'format' | 'fps'>,
  hasWrittenStyle: boolean,
): string | null {
  if (hasWrittenStyle)
    return 'styles that people wrote are drawn here, where the network can be cut'
  if (format === 'gif') return 'GIFs are made here'
  if (format === 'mov') return 'captions alone are drawn here'
  if (fps !== FPS) return `Lambda draws ${FPS} pictures a second`
  return null
}

/** A function that draws fewer frames than this mostly starts up. */
const LEAST_FRAMES = 30

/** How many frames each function draws. */
export const framesPerFunction = (frames: number, { functions }: Pick<LambdaSetup, 'functions'>) =>
  Math.max(LEAST_FRAMES, Math.ceil(frames / functions))

/**
 * What functions of 2 GB took in our own runs of Remotion's renderer: ms to start and to draw a frame
 * of 1080×1920. Another size of function or picture takes another time; this is an estimate.
 */
const START_MS = 4_000
const FRAME_MS = 330

/** Functions that are called for a film, and the time they take together, ms. */
export function lambdaWork(frames: number, setup: Pick<LambdaSetup, 'functions'>) {
  const drawing = Math.ceil(frames / framesPerFunction(frames, setup))
  const longest = START_MS + framesPerFunction(frames, setup) * FRAME_MS
  // One more waits for the others and joins what they made.
  return { functions: drawing + 1, ms: drawing * START_MS + frames * FRAME_MS + longest }
}
