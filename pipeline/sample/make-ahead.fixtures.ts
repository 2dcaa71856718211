import { findTools } from '#render/tools.ts'
import { readySample } from './sample-talk.ts'

/**
 * Draws the sample talk once before the tests: each server that starts would draw it beside the test it
 * starts for, and take its processors.
 */
export async function setup() {
  await readySample(await findTools(), new AbortController().signal)
}
