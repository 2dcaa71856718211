import { expect, test } from 'vitest'
import { ProjectId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { processingJobs } from '#db/schema/jobs.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { type Person, startApi, type TestApi } from './api.fixtures.ts'
import { plainPng } from './plain-png.fixtures.ts'

/** A ready video of a minute with words, and clips of it. */
async function studio(names: string[] = []) {
  const api = await startApi()
  const ana = await api.register('Ana')
  const { id: project } = (await ana.get('/projects')).body.projects[0]
  const video = await newVideo(api.db, UserId.parse(ana.id), ProjectId.parse(project), {
    durationMs: ms(60_000),
  })
  const words = said('We tried it twice. It broke both times.')
  const { id: transcript } = await saveTranscript(api.db, video, words, 'import:json')
  const clips: string[] = []
  for (const name of names) {
    const times = { start_time: 0, end_time: 2, aspect_ratio: '9:16' }
    clips.push((await ana.post('/clips', { video_id: video, name, ...times })).body.clip.id)
  }
  return { api, ana, project, video, transcript, clips }
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** Ben, who is an editor in the workspace of whoever asks him. */
async function invited(api: TestApi, by: Person, role = 'editor') {
  const ben = await api.register('Ben')
  const { link } = (await by.post('/invitations', { role })).body.invitations[0]
  return { ben, token: new URL(link).searchParams.get('token') ?? '' }
}

test('a deleted video is listed, and comes back as it was', async () => {
  const { api, ana, video, clips } = await studio(['A'])
  const list = async (query = '') => ids((await ana.get(`/videos${query}`)).body.videos)
  expect(await list('?deleted=true')).toEqual([])
  expect((await ana.post(`/videos/${video}/restore`)).status).toBe(404)
  await ana.delete(`/videos/${video}`)
  expect([await list(), await list('?deleted=true')]).toEqual([[], [video]])
  const { deleted_at: at } = (await ana.get('/videos?deleted=true')).body.videos[0]
  expect(Date.now() - Date.parse(at)).toBeLessThan(60_000)

  const eve = await api.register('Eve')
  expect((await eve.get('/videos?deleted=true')).body.videos).toEqual([])
  expect((await eve.post(`/videos/${video}/restore`)).status).toBe(404)

  const back = await ana.post(`/videos/${video}/restore`)
  expect([back.status, back.body.video.id, back.body.video.deleted_at]).toEqual([200, video, null])
  expect([await list(), await list('?deleted=true')]).toEqual([[video], []])
  expect((await ana.get(`/clips/${clips[0]}`)).status).toBe(200)
})

test('a deleted project comes back with its videos', async () => {
  const { ana, project, video } = await studio()
  const list = async (query = '') => (await ana.get(`/projects${query}`)).body
  await ana.delete(`/projects/${project}`)
  expect((await list()).projects).toEqual([])
  expect(await list('?deleted=true')).toMatchObject({
    projects: [{ id: project, video_count: 1, deleted_at: expect.stringMatching(/Z$/) }],
    pagination: { total_count: 1 },
  })
  // Its videos are not deleted by themselves: they come with it.
  expect((await ana.get('/videos?deleted=true')).body.videos).toEqual([])
  const back = await ana.post(`/projects/${project}/restore`)
  expect([back.status, back.body.project]).toMatchObject([200, { id: project, deleted_at: null }])
  expect((await ana.get(`/videos/${video}`)).status).toBe(200)
  expect((await ana.post(`/projects/${project}/restore`)).status).toBe(404)
})

test('a deleted picture comes back, and the brand’s is for admins to delete', async () => {
  const { api, ana } = await studio()
  const { ben, token } = await invited(api, ana)
  await ben.post('/invitations/accept', { token })
  const { asset } = (
    await api.ask('POST', '/assets?name=Logo.png', {
      ...{ token: ana.token, raw: plainPng(30, 20) },
      headers: { 'content-type': 'application/octet-stream' },
    })
  ).body
  const logo = { type: 'logo', asset_id: asset.id, place: 'top-right' }
  expect((await ana.put('/workspace/brand-kit', { logo })).status).toBe(200)
  const asked = await ben.delete(`/assets/${asset.id}`)
  expect(asked.status).toBe(403)
  expect(asked.body.error.message).toContain('The brand of this workspace uses “Logo.png”')

  expect((await ana.post(`/assets/${asset.id}/restore`)).status).toBe(404)
  expect((await ana.delete(`/assets/${asset.id}`)).status).toBe(204)
  expect((await ana.get('/assets')).body.assets).toEqual([])
  const back = await ben.post(`/assets/${asset.id}/restore`)
  expect([back.status, back.body.asset]).toEqual([200, asset])
})

test('what a key of one workspace may not see stays deleted', async () => {
  const { api, ana, video } = await studio()
  const { ben, token } = await invited(api, ana)
  await ben.post('/invitations/accept', { token })
  const { key } = (await ben.post('/api-keys', { name: 'K', scopes: ['write', 'read'] })).body
  await ana.delete(`/videos/${video}`)
  const asked = await api.ask('POST', `/videos/${video}/restore`, { token: key, body: {} })
  expect(asked.status).toBe(404)
  expect((await ben.post(`/videos/${video}/restore`)).status).toBe(200)
})

test('somebody looks at an invitation and joins by it, as a person and never by a key', async () => {
  const { api, ana } = await studio()
  const { ben, token } = await invited(api, ana, 'reviewer')
  expect((await ben.post('/invitations/look', { token })).body).toEqual({
    invitation: { workspace: expect.any(String), role: 'reviewer', invited_by: 'Ana' },
  })
  const { key } = (await ben.post('/api-keys', { name: 'K', scopes: ['manage'] })).body
  const byKey = await api.ask('POST', '/invitations/accept', { token: key, body: { token } })
  expect(byKey.status).toBe(403)
  const joined = await ben.post('/invitations/accept', { token })
  expect(joined.status).toBe(200)
  expect(joined.body.workspace).toMatchObject({ role: 'reviewer', current: false })
  expect((await ben.get('/workspaces')).body.workspaces).toContainEqual(joined.body.workspace)
  for (const path of ['look', 'accept']) {
    expect((await ben.post(`/invitations/${path}`, { token })).status, path).toBe(404)
  }
})

test('files of several clips are asked for at once, with what they would cost', async () => {
  const { api, ana, video, clips } = await studio(['A', 'B'])
  const body = { clip_ids: clips, aspect_ratios: ['9:16', '1:1'], short_side: 540 }
  expect((await ana.post('/renders/cost', body)).body).toEqual({
    ...{ files: 4, plan: null, lambda: null },
  })
  const asked = await ana.post('/renders', body)
  expect(asked.status).toBe(202)
  expect(asked.body.files).toHaveLength(4)
  expect(asked.body.files[0]).toMatchObject({
    ...{ clip_id: clips[0], aspect_ratio: '9:16', language: null, reused: false, refusal: null },
  })
  const again = (await ana.post('/renders', body)).body.files
  expect(again.map((one: { reused: boolean }) => one.reused)).toEqual([true, true, true, true])
  // A language that a clip has not is said beside what can be made.
  const spanish = (await ana.post('/renders', { ...body, languages: [null, 'es'] })).body.files
  expect(spanish).toHaveLength(8)
  expect(spanish.map((one: { refusal: string | null }) => one.refusal)).toEqual([
    ...[null, expect.stringContaining('no captions in that language')],
    ...[null, expect.any(String), null, expect.any(String), null, expect.any(String)],
  ])

  const listed = (await ana.get(`/videos/${video}/renders`)).body.clips
  expect(listed.map(({ name }: { name: string }) => name).sort()).toEqual(['A', 'B'])
  expect(listed[0].renders).toHaveLength(2)
  expect(listed[0].renders[0]).toMatchObject({ current: true, render_job: { status: 'queued' } })

  for (const wrong of [
    { ...body, aspect_ratios: [] },
    { ...body, format: 'gif', codec: 'hevc' },
    { ...body, short_side: 63 },
  ]) {
    expect((await ana.post('/renders', wrong)).status, JSON.stringify(wrong)).toBe(400)
  }
  const eve = await api.register('Eve')
  for (const path of ['/renders', '/renders/cost']) {
    expect((await eve.post(path, { clip_ids: clips })).status).toBe(404)
  }
  const render = asked.body.files[0].render_id
  expect((await eve.get(`/renders/download?ids=${render}`)).status).toBe(404)
  expect((await ana.get('/renders/download?ids=../../x')).status).toBe(404)
})

test('a style that does not compile says in which line, and nothing is published', async () => {
  const { api, ana } = await studio()
  const { style } = (await ana.post('/caption-styles', { name: 'Marker' })).body
  const compile = async (body?: object) =>
    (await ana.post(`/caption-styles/${style.id}/compile`, body)).body
  expect(await compile()).toEqual({ compiles: true, faults: [] })
  expect(await compile({ source: 'broken' })).toEqual({
    ...{ compiles: false, faults: [{ line: 3, message: 'This is broken.' }] },
  })
  expect((await ana.get(`/caption-styles/${style.id}`)).body.versions).toEqual([])
  const renamed = await api.ask('PATCH', `/caption-styles/${style.id}`, {
    ...{ token: ana.token, body: { name: 'Highlighter' } },
  })
  expect(renamed.body.style.name).toBe('Highlighter')
})

test('which engines there are is told, and managers set what they listen for', async () => {
  const { api, ana } = await studio()
  const { ben, token } = await invited(api, ana)
  await ben.post('/invitations/accept', { token })
  const { id } = (await ana.get('/workspaces')).body.workspaces[0]
  const asBen = { token: ben.token, headers: { 'x-workspace-id': id } }
  expect((await ana.get('/workspace/engines')).body.engines).toEqual({
    ...{ speech: [], stays: [], custom_words: [] },
    language: { model: 'a model', host: 'llm.example', leaves: true, used: true, budget_tokens: 1 },
  })
  const words = ['Halden', ' Oda ', 'Halden']
  expect((await ana.put('/workspace/custom-words', { words })).body).toEqual({
    custom_words: ['Halden', 'Oda'],
  })
  expect((await api.ask('GET', '/workspace/engines', asBen)).body.engines.custom_words).toEqual([
    ...['Halden', 'Oda'],
  ])
  const refused = await api.ask('PUT', '/workspace/custom-words', { ...asBen, body: { words } })
  expect(refused.status).toBe(403)
  // No video has sound yet.
  expect((await ana.post('/workspace/engines/test', { engine: 'local' })).status).toBe(409)
  expect((await ana.post('/workspace/engines/test', { engine: 'ears' })).status).toBe(400)
})

test('the sample talk is opened, and is the same one the next time', async () => {
  const { api, ana } = await studio()
  const first = await ana.post('/videos/sample')
  expect([first.status, first.body.video.status]).toEqual([202, 'ingesting'])
  expect((await ana.post('/videos/sample')).body.video.id).toBe(first.body.video.id)
  const jobs = await api.db.select().from(processingJobs)
  expect(jobs.map(({ jobType }) => jobType)).toEqual(['make-sample'])
})

test('words are found where they were said, in one’s own workspace', async () => {
  const { api, ana, video, project } = await studio()
  const found = (await ana.get(`/said?search=broke&project_id=${project}`)).body.videos
  expect(found).toMatchObject([{ video_id: video, place_count: 1 }])
  expect(found[0].places[0].words).toContainEqual({ word: 'broke', found: true })
  const eve = await api.register('Eve')
  expect((await eve.get('/said?search=broke')).body.videos).toEqual([])
  expect((await eve.get(`/said?search=broke&project_id=${project}`)).status).toBe(404)
  expect((await ana.get('/said')).status).toBe(400)
})

test('edits of a transcript say what can be taken back', async () => {
  const { ana, transcript } = await studio()
  const steps = async () => (await ana.get(`/transcriptions/${transcript}/steps`)).body
  expect(await steps()).toEqual({ steps: 0, undo: null, redo: null })
  const { transcription } = (await ana.get(`/transcriptions/${transcript}`)).body
  const [segment] = transcription.segments
  await ana.put(`/transcriptions/${transcript}/segments/${segment.id}`, { text: 'We tried it.' })
  expect(await steps()).toMatchObject({ steps: 1, undo: { kind: 'text', by: 'Ana' }, redo: null })
  await ana.post(`/transcriptions/${transcript}/undo`)
  expect(await steps()).toMatchObject({ undo: null, redo: { kind: 'text', start_time: 0 } })
})

test('a clip tells which template it was given, and whether there is a newer version', async () => {
  const { ana, clips } = await studio(['A'])
  const given = async () => (await ana.get(`/clips/${clips[0]}/style/template`)).body.template
  expect(await given()).toBeNull()
  const { template } = (await ana.post('/templates', { name: 'T', visibility: 'workspace' })).body
  await ana.post(`/clips/${clips[0]}/style/apply-template/${template.id}`)
  await ana.put(`/templates/${template.id}`, { style_config: { caption_size: 60 } })
  expect(await given()).toEqual({ id: template.id, name: 'T', version: 1, newest_version: 2 })
})
