import { readFile, writeFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { ProjectId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { suggestions } from '#db/schema/clips.ts'
import { processingJobs, renders } from '#db/schema/jobs.ts'
import { videos } from '#db/schema/videos.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { type Person, startApi, type TestApi } from './api.fixtures.ts'

const form = (fields: Record<string, string>, bytes: string | null = 'not really a film') => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (bytes !== null) data.append('file', new Blob([bytes]), 'a folder/podcast_episode_1.mp4')
  return data
}

/** A ready video of a minute with words and one suggestion. */
async function withVideo(api: TestApi, person: Person) {
  const projectId = (await person.get('/projects')).body.projects[0].id
  const id = await newVideo(api.db, UserId.parse(person.id), ProjectId.parse(projectId), {
    durationMs: ms(60_000),
  })
  const { id: transcriptionId } = await saveTranscript(
    api.db,
    id,
    said('We tried it twice. It broke both times.'),
    'import:json',
  )
  const [suggestion] = await api.db
    .insert(suggestions)
    .values({
      videoId: id,
      transcriptionId,
      rank: 1,
      startMs: ms(0),
      endMs: ms(1600),
      score: 85,
      parts: { hook: 90, emotion: 80, topic: 70, thought: 60, visual: null },
      reasons: [{ part: 'hook', good: true, say: 'Opens on a claim', quote: 'We tried it' }],
      highlights: ['Opens on a claim'],
      title: 'We tried it twice',
      transcript: 'We tried it twice.',
    })
    .returning()
  return {
    projectId: projectId as string,
    videoId: id,
    suggestionId: suggestion?.id as string,
    transcriptionId,
  }
}

test('a video that comes as a form lands on the disk and is worked on', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const project = (await ana.post('/projects', { name: 'Podcast' })).body.project.id
  const sent = await api.ask('POST', '/videos/upload', {
    token: ana.token,
    raw: form({ project_id: project }),
  })
  expect(sent.status).toBe(202)
  expect(sent.body.video).toMatchObject({
    project_id: project,
    original_filename: 'podcast_episode_1.mp4',
    status: 'uploading',
  })
  const { id } = sent.body.video
  expect(sent.body.upload.progress_url).toBe(`/api/v1/videos/${id}/upload-progress`)
  expect(await readFile(`${api.root}/files/videos/${id}/source`, 'utf8')).toBe('not really a film')
  expect((await jobsOf(api.db, { type: 'video', id })).map((job) => job.type)).toEqual([
    'ingest-video',
  ])
  const progress = await ana.get(`/videos/${id}/upload-progress`)
  expect(progress.body.upload).toEqual({
    video_id: id,
    status: 'ingesting',
    bytes_received: 17,
    bytes_total: 17,
    progress: 100,
  })
  expect(await api.uploadFolder.ids()).toEqual([])
})

test('what cannot be taken leaves neither row nor bytes', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const bens = (await ben.get('/projects')).body.projects[0].id
  const upload = (raw: BodyInit, headers = {}) =>
    api.ask('POST', '/videos/upload', { token: ana.token, raw, headers })
  const refusals = [
    [await upload(form({ project_id: bens })), 404],
    [await upload(form({ project_id: '../../etc' })), 404],
    [await upload(form({}, '')), 400],
    [await upload(form({}, null)), 400],
    [await upload('{}', { 'content-type': 'application/json' }), 400],
    [
      await upload('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf', {
        'content-type': 'multipart/form-data; boundary=x',
      }),
      400,
    ],
  ] as const
  expect(refusals.map(([answer]) => answer.status)).toEqual(refusals.map(([, status]) => status))
  expect(await api.db.select().from(videos)).toEqual([])
  expect(await api.uploadFolder.ids()).toEqual([])
})

