import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { ProjectId, UserId } from '#core/ids.ts'
import { jobsOf } from '#db/jobs.ts'
import { videos } from '#db/schema/videos.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { startApi } from './api.fixtures.ts'
import { newHeardVideo } from './heard-video.fixtures.ts'

const form = (fields: Record<string, string>, bytes: string | null = 'not really a film') => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  if (bytes !== null) data.append('file', new Blob([bytes]), 'a folder/podcast_episode_1.mp4')
  return data
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

test('fields nobody may set are left alone', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId } = await newHeardVideo(api, ana)
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
