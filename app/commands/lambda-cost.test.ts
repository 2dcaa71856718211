import { expect, test } from 'vitest'
import { codeOf } from '#db/clips.fixtures.ts'
import { lambdaCost } from './lambda-cost.server.ts'
import { reviewRoom } from './review.fixtures.ts'

test('what functions at AWS would cost is told before, for members alone', async () => {
  const { people, clipId } = await reviewRoom()
  const lambdaPrice = async (frames: number) => frames / 1_000
  const editor = { ...people.editor, lambdaPrice }
  expect(await lambdaCost(editor, { clipId, files: 1 })).toEqual({ dollars: 0.096 })
  expect(await lambdaCost(editor, { clipId, files: 3 })).toEqual({ dollars: 3 * 0.096 })
  expect(await lambdaCost(editor, { clipId, files: 1, format: 'gif' })).toEqual({
    here: 'GIFs are made here',
  })
  expect(await lambdaCost(editor, { clipId, files: 1, fps: 60 })).toEqual({
    here: 'Lambda draws 30 pictures a second',
  })
  const none = { ...people.editor, lambdaPrice: null }
  expect(await lambdaCost(none, { clipId, files: 1 })).toBeNull()
  const stranger = { ...people.stranger, lambdaPrice }
  expect(await codeOf(lambdaCost(stranger, { clipId, files: 1 }))).toBe('clip.not-found')
})