test('lists are paged, sorted, filtered and searched', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const project = ProjectId.parse((await ana.get('/projects')).body.projects[0].id)
  for (const [title, status] of [
    ['Podcast two', 'ready'],
    ['Board call', 'failed'],
    ['podcast one', 'ready'],
  ] as const) {
    await newVideo(api.db, UserId.parse(ana.id), project, { title, status })
  }
  const list = async (query: string) => {
    const { body } = await ana.get(`/videos?${query}`)
    return [body.videos.map((one: { title: string }) => one.title), body.pagination]
  }
  const [titles, pages] = await list('sort_by=title&sort_order=asc&per_page=2')
  expect(titles).toEqual(['Board call', 'podcast one'])
  expect(pages).toEqual({
    page: 1,
    per_page: 2,
    total_pages: 2,
    total_count: 3,
    has_next: true,
    has_prev: false,
  })
  const [rest, last] = await list('sort_by=title&sort_order=asc&per_page=2&page=2')
  expect([rest, last.has_next, last.has_prev]).toEqual([['Podcast two'], false, true])
  expect((await list('search=podcast&sort_by=title'))[0]).toEqual(['Podcast two', 'podcast one'])
  expect((await list('status=failed'))[0]).toEqual(['Board call'])
  for (const bad of [
    'per_page=101',
    'page=0',
    'sort_by=password_hash',
    'sort_order=up',
    'status=x',
    'project_id=1',
  ]) {
    expect((await ana.get(`/videos?${bad}`)).status, bad).toBe(400)
  }
})

test('a clip is made of a suggestion or a stretch, changed, copied and deleted', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await withVideo(api, ana)
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
  const { videoId, suggestionId } = await withVideo(api, ana)
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
  const { videoId } = await withVideo(api, ana)
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

test('a render is asked for with its settings, watched, and cancelled', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await withVideo(api, ana)
  const { id } = (await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId }))
    .body.clip
  const none = await ana.get(`/clips/${id}/render/status`)
  expect(none.status).toBe(404)
  const asked = await ana.post(`/clips/${id}/render`, {
    quality: 'high',
    format: 'mp4',
    codec: 'h264',
    bitrate: 5000,
    resolution: '1080x1920',
    fps: 30,
    audio_bitrate: 192,
  })
  expect(asked.status).toBe(202)
  const { render_job: job } = asked.body
  expect(job).toMatchObject({ clip_id: id, status: 'queued', progress: 0, aspect_ratio: '9:16' })
  expect(job.estimated_duration).toBeGreaterThan(0)
  expect(Date.parse(job.estimated_completion)).toBeGreaterThan(Date.now())
  expect(asked.body.websocket_url).toContain(`ws://clips.example/ws/${job.id}?token=`)
  expect(asked.body.status_url).toBe(`/api/v1/clips/${id}/render/status`)
  // Events call it by the render's id, so that names the job as well.
  expect((await ana.get(`/jobs/${job.id}`)).body.job).toMatchObject({
    job_type: 'render-clip',
    entity_id: id,
  })
  const max = await api.register('Max')
  expect((await max.get(`/jobs/${job.id}`)).status).toBe(404)
  expect((await ana.get(`/clips/${id}/download`)).body.error.code).toBe('CONFLICT')
  const stopped = await ana.post(`/clips/${id}/cancel-render`)
  expect([stopped.status, stopped.body.render_job.status]).toEqual([200, 'cancelled'])
  expect((await ana.post(`/clips/${id}/cancel-render`)).status).toBe(409)
  const again = (await ana.post(`/clips/${id}/render`, {})).body.render_job
  expect((await max.post(`/jobs/${again.id}/cancel`)).status).toBe(404)
  expect((await ana.post(`/jobs/${again.id}/cancel`)).body.job).toMatchObject({
    ...{ entity_id: id, status: 'cancelled' },
  })
  expect((await ana.post(`/jobs/${again.id}/cancel`)).status).toBe(409)

  for (const [field, settings] of [
    ['resolution', { resolution: 'large' }],
    ['resolution', { resolution: '1081x1921' }],
    ['resolution', { resolution: '8000x8000' }],
    ['resolution', { resolution: '1080x1350', aspect_ratio: '16:9' }],
    ['quality', { quality: 'finest' }],
    ['format', { format: 'avi' }],
    ['bitrate', { bitrate: 90_000 }],
    ['bitrate', { format: 'gif', bitrate: 5000 }],
    ['fps', { fps: 29.97 }],
    ['audio_bitrate', { audio_bitrate: 640 }],
    ['codec', { format: 'mp4', codec: 'vp9' }],
    ['bitrate', { bitrate: 5 }],
    ['audio_bitrate', { audio_bitrate: 5 }],
    ['fps', { fps: 17 }],
  ] as const) {
    const { status, body } = await ana.post(`/clips/${id}/render`, settings)
    expect([status, body.error.details[0]?.field]).toEqual([400, field])
  }
})

