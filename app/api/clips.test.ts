import { expect, test } from 'vitest'
import { jobsOf } from '#db/jobs.ts'
import { startApi } from './api.fixtures.ts'
import { newHeardVideo } from './heard-video.fixtures.ts'

test('a clip is made of a suggestion or a stretch, changed, copied and deleted', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
  const made = await ana.post('/clips', {
    video_id: videoId,
    name: 'Best moment',
    start_time: 0.4,
    end_time: 1.6,
    aspect_ratio: '1:1',
    from_suggestion: suggestionId,
  })
  expect(made.status).toBe(201)
  expect(made.body.clip).toMatchObject({
    video_id: videoId,
    user_id: ana.id,
    name: 'Best moment',
    start_time: 0.4,
    end_time: 1.6,
    duration_seconds: 1.2,
    aspect_ratio: '1:1',
    virality_score: 85,
    status: 'draft',
    is_ai_suggested: true,
  })
  const plain = await ana.post('/clips', {
    video_id: videoId,
    name: 'Plain',
    start_time: 1,
    end_time: 3,
  })
  const { id } = plain.body.clip
  const changed = await ana.put(`/clips/${id}`, {
    name: 'Longer',
    end_time: 5.5,
    aspect_ratio: '16:9',
  })
  expect(changed.body.clip).toMatchObject({
    name: 'Longer',
    start_time: 1,
    end_time: 5.5,
    aspect_ratio: '16:9',
  })
  const copy = await ana.post(`/clips/${id}/duplicate`)
  expect(copy.status).toBe(201)
  expect(copy.body.clip).toMatchObject({ name: 'Longer (copy)', start_time: 1, end_time: 5.5 })
  expect(copy.body.clip.id).not.toBe(id)
  expect((await ana.delete(`/clips/${id}`)).status).toBe(204)
  expect((await ana.get(`/clips/${id}`)).status).toBe(404)
  const { body } = await ana.get(`/clips?video_id=${videoId}&sort_by=name&sort_order=asc`)
  expect(body.clips.map((clip: { name: string }) => clip.name)).toEqual([
    'Best moment',
    'Longer (copy)',
  ])

  for (const [field, wrong] of [
    ['end_time', { start_time: 5, end_time: 4 }],
    ['start_time', { start_time: 70, end_time: 80 }],
    ['end_time', { start_time: 50, end_time: 80 }],
    ['name', { start_time: 1, end_time: 2, name: undefined }],
    ['aspect_ratio', { start_time: 1, end_time: 2, aspect_ratio: '2:1' }],
  ] as const) {
    const answer = await ana.post('/clips', { video_id: videoId, name: 'x', ...wrong })
    expect([answer.status, answer.body.error.details[0]?.field]).toEqual([400, field])
  }
})

test('a clip that was given a template says its font, as it is written', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
  const { id } = (await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId }))
    .body.clip
  const style_config = { caption_font: 'Inter', caption_size: 60 }
  const { template } = (await ana.post('/templates', { name: 'T', style_config })).body
  const applied = await ana.post(`/clips/${id}/style/apply-template/${template.id}`)
  expect(applied.body.style).toMatchObject(style_config)
  await ana.put(`/clips/${id}/style`, { caption_font: 'OPEN sans' })
  expect((await ana.get(`/clips/${id}/style`)).body.style.caption_font).toBe('OPEN sans')
})

test('an overlay template is one of ours, and told as it is drawn', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId } = await newHeardVideo(api, ana)
  const { id } = (
    await ana.post('/clips', { video_id: videoId, name: 'x', start_time: 1, end_time: 9 })
  ).body.clip
  const { status, body } = await ana.put(`/clips/${id}/style`, { overlay_template: 'confetti' })
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain('There are: progress-bar, lower-third, title-card, none.')
  const named = { overlay_template: 'progress-bar' }
  expect((await ana.put(`/clips/${id}/style`, named)).body.style).toMatchObject({
    ...named,
    not_drawn: [],
  })
})

test.each(['brand_logo_url', 'background_music_url'])(
  '%s is named where its address may not be asked',
  async (field) => {
    const api = await startApi()
    const ana = await api.register('Ana')
    const { videoId, suggestionId } = await newHeardVideo(api, ana)
    const made = await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })
    const { status, body } = await ana.put(`/clips/${made.body.clip.id}/style`, {
      [field]: 'http://169.254.169.254/a.png',
    })
    expect([status, body.error.details[0]?.field]).toEqual([400, field])
  },
)

test('nobody reaches what is another’s, by any id, and nobody is told that it exists', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const { videoId, suggestionId, projectId } = await newHeardVideo(api, ana)
  const clip = (await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })).body
    .clip.id
  const job = (await ana.post(`/clips/${clip}/render`)).body.render_job
  const [inQueue] = await jobsOf(api.db, { type: 'clip', id: clip })
  const said = { body: 'Shorter?', start_time: 1 }
  const comment = (await ana.post(`/clips/${clip}/comments`, said)).body.comment.id
  const paths: [string, string, unknown?][] = [
    ['GET', `/videos/${videoId}`],
    ['PUT', `/videos/${videoId}`, { title: 'mine' }],
    ['DELETE', `/videos/${videoId}`],
    ['GET', `/videos/${videoId}/metadata`],
    ['GET', `/videos/${videoId}/thumbnail`],
    ['POST', `/videos/${videoId}/regenerate-thumbnail`, {}],
    ['GET', `/videos/${videoId}/upload-progress`],
    ['GET', `/videos?project_id=${projectId}`],
    ['GET', `/clips?video_id=${videoId}`],
    ['POST', '/clips', { video_id: videoId, name: 'x', start_time: 0, end_time: 1 }],
    ['GET', `/clips/${clip}`],
    ['PUT', `/clips/${clip}`, { name: 'mine' }],
    ['DELETE', `/clips/${clip}`],
    ['POST', `/clips/${clip}/duplicate`, {}],
    ['POST', `/clips/${clip}/render`, {}],
    ['GET', `/clips/${clip}/render/status`],
    ['GET', `/clips/${clip}/render/status?render_id=${job.id}`],
    ['POST', `/clips/${clip}/cancel-render`, {}],
    ['GET', `/clips/${clip}/comments`],
    ['POST', `/clips/${clip}/comments`, said],
    ['POST', `/comments/${comment}/replies`, { body: 'mine' }],
    ['PATCH', `/comments/${comment}`, { body: 'mine' }],
    ['DELETE', `/comments/${comment}`],
    ['GET', `/jobs/${inQueue?.id}`],
    ['GET', `/projects/${projectId}`],
    ['PUT', `/projects/${projectId}`, { name: 'mine' }],
    ['DELETE', `/projects/${projectId}`],
    ['POST', '/videos/upload/url', { url: 'https://example.com/a.mp4', project_id: projectId }],
  ]
  for (const [method, path, body] of paths) {
    const stranger = await api.ask(method, path, { token: ben.token, body })
    expect([stranger.status, stranger.body.error?.code], `${method} ${path}`).toEqual([
      404,
      'NOT_FOUND',
    ])
    const nobody = await api.ask(method, path, { body })
    expect(nobody.status, `${method} ${path}`).toBe(401)
  }
  // Their own things do not take another's along.
  const mine = await newHeardVideo(api, ben)
  expect(
    (await ben.post('/clips', { video_id: mine.videoId, from_suggestion: suggestionId })).status,
  ).toBe(404)
  expect((await ben.put(`/videos/${mine.videoId}`, { project_id: projectId })).status).toBe(404)
  expect((await ana.get(`/clips/${clip}`)).body.clip.name).toBe('We tried it twice')
})
