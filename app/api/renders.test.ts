import { writeFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { processingJobs, renders } from '#db/schema/jobs.ts'
import { startApi } from './api.fixtures.ts'
import { newHeardVideo } from './heard-video.fixtures.ts'

test('a render is asked for with its settings, watched, and cancelled', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
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
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
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

  expect(body.render_job.files.map(({ kind }: { kind: string }) => kind)).toEqual(['film'])
  await api.db
    .update(renders)
    .set({ subtitlesPath: `renders/${render}/clip.srt` })
    .where(eq(renders.id, render))
  const { files } = (await ana.get(`/clips/${id}/render/status`)).body.render_job
  expect(files.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['film', 'srt', 'vtt', 'ass', 'txt', 'poster'],
  ])
  await writeFile(await api.storage.place(`renders/${render}/clip.vtt`), 'WEBVTT')
  const vtt = new URL(files[2].url).pathname.replace('/api/v1', '')
  expect((await api.ask('GET', vtt)).body).toBe('WEBVTT')

  const path = new URL(body.render_job.output_url).pathname.replace('/api/v1', '')
  expect((await api.ask('GET', path)).body).toBe('a film')
  expect((await api.ask('GET', `${path}x`)).status).toBe(404)
  await ana.delete(`/clips/${id}`)
  expect((await api.ask('GET', path)).status).toBe(404)
})

test('a render whose first step is not told yet has a step all the same', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
  const made = await ana.post('/clips', { video_id: videoId, from_suggestion: suggestionId })
  const { id } = made.body.clip
  const { render_job: job } = (await ana.post(`/clips/${id}/render`)).body
  expect((await ana.get(`/jobs/${job.id}`)).body.job.current_step).toBeNull()
  await api.db.update(processingJobs).set({ status: 'running', startedAt: new Date() })
  const { body } = await ana.get(`/clips/${id}/render/status`)
  expect(body.render_job).toMatchObject({ status: 'rendering', current_step: 'Starting' })
  expect((await ana.get(`/jobs/${job.id}`)).body.job.current_step).toBe('Starting')
})

test.each([
  ['webm', 'video/webm'],
  ['mov', 'video/quicktime'],
  ['gif', 'image/gif'],
])('a finished %s is found where the API says it is', async (format, type) => {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { videoId, suggestionId } = await newHeardVideo(api, ana)
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