test('a finished render is downloaded by its owner, in ranges, or by a signed address', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const { videoId, suggestionId } = await withVideo(api, ana)
  const { id } = (await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId }))
    .body.clip
  const render = (await ana.post(`/clips/${id}/render`)).body.render_job.id
  const key = `renders/${render}/clip.mp4`
  await writeFile(await api.storage.place(key), 'a film')
  await api.db
    .update(renders)
    .set({ storagePath: key, completedAt: new Date(), fileSizeBytes: 6, durationMs: ms(1600) })
    .where(eq(renders.id, render))
  const { body } = await ana.get(`/clips/${id}/render/status`)
  expect(body.render_job).toMatchObject({ status: 'completed', progress: 100, file_size_bytes: 6 })
  const whole = await ana.get(`/clips/${id}/download`)
  expect([whole.status, whole.body]).toEqual([200, 'a film'])
  expect(whole.headers.get('content-disposition')).toContain('attachment')
  const part = await api.ask('GET', `/clips/${id}/download`, {
    token: ana.token,
    headers: { range: 'bytes=2-5' },
  })
  expect([part.status, part.body]).toEqual([206, 'film'])
  expect((await ben.get(`/clips/${id}/download`)).status).toBe(404)

  const path = new URL(body.render_job.output_url).pathname.replace('/api/v1', '')
  expect((await api.ask('GET', path)).body).toBe('a film')
  expect((await api.ask('GET', `${path}x`)).status).toBe(404)
  await ana.delete(`/clips/${id}`)
  expect((await api.ask('GET', path)).status).toBe(404)
})

test('a render whose first step is not told yet has a step all the same', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await withVideo(api, ana)
  const made = await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })
  const { id } = made.body.clip
  const { render_job: job } = (await ana.post(`/clips/${id}/render`)).body
  expect((await ana.get(`/jobs/${job.id}`)).body.job.current_step).toBeNull()
  await api.db.update(processingJobs).set({ status: 'running', startedAt: new Date() })
  const { body } = await ana.get(`/clips/${id}/render/status`)
  expect(body.render_job).toMatchObject({ status: 'rendering', current_step: 'Starting' })
  expect((await ana.get(`/jobs/${job.id}`)).body.job.current_step).toBe('Starting')
})

test.each(['brand_logo_url', 'background_music_url'])(
  '%s is named where its address may not be asked',
  async (field) => {
    const api = await startApi()
    const ana = await api.register('Ana')
    const { videoId, suggestionId } = await withVideo(api, ana)
    const made = await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })
    const { status, body } = await ana.put(`/clips/${made.body.clip.id}/style`, {
      [field]: 'http://169.254.169.254/a.png',
    })
    expect([status, body.error.details[0]?.field]).toEqual([400, field])
  },
)

