import { expect, test } from 'vitest'
import { startApi } from './api.fixtures.ts'
import { newHeardVideo } from './heard-video.fixtures.ts'

async function clipOf() {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId } = await newHeardVideo(api, ana)
  const made = await ana.post('/clips', {
    ...{ video_id: videoId, name: 'x', start_time: 0, end_time: 9 },
  })
  const { id } = made.body.clip
  const style = `/clips/${id}/style`
  const read = async () => (await ana.get(style)).body.style
  const write = (body: object) => ana.put(style, body)
  return { ana, id, read, write }
}

test('a program sets every option of the captions, reads it, and writes it back', async () => {
  const { read, write } = await clipOf()
  const captions = {
    ...{ emphasised: true, emphasis_by: 'both', emphasis_scale: 1.3, emphasis: '#ff0000' },
    ...{ active: '#00ff00', safe_zone: 'reels', by_speaker: true, speakers: { 0: '#0000ff' } },
    ...{ lines: 'full', caps: false, punctuation: 'drop', motion: 'calm', entry: 'rise' },
    ...{ exit: 'fade', width: 0.6, outline: 0.1, align: 'end', max_lines: 1 },
    ...{ name: 'playtime', palette: '#ff0000 #00ff00' },
  }
  const { status, body } = await write({ captions })
  expect(status).toBe(200)
  expect(body.style.captions).toMatchObject(captions)
  expect(body.style).toMatchObject({ caption_animation: 'playtime', not_drawn: [] })
  const before = await read()
  expect((await write({ captions: before.captions })).body.style).toMatchObject({
    captions: before.captions,
  })
  await write({ captions: { speakers: { 0: null }, width: null } })
  expect((await read()).captions).toEqual({ ...before.captions, speakers: {}, width: null })
})

test('a name that is none is refused by name, and nothing is changed', async () => {
  const { read, write } = await clipOf()
  const before = await read()
  const fields = async (body: object) => {
    const { status, body: answer } = await write(body)
    return [status, answer.error.details.map(({ field }: { field: string }) => field)]
  }
  expect(await fields({ caption_size: 60, caption_glow: 1, emphasis: true })).toEqual([
    ...[400, ['caption_glow', 'emphasis']],
  ])
  expect(await fields({ captions: { caps: true, glitter: 1 } })).toEqual([
    400,
    ['captions.glitter'],
  ])
  expect(await fields({ captions: { entry: 'explode' } })).toEqual([400, ['captions.entry']])
  expect(await read()).toEqual(before)
})

test('a background puts a box behind the words of a style that has none, and null takes it away', async () => {
  const { write } = await clipOf()
  const put = async (body: object) => (await write(body)).body.style
  const boxed = await put({ caption_animation: 'punch', caption_bg_color: '#000000CC' })
  expect(boxed).toMatchObject({ caption_bg_color: '#000000CC', captions: { background: 'line' } })
  const bare = await put({ caption_bg_color: null })
  expect(bare).toMatchObject({ caption_bg_color: null, captions: { background: 'none' } })
})

test('what the clip’s style does not draw is said', async () => {
  const { ana, id, write } = await clipOf()
  const put = async (body: object) => (await write(body)).body.style.not_drawn
  expect(await put({ captions: { name: 'punch', palette: '#ff0000' } })).toEqual([
    'captions.palette',
  ])
  expect(await put({ captions: { palette: null }, caption_bg_color: '#000000' })).toEqual([])
  const { style } = (await ana.post('/caption-styles', { name: 'Marker' })).body
  await ana.post(`/caption-styles/${style.id}/versions`)
  await ana.post(`/clips/${id}/style/caption-style/${style.id}`, { overrides: { ink: '#ff0000' } })
  const worn = (await ana.get(`/clips/${id}/style`)).body.style
  expect(worn).toMatchObject({
    caption_animation: null,
    captions: { caption_style: { id: style.id, version: 1 }, overrides: { ink: '#ff0000' } },
    not_drawn: ['caption_bg_color'],
  })
  const there = { captions: { caption_style: { id: style.id, version: 2 } } }
  expect((await write(there)).status).toBe(404)
  const { body } = await write({ caption_animation: 'steps' })
  expect(body.style).toMatchObject({
    caption_animation: 'steps',
    captions: { caption_style: null, overrides: {} },
  })
})

test('a template’s captions are written and told as those of a clip', async () => {
  const { ana } = await clipOf()
  const captions = { safe_zone: 'shorts', emphasised: false }
  const made = await ana.post('/templates', { name: 'T', style_config: { captions } })
  expect(made.body.template.style_config.captions).toMatchObject(captions)
  const there = { caption_style: { id: crypto.randomUUID(), version: 1 } }
  const missing = await ana.post('/templates', { name: 'T', style_config: { captions: there } })
  expect(missing.status).toBe(404)
})
