import { expect, test } from 'vitest'
import { codeOf } from '#db/clips.fixtures.ts'
import { lambdaCost } from './lambda-cost.server.ts'
import { reviewRoom } from './review.fixtures.ts'

const lambda = {
  ...{ region: 'us-east-1', bucket: 'remotionlambda-x', functions: 9 },
  functionName: 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec',
}

test('what functions at AWS would cost is told before, for members alone', async () => {
  const { people, clipId } = await reviewRoom()
  const editor = { ...people.editor, config: { lambda } }
  const cost = await lambdaCost(editor, { clipId, files: 1 })
  if (!cost || !('dollars' in cost)) throw new Error('no price')
  // 96 frames by four functions and one that joins: 56 s of 2 GB at 0.0000166667 $ a GB second, and calls.
  expect(cost.dollars).toBeGreaterThan(0.001)
  expect(cost.dollars).toBeLessThan(0.004)
  expect(await lambdaCost(editor, { clipId, files: 3 })).toEqual({ dollars: cost.dollars * 3 })
  expect(await lambdaCost(editor, { clipId, files: 1, format: 'gif' })).toEqual({
    here: 'GIFs are made here',
  })
  expect(await lambdaCost(editor, { clipId, files: 1, fps: 60 })).toEqual({
    here: 'Lambda draws 30 pictures a second',
  })
  const none = { ...people.editor, config: { lambda: null } }
  expect(await lambdaCost(none, { clipId, files: 1 })).toBeNull()
  const stranger = { ...people.stranger, config: { lambda } }
  expect(await codeOf(lambdaCost(stranger, { clipId, files: 1 }))).toBe('clip.not-found')
})
