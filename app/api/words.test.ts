import { expect, test } from 'vitest'
import { startApi } from './api.fixtures.ts'
import { newHeardVideo } from './heard-video.fixtures.ts'

test('single words are emphasised and have emoji, all that are named or none', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId } = await newHeardVideo(api, ana)
  const made = await ana.post('/clips', {
    ...{ video_id: videoId, name: 'x', start_time: 0, end_time: 9 },
  })
  const path = `/clips/${made.body.clip.id}/words`
  const mark = (...words: object[]) => api.ask('PATCH', path, { token: ana.token, body: { words } })
  const all = async () => (await ana.get(path)).body.words
  expect((await all()).slice(0, 2)).toMatchObject([
    { id: 'w0', word: 'We', emphasised: false, emoji: null, cut: false },
    { id: 'w1', word: 'tried' },
  ])
  const { status, body } = await mark({ id: 'w1', emphasised: true }, { id: 'w3', emoji: '🔥' })
  expect(status).toBe(200)
  expect(body.words).toMatchObject([
    { id: 'w1', emphasised: true, emoji: null },
    { id: 'w3', emphasised: false, emoji: '🔥' },
  ])
  const before = await all()
  expect(before.slice(1, 4)).toMatchObject([{ emphasised: true }, {}, { emoji: '🔥' }])
  for (const [field, wrong] of [
    ['words.1.id', { id: 'w9999', emphasised: true }],
    ['words.1.emoji', { id: 'w2', emoji: 'fire' }],
    ['words.1.bold', { id: 'w2', bold: true }],
  ] as const) {
    const refused = await mark({ id: 'w0', emphasised: true }, wrong)
    expect([refused.status, refused.body.error.details[0]?.field]).toEqual([400, field])
  }
  expect(await all()).toEqual(before)
  await mark({ id: 'w1', emphasised: false }, { id: 'w3', emoji: null })
  expect((await all()).slice(1, 4)).toMatchObject([{ emphasised: false }, {}, { emoji: null }])
})
