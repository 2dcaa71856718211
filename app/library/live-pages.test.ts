import { expect, test } from 'vitest'
import { ProjectId, UserId, VideoId } from '#core/ids.ts'
import type { VideoCard } from '#core/video.ts'
import { isNew, patchPages } from './live-pages.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const card = (n: number, change: Partial<VideoCard> = {}): VideoCard => ({
  id: VideoId.parse(uuid(n)),
  title: `Video ${n}`,
  filename: 'a.mp4',
  status: 'ready',
  errorCode: null,
  errorMessage: null,
  durationMs: null,
  hasPoster: false,
  filmstrip: null,
  notes: [],
  isSample: false,
  project: { id: ProjectId.parse(uuid(8)), name: 'Talks' },
  by: { id: UserId.parse(uuid(9)), name: 'Ana' },
  changedAt: 0,
  work: null,
  marks: [],
  clipCount: 0,
  ...change,
})
const list = () => ({
  pages: [{ videos: [card(1), card(2)] }, { videos: [card(3)] }],
  pageParams: [null, 1],
})
const titles = (data: ReturnType<typeof list> | null) =>
  data?.pages.flatMap(({ videos }) => videos.map(({ title }) => title))

test('a changed card changes where it is', () => {
  const before = list()
  const after = patchPages(before, { ids: new Set([uuid(2)]), filter: 'all' }, [
    card(2, { title: 'Renamed' }),
  ])
  expect(titles(after)).toEqual(['Video 1', 'Renamed', 'Video 3'])
  expect(after?.pages[1]).toBe(before.pages[1])
})

test('what is gone, and what the filter would not show any more, goes', () => {
  const ids = new Set([uuid(1), uuid(3)])
  const after = patchPages(list(), { ids, filter: 'ready' }, [card(3, { status: 'failed' })])
  expect(titles(after)).toEqual(['Video 2'])
})

test('what was moved to another project goes from the list of this one', () => {
  const ids = new Set([uuid(1), uuid(2)])
  const elsewhere = { id: ProjectId.parse(uuid(7)), name: 'Panels' }
  const after = patchPages(list(), { ids, filter: 'all', projectId: uuid(8) }, [
    card(1, { project: elsewhere }),
    card(2),
  ])
  expect(titles(after)).toEqual(['Video 2', 'Video 3'])
})

test('news of videos that are not in the list changes nothing in it', () => {
  expect(patchPages(list(), { ids: new Set([uuid(7)]), filter: 'all' }, [card(7)])).toBeNull()
  expect(isNew(list(), uuid(7))).toBe(true)
  expect(isNew(list(), uuid(3))).toBe(false)
})
