import { expect, test } from 'vitest'
import { videoIdOf } from './tus-transfer.ts'

const id = '00000000-0000-4000-8000-000000000001'

test.each([
  [`https://clips.example/uploads/${id}`, id],
  [`/uploads/${id}/?x=1`, id],
  ['https://clips.example/uploads/not-a-video', null],
  [null, null],
])('an upload at %s is of video %s', (url, video) => {
  expect(videoIdOf(url)).toBe(video)
})