test.each([
  ['webm', 'video/webm'],
  ['mov', 'video/quicktime'],
  ['gif', 'image/gif'],
])('a finished %s is found where the API says it is', async (format, type) => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await withVideo(api, ana)
  const made = await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })
  const { id } = made.body.clip
  const render = (await ana.post(`/clips/${id}/render`, { format })).body.render_job.id
  const key = `renders/${render}/clip.${format}`
  await writeFile(await api.storage.place(key), 'a film')
  await api.db
    .update(renders)
    .set({ storagePath: key, completedAt: new Date(), fileSizeBytes: 6, durationMs: ms(1600) })
    .where(eq(renders.id, render))
  const whole = await ana.get(`/clips/${id}/download`)
  expect([whole.status, whole.headers.get('content-type')]).toEqual([200, type])
  const { body } = await ana.get(`/clips/${id}/render/status`)
  const path = new URL(body.render_job.output_url).pathname.replace('/api/v1', '')
  expect((await api.ask('GET', path)).body).toBe('a film')
})

test('nobody reaches what is another’s, by any id, and nobody is told that it exists', async () => {
  const api = await startApi()
  const [ana, ben] = [await api.register('Ana'), await api.register('Ben')]
  const { videoId, suggestionId, projectId } = await withVideo(api, ana)
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
  const mine = await withVideo(api, ben)
  expect(
    (await ben.post('/clips', { video_id: mine.videoId, from_suggestion: suggestionId })).status,
  ).toBe(404)
  expect((await ben.put(`/videos/${mine.videoId}`, { project_id: projectId })).status).toBe(404)
  expect((await ana.get(`/clips/${clip}`)).body.clip.name).toBe('We tried it twice')
})

test('fields nobody may set are left alone', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId } = await withVideo(api, ana)
  const { body } = await ana.put(`/videos/${videoId}`, {
    title: 'New',
    status: 'failed',
    user_id: crypto.randomUUID(),
    id: crypto.randomUUID(),
    storage_path: '../../secret.key',
  })
  expect(body.video).toMatchObject({ id: videoId, title: 'New', status: 'ready', user_id: ana.id })
  const { body: account } = await api.ask('POST', '/auth/register', {
    body: {
      email: 'eve@example.org',
      password: 'correct horse',
      full_name: 'Eve',
      subscription_tier: 'enterprise',
      email_verified: true,
    },
  })
  expect(account.user).toMatchObject({ subscription_tier: 'free', email_verified: false })
})

test.each([
  'http://127.0.0.1/a.mp4',
  'http://localhost:3000/a.mp4',
  'http://2130706433/a.mp4',
  'http://0x7f.1/a.mp4',
  'http://[::1]/a.mp4',
  'http://[::ffff:10.0.0.1]/a.mp4',
  'http://169.254.169.254/latest/meta-data',
  'http://192.168.1.1/a.mp4',
  'http://service.internal/a.mp4',
  'http://user:pass@example.com/a.mp4',
  'file:///etc/passwd',
  'ftp://example.com/a.mp4',
  'not an address',
])('%s is no place to import from', async (url) => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { status, body } = await ana.post('/videos/upload/url', { url })
  expect([status, body.error.code, body.error.details[0]?.field]).toEqual([
    400,
    'VALIDATION_ERROR',
    'url',
  ])
})

test('an import has its row, its job and its progress at once; a video site without yt-dlp is said', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { status, body } = await ana.post('/videos/upload/url', {
    url: 'https://example.com/a%20talk.mp4?t=1',
  })
  expect(status).toBe(202)
  expect(body.video).toMatchObject({ original_filename: 'a talk.mp4', status: 'uploading' })
  const job = await ana.get(body.job.status_url.replace('/api/v1', ''))
  expect(job.body.job).toMatchObject({
    job_type: 'import-video',
    status: 'pending',
    entity_id: body.video.id,
  })
  const { body: progress } = await ana.get(`/videos/${body.video.id}/upload-progress`)
  expect(progress.upload).toMatchObject({ status: 'uploading', progress: 0, bytes_received: null })

  const path = process.env.PATH
  onTestFinished(() => {
    process.env.PATH = path
  })
  process.env.PATH = '/nowhere'
  const site = await ana.post('/videos/upload/url', { url: 'https://www.youtube.com/watch?v=1' })
  expect([site.status, site.body.error.message]).toEqual([
    400,
    'Videos of this site need yt-dlp, which is not installed here. Download the video and upload the file.',
  ])
})
