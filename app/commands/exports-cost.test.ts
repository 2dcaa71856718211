import { expect, test } from 'vitest'
import { codeOf } from '#db/clips.fixtures.ts'
import { exportsCost } from './exports-cost.server.ts'
import { reviewRoom } from './review.fixtures.ts'

test('what files of several clips would cost is told as one sum, for members alone', async () => {
  const { people, clipId, newClip } = await reviewRoom()
  const other = await newClip()
  const lambdaPrice = async (frames: number) => frames / 1_000
  const editor = { ...people.editor, billing: null, lambdaPrice }
  const clips = [
    { clipId, files: 1 },
    { clipId: other, files: 2 },
  ]
  expect(await exportsCost(editor, { clips })).toEqual({
    plan: null,
    lambda: { dollars: 3 * 0.096, here: [] },
  })
  const sold = { allowances: { free: 1, pro: null, enterprise: null } } as never
  expect((await exportsCost({ ...editor, billing: sold }, { clips })).plan).toEqual({
    ...{ ms: 3 * 3_200, leftMs: 60_000 },
  })
  const say = 'GIFs are made here'
  expect((await exportsCost(editor, { clips, format: 'gif' })).lambda).toEqual({
    dollars: 0,
    here: [
      { clipId, say },
      { clipId: other, say },
    ],
  })
  const none = { ...editor, lambdaPrice: null }
  expect(await exportsCost(none, { clips })).toEqual({ plan: null, lambda: null })
  const stranger = { ...people.stranger, billing: null, lambdaPrice }
  expect(await codeOf(exportsCost(stranger, { clips }))).toBe('clip.not-found')
})
