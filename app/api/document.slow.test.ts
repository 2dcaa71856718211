import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readAssetHeader } from '#core/asset-header.ts'
import { startS3 } from '#db/s3-server.fixtures.ts'
import { startTestServer, type TestServer } from '../server/test-server.ts'
import { plainPng } from './plain-png.fixtures.ts'

/*
 * A program's whole day against a started server. Every answer is held against the document the
 * server gives out, and at the end no operation of the document was left out.
 */

type Answer = { content?: Record<string, { schema?: object }> }
type Operation = { responses: Record<string, Answer | { $ref: string }> }
// biome-ignore lint/suspicious/noExplicitAny: whatever came; the document says what it must be
type Body = any

let server: TestServer
let document: {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Answer> }
}
let ajv: InstanceType<typeof Ajv2020>
const walked = new Set<string>()
let token = ''

let s3: Awaited<ReturnType<typeof startS3>>

/** A language model that says back what it is given: lines by their numbers, and a post in the clip's words. */
const model = createServer(async (request, response) => {
  const sent: Buffer[] = []
  for await (const part of request) sent.push(part as Buffer)
  const { messages } = JSON.parse(Buffer.concat(sent).toString())
  const { content } = messages[1]
  const asked = JSON.parse(content.startsWith('{') ? content : '{}') as {
    lines?: { n: number; said: string }[]
  }
  const one = { title: 'Why it broke', description: 'Because it broke.', hashtags: ['broke'] }
  const answer = asked.lines
    ? { lines: asked.lines.map(({ n, said }) => ({ n, text: `es ${said}` })) }
    : {
        title: 'Three words',
        hooks: ['Why it broke'],
        youtube: one,
        tiktok: one,
        instagram: one,
        linkedin: one,
      }
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      choices: [{ message: { role: 'assistant', content: JSON.stringify(answer) } }],
      usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
    }),
  )
})

beforeAll(async () => {
  model.listen(0, '127.0.0.1')
  await once(model, 'listening')
  // Files in a bucket: all of a day's work goes through it.
  s3 = await startS3()
  server = await startTestServer({
    env: {
      RATE_LIMIT_FREE: '0',
      ALLOW_PRIVATE_ADDRESSES: 'yes',
      LOG_LEVEL: 'info',
      LLM_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
      LLM_MODEL: 'echo',
      S3_BUCKET: s3.config.bucket,
      S3_ENDPOINT: s3.config.endpoint ?? '',
      S3_ACCESS_KEY_ID: s3.config.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.config.secretAccessKey,
    },
  })
  document = await (await fetch(`${server.url}/api/v1/openapi.json`)).json()
  ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'api', components: document.components })
})
afterAll(async () => {
  await server.dispose()
  s3.stop()
  model.close()
})

/** The operation a request is, by its path in the document; fixed paths before those with a place in them. */
function operationOf(method: string, path: string) {
  const parts = path.split('?')[0]?.split('/') ?? []
  const fits = Object.keys(document.paths).filter((template) => {
    const wanted = template.replace('/api/v1', '').split('/')
    return (
      wanted.length === parts.length &&
      wanted.every((part, i) => part.startsWith('{') || part === parts[i])
    )
  })
  const [name] = fits.sort((a, b) => a.split('{').length - b.split('{').length)
  const operation = name && document.paths[name]?.[method.toLowerCase()]
  if (!name || !operation) throw new Error(`the document has no ${method} ${path}`)
  return { name: `${method} ${name}`, operation }
}

/** Asks, and holds the answer against the document. */
async function ask(
  method: string,
  path: string,
  status: number,
  sent: { body?: unknown; raw?: BodyInit; type?: string; token?: string | null } = {},
): Promise<Body> {
  const { name, operation } = operationOf(method, path)
  const bearer = sent.token === undefined ? token : sent.token
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(sent.body !== undefined && { 'content-type': 'application/json' }),
      ...(sent.type && { 'content-type': sent.type }),
    },
    ...(sent.body !== undefined && { body: JSON.stringify(sent.body) }),
    ...(sent.raw !== undefined && { body: sent.raw }),
  })
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const body: Body = type.endsWith('json') ? await response.json() : await response.text()
  expect(response.status, `${name}: ${JSON.stringify(body).slice(0, 600)}`).toBe(status)
  const said = operation.responses[status]
  // A refusal stands once in the document, and operations point at it.
  const told = said && '$ref' in said ? document.components.responses[said.$ref.slice(23)] : said
  expect(told, `${name} says nothing of ${status}`).toBeDefined()
  if (told?.content) {
    const content = told.content[type]
    expect(content, `${name} says nothing of ${type}`).toBeDefined()
    const schema = JSON.stringify(content?.schema ?? {}).replaceAll('"#/', '"api#/')
    const check = ajv.compile(JSON.parse(schema))
    expect(check(body) ? [] : check.errors, `${name} ${status}`).toEqual([])
  } else expect(body, name).toBe('')
  if (status < 400) walked.add(name)
  return body
}

/** What FFprobe says of a film. */
async function streamsOf(file: string): Promise<{ picture: Body; sound: Body }> {
  const ffprobe = createRequire(import.meta.url)('@ffprobe-installer/ffprobe') as { path: string }
  const run = promisify(execFile)
  const { stdout } = await run(ffprobe.path, ['-v', 'error', '-show_streams', '-of', 'json', file])
  const { streams } = JSON.parse(stdout) as { streams: Body[] }
  const of = (kind: string) => streams.find(({ codec_type }) => codec_type === kind)
  return { picture: of('video'), sound: of('audio') }
}

/** Asks again until it is so. */
const until = async (look: () => Promise<boolean>, what: string) => {
  const deadline = performance.now() + 240_000
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const SRT = Array.from({ length: 10 }, (_, i) => {
  const at = (s: number) => `00:00:${String(s).padStart(2, '0')},000`
  return `${i + 1}\n${at(i * 2)} --> ${at(i * 2 + 2)}\n${i % 2 === 0 ? 'Ana' : 'Ben'}: Why did we try it ${i} times? Because it broke.\n`
}).join('\n')

test('every operation of the document answers as it says', async () => {
  const post = (path: string, status: number, body: unknown = {}) =>
    ask('POST', path, status, { body })
  const get = (path: string, status = 200) => ask('GET', path, status)

  // Accounts.
  const account = { email: 'john@example.org', password: 'SecurePass123!', full_name: 'John Doe' }
  const registered = await ask('POST', '/auth/register', 201, { body: account, token: null })
  await ask('POST', '/auth/register', 400, { body: account, token: null })
  token = (await ask('POST', '/auth/login', 200, { body: account, token: null })).token.access_token
  const mailed = async (page: string) => {
    const find = () =>
      [...server.output().matchAll(new RegExp(`/${page}\\?token=(\\S+)`, 'g'))].at(-1)?.[1]
    await until(async () => find() !== undefined, page)
    return find()
  }
  await post('/auth/verify-email', 200, { token: await mailed('verify-email') })
  await post('/auth/forgot-password', 202, { email: account.email })
  await post('/auth/reset-password', 200, {
    token: await mailed('reset-password'),
    password: account.password,
  })
  await get('/me', 401)
  const signedIn = await ask('POST', '/auth/login', 200, { body: account, token: null })
  const { token: pair } = await post('/auth/refresh', 200, {
    refresh_token: signedIn.token.refresh_token,
  })
  token = pair.access_token
  expect((await get('/me')).user).toMatchObject({ email_verified: true, id: registered.user.id })
  await ask('PATCH', '/me', 200, { body: { full_name: 'John D' } })
  const shown = await ask('PUT', '/me/avatar', 200, {
    ...{ raw: plainPng(300, 200), type: 'application/octet-stream' },
  })
  const face = Buffer.from(await (await fetch(shown.user.avatar_url)).arrayBuffer())
  expect(readAssetHeader(face)?.size).toEqual({ width: 192, height: 192 })
  await ask('DELETE', '/me/avatar', 204)
  expect(await get('/me/sign-in-providers')).toEqual({ has_password: true, providers: [] })
  await ask('DELETE', '/me/sign-in-providers/github', 404)
  walked.add('DELETE /api/v1/me/sign-in-providers/{provider}')
  await post('/me/verification', 202)
  const asked = { email: 'johnny@example.org', current_password: 'SecurePass123?' }
  await ask('PUT', '/me/email', 400, { body: asked })
  await ask('PUT', '/me/email', 202, { body: { ...asked, current_password: account.password } })
  const renewed = { current_password: account.password, password: 'AnotherPass123!' }
  await ask('PUT', '/me/password', 204, { body: renewed })
  await ask('POST', '/auth/login', 401, { body: account, token: null })
  const login = { ...account, password: renewed.password }
  for (let i = 0; i < 2; i++) await ask('POST', '/auth/login', 200, { body: login, token: null })
  const { sessions } = await get('/me/sessions')
  expect(sessions).toHaveLength(3)
  const other = sessions.find((one: Body) => !one.is_current)
  await ask('DELETE', `/me/sessions/${other.id}`, 204)
  await ask('DELETE', '/me/sessions', 204)
  expect((await get('/me/sessions')).sessions).toMatchObject([{ is_current: true }])

  // Who is told what, from here on.
  const hooked: { headers: Record<string, string>; body: string }[] = []
  const hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      hooked.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(hook, 'listening')
  const port = (hook.address() as AddressInfo).port
  const made = await post('/webhooks', 201, {
    url: `http://127.0.0.1:${port}/hook`,
    events: ['render.done', 'video.ready', 'test.sent'],
  })
  const hookId = made.webhook.id
  await get('/webhooks')
  await ask('PUT', `/webhooks/${hookId}`, 200, { body: { active: true } })
  const heard: Body[] = []
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws?token=${token}`)
  socket.on('message', (data) => heard.push(JSON.parse(data.toString())))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })

  // Things to draw with.
  const logo = await ask('POST', '/assets?name=Our%20logo.png', 201, {
    raw: plainPng(300, 200),
    type: 'application/octet-stream',
  })
  expect(logo.asset).toMatchObject({ kind: 'picture', width: 300, name: 'Our logo.png' })
  expect((await get('/assets')).assets).toHaveLength(1)

  // The brand: what clips here begin with, and what they may not differ from.
  expect((await get('/workspace/brand-kit')).brand_kit).toMatchObject({ logo: null, locked: [] })
  const branded = await ask('PUT', '/workspace/brand-kit', 200, {
    body: {
      logo: { type: 'logo', asset_id: logo.asset.id, place: 'top-right' },
      colors: { words: '#ffeedd' },
      locked: ['logo', 'colours'],
    },
  })
  expect(branded.brand_kit).toMatchObject({
    ...{ logo: { asset_id: logo.asset.id, scale: 0.18 }, locked: ['logo', 'colours'] },
    colors: { words: '#ffeedd', emphasis: null },
  })
  await ask('PUT', '/workspace/brand-kit', 400, { body: { intro: { type: 'logo' } } })
  await ask('PUT', '/workspace/brand-kit', 200, {
    body: { logo: null, colors: { words: null }, locked: [] },
  })
  await ask('DELETE', `/assets/${logo.asset.id}`, 204)
  await post(`/assets/${logo.asset.id}/restore`, 200)

  // A video, by form and by address.
  const project = (await post('/projects', 201, { name: 'Podcast' })).project.id
  await get('/projects')
  await get(`/projects/${project}`)
  await ask('PUT', `/projects/${project}`, 200, { body: { name: 'The podcast' } })
  const film = join(server.dataFolder, 'talk.mp4')
  const ffmpeg = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }
  await promisify(execFile)(ffmpeg.path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=d=20:s=320x180:r=25', '-f', 'lavfi'],
    ...['-i', 'sine=d=20', '-pix_fmt', 'yuv420p', film],
  ])
  const bytes = await readFile(film)
  const form = new FormData()
  form.append('project_id', project)
  form.append('file', new Blob([bytes]), 'talk.mp4')
  const uploaded = await ask('POST', '/videos/upload', 202, { raw: form })
  const video = uploaded.video.id
  const files = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1')
  await once(files, 'listening')
  const imported = await post('/videos/upload/url', 202, {
    url: `http://127.0.0.1:${(files.address() as AddressInfo).port}/other.mp4`,
    project_id: project,
  })
  const statusOf = async (id: string) => (await get(`/videos/${id}`)).video.status
  for (const id of [video, imported.video.id]) {
    await until(async () => (await statusOf(id)) === 'needs-words', 'the video is read')
  }
  files.close()
  expect((await get(`/jobs/${imported.job.id}`)).job.status).toBe('completed')
  await get(`/videos/${video}/jobs`)
  // Past this server, straight to the bucket.
  const direct = { filename: 'direct.mp4', bytes: bytes.length, project_id: project }
  const straight = await post('/videos/upload/direct', 201, direct)
  const parts = `/videos/${straight.video.id}/upload-parts`
  expect(straight.part_count).toBe(1)
  const { parts: places } = await post(parts, 200, { part_numbers: [1] })
  expect((await fetch(places[0].url, { method: 'PUT', body: bytes })).status).toBe(200)
  expect((await get(parts)).parts).toEqual([{ part_number: 1, bytes: bytes.length }])
  await post(`/videos/${straight.video.id}/upload-complete`, 202)
  await until(async () => (await statusOf(straight.video.id)) === 'needs-words', 'it is read')
  await ask('DELETE', `/videos/${straight.video.id}`, 204)
  const unwanted = await post('/videos/upload/direct', 201, direct)
  await ask('DELETE', `/videos/${unwanted.video.id}/upload-parts`, 204)
  expect((await get(`/videos/${video}/upload-progress`)).upload.progress).toBe(100)
  expect((await get('/videos?search=talk&sort_by=title&status=needs-words')).videos).toHaveLength(1)
  await ask('PUT', `/videos/${video}`, 200, { body: { title: 'A talk' } })
  expect((await get(`/videos/${video}/metadata`)).metadata).toMatchObject({
    codec: 'h264',
    has_audio: true,
  })
  await get(`/videos/${video}/thumbnail`)
  const poster = await post(`/videos/${video}/regenerate-thumbnail`, 202, { at_seconds: 3 })
  await until(
    async () => (await get(`/jobs/${poster.job.id}`)).job.status === 'completed',
    'the picture is taken',
  )
  await post(`/videos/${imported.video.id}/retry`, 202)
  await ask('DELETE', `/videos/${imported.video.id}`, 204)
  await get(`/videos/${imported.video.id}`, 404)
  const trash = async () =>
    (await get('/videos?deleted=true')).videos.map(({ id }: Body): string => id)
  expect(await trash()).toContain(imported.video.id)
  await post(`/videos/${imported.video.id}/restore`, 200)
  expect(await trash()).not.toContain(imported.video.id)
  await ask('DELETE', `/videos/${imported.video.id}`, 204)

  // Its words, and what is found in them.
  await post(`/transcriptions/videos/${video}`, 409, { language: 'en' })
  walked.add('POST /api/v1/transcriptions/videos/{videoId}')
  await ask('POST', `/transcriptions/videos/${video}/import`, 201, { raw: SRT, type: 'text/plain' })
  await until(async () => (await statusOf(video)) === 'ready', 'moments are found')
  const { transcription } = await get(`/transcriptions/videos/${video}`)
  await get(`/transcriptions/${transcription.id}?include_words=false`)
  const segment = transcription.segments[0]
  const edited = await ask(
    'PUT',
    `/transcriptions/${transcription.id}/segments/${segment.id}`,
    200,
    {
      body: { text: 'Why did we even try it once? Because it broke.' },
    },
  )
  expect(edited.segment.words.map((word: Body) => word.word).join(' ')).toContain(
    'we even try it once?',
  )
  expect(
    (await get(`/transcriptions/${transcription.id}`)).transcription.segments[0].text,
  ).toContain('once')
  for (const format of ['srt', 'vtt', 'txt']) {
    const text = await post(`/transcriptions/${transcription.id}/export`, 200, { format })
    expect(text).toContain('even try it once')
  }
  // Edited as a document, and back to what was heard.
  const segments = `/transcriptions/${transcription.id}/segments/${segment.id}`
  const divided = (await post(`${segments}/split`, 200, { word: 7 })).segments
  expect(divided.map((part: Body) => part.text)).toEqual([
    'Why did we even try it once?',
    expect.stringMatching(/^Because/),
  ])
  const end = divided[0].words.at(-1)
  const times = {
    word: divided[0].words.length - 1,
    start_time: end.start_time,
    end_time: end.end_time,
  }
  const [moved] = (
    await ask('PUT', `${segments}/times`, 200, {
      body: { ...times, end_time: end.end_time - 0.01 },
    })
  ).segments
  expect(moved.words.at(-1).end_time).toBeCloseTo(end.end_time - 0.01, 5)
  await post(`${segments}/confirm`, 200, { words: [0] })
  expect((await post(`${segments}/merge`, 200)).segments[0].text).toContain('once? Because')
  const { segments: original } = await get(`/transcriptions/${transcription.id}/original`)
  expect(original[0].text).toBe(segment.text)
  await post(`/transcriptions/${transcription.id}/undo`, 200)
  await post(`/transcriptions/${transcription.id}/redo`, 200)
  const { steps } = await post(`/transcriptions/${transcription.id}/restore-original`, 200)
  for (let step = 0; step < steps; step++)
    await post(`/transcriptions/${transcription.id}/redo`, 200)
  expect(await get(`/transcriptions/${transcription.id}/steps`)).toMatchObject({
    ...{ steps: expect.any(Number), undo: { by: 'John D' }, redo: null },
  })
  const saidIn = (await get('/said?search=try')).videos
  expect(saidIn).toMatchObject([{ video_id: video, place_count: expect.any(Number) }])
  const analysis = await post(`/analysis/videos/${video}`, 202)
  await until(
    async () => (await get(`/jobs/${analysis.job.id}`)).job.status === 'completed',
    'the analysis is done',
  )
  await until(async () => (await statusOf(video)) === 'ready', 'moments are found again')
  await get(`/analysis/videos/${video}`)
  const found = await post(`/analysis/videos/${video}/suggest-clips`, 200, {
    min_duration: 3,
    max_duration: 15,
    max_suggestions: 5,
  })
  expect(found.suggestions.length).toBeGreaterThan(0)
  const wished = await post(`/analysis/videos/${video}/suggest-clips`, 200, {
    prompt: '5 to 15 s',
  })
  expect(wished.metadata.notes).toContain('Looked for: 5 to 15 s.')
  const [suggestion] = (await get(`/videos/${video}/suggestions`)).suggestions
  expect((await fetch(suggestion.preview_url)).status).toBe(200)
  await post(`/suggestions/${suggestion.id}/dismiss`, 200, { dismissed: false })

  // A clip, its look, its file.
  const { clip: accepted } = await post(`/suggestions/${suggestion.id}/accept`, 201)
  await ask('DELETE', `/clips/${accepted.id}`, 204)
  const { clip } = await post('/clips', 201, {
    video_id: video,
    name: 'Best moment',
    start_time: 1,
    end_time: 4,
    aspect_ratio: '9:16',
  })
  await get(`/clips/${clip.id}`)
  expect((await get(`/clips/${clip.id}/render-cost?files=2`)).cost).toBeNull()
  const { loudness } = await get(`/clips/${clip.id}/loudness`)
  expect(loudness.after.lufs).toBeCloseTo(-14, 0)
  await get(`/clips?video_id=${video}`)
  const longer = await ask('PUT', `/clips/${clip.id}`, 200, {
    body: { name: 'The moment', end_time: 4.5 },
  })
  expect(longer.clip).toMatchObject({ name: 'The moment', end_time: 4.5 })
  const { transcription: words } = await get(`/transcriptions/videos/${video}`)
  expect(
    await post(`/transcriptions/${words.id}/fix`, 200, {
      ...{ heard: 'broke', said: 'burst', count_only: true },
    }),
  ).toMatchObject({ places: 10, clips_changed: 0 })
  const renamed = await ask('PUT', `/transcriptions/${words.id}/speakers/1`, 200, {
    body: { name: 'Benedikt' },
  })
  expect(renamed.transcription.speakers).toEqual(['Ana', 'Benedikt'])
  expect((await get(`/clips/${clip.id}/tightenings?strength=tight`)).tightenings).toEqual([])
  expect(await post(`/clips/${clip.id}/tighten`, 200)).toMatchObject({ cut: [], saved_seconds: 0 })
  const { shots } = await get(`/clips/${clip.id}/faces`)
  expect(shots.length).toBeGreaterThan(0)
  expect(await post(`/clips/${clip.id}/frame-by-faces`, 200)).toEqual({ shots, skipped: 0 })
  const translated = await post(`/clips/${clip.id}/translation`, 200, { language: 'es' })
  expect(translated).toMatchObject({ language: 'es', missing: 0 })
  expect(translated.lines[0].text).toMatch(/^es \S/)
  expect(await get(`/clips/${clip.id}/translation`)).toMatchObject({ lines: translated.lines })
  const everyClip = await post(`/videos/${video}/translation`, 202, { language: 'de' })
  expect(everyClip.clips).toBe(1)
  await until(
    async () => (await get(`/jobs/${everyClip.job.id}`)).job.status === 'completed',
    'the clips are translated',
  )
  expect(await get(`/clips/${clip.id}/translation`)).toMatchObject({ language: 'de' })
  const text = await post(`/clips/${clip.id}/post-text`, 200)
  expect(JSON.stringify(text)).toContain('Why it broke')
  const style = {
    caption_enabled: true,
    caption_font: 'Montserrat',
    caption_size: 52,
    caption_color: '#FFFFFF',
    caption_bg_color: '#000000CC',
    caption_position: 'bottom',
    caption_animation: 'slide-up',
    caption_max_words: 3,
    brand_logo_url: 'https://cdn.example.com/logos/brand.png',
    brand_logo_position: 'top-right',
    brand_logo_scale: 0.8,
    background_music_url: 'https://cdn.example.com/music/upbeat.mp3',
    background_music_volume: 0.25,
    original_audio_volume: 1,
  }
  const dressed = await ask('PUT', `/clips/${clip.id}/style`, 200, { body: style })
  expect(dressed.style).toMatchObject(style)
  expect(dressed.problems.map(({ field }: { field: string }) => field)).toEqual([
    ...['brand_logo_url', 'background_music_url'],
  ])
  const { style: quiet } = await ask('PUT', `/clips/${clip.id}/style`, 200, {
    body: {
      original_audio_volume: 0.5,
      transition_effect: 'crossfade',
      overlay_template: 'progress-bar',
    },
  })
  expect(quiet).toMatchObject({
    ...{ original_audio_volume: 0.5, transition_effect: 'crossfade' },
    overlay_template: 'progress-bar',
  })
  // Nobody answers at those addresses.
  expect(quiet.not_drawn).toEqual(['brand_logo_url', 'background_music_url'])
  await ask('PUT', `/clips/${clip.id}/style`, 200, { body: { original_audio_volume: 1 } })
  await ask('PUT', `/clips/${clip.id}/style`, 400, { body: { caption_animation: 'explode' } })
  const refused = await ask('PUT', `/clips/${clip.id}/style`, 400, {
    body: { overlay_template: 'confetti' },
  })
  expect(JSON.stringify(refused)).toContain(
    'There are: progress-bar, lower-third, title-card, none.',
  )
  expect((await get(`/clips/${clip.id}/style`)).style).toMatchObject(style)
  const captions = {
    ...{ emphasis_by: 'both', emphasis: '#FFD166', active: '#6EE7FF', safe_zone: 'reels' },
    ...{ speakers: { 0: '#FFB454' }, lines: 'full', caps: true, entry: 'rise', palette: '#FF0000' },
  }
  const options = await ask('PUT', `/clips/${clip.id}/style`, 200, { body: { captions } })
  expect(options.style).toMatchObject({ ...style, captions })
  expect(options.style.not_drawn).toContain('captions.palette')
  const back = { captions: options.style.captions }
  expect((await ask('PUT', `/clips/${clip.id}/style`, 200, { body: back })).style).toMatchObject(
    back,
  )
  const unknown = await ask('PUT', `/clips/${clip.id}/style`, 400, { body: { caption_glow: 1 } })
  expect(unknown.error.details).toMatchObject([{ field: 'caption_glow' }])
  const [{ id: spoken }] = (await get(`/clips/${clip.id}/words`)).words
  const marked = [{ id: spoken, emphasised: true, emoji: '🔥' }]
  expect(
    (await ask('PATCH', `/clips/${clip.id}/words`, 200, { body: { words: marked } })).words,
  ).toMatchObject(marked)
  const { template } = await post('/templates', 201, {
    name: 'House',
    is_public: true,
    style_config: { caption_animation: 'clear', caption_size: 40 },
  })
  await get('/templates')
  await get('/templates/public')

  // A style somebody writes, and a clip that has it.
  const { style: written } = await post('/caption-styles', 201, { name: 'Marker' })
  await get('/caption-styles')
  await post(`/caption-styles/${written.id}/versions`, 400, { source: 'export default 1 +' })
  const compile = `/caption-styles/${written.id}/compile`
  expect(await post(compile, 200)).toEqual({ compiles: true, faults: [] })
  expect(await post(compile, 200, { source: 'const a = 1\nexport default 1 +' })).toMatchObject({
    ...{ compiles: false, faults: [{ line: 2 }] },
  })
  await ask('PATCH', `/caption-styles/${written.id}`, 200, { body: { name: 'Highlighter' } })
  const { version: published } = await post(`/caption-styles/${written.id}/versions`, 201)
  expect(published.version).toBe(1)
  expect((await get(`/caption-styles/${written.id}`)).versions).toHaveLength(1)
  const pinned = await post(`/clips/${clip.id}/style/caption-style/${written.id}`, 200, {
    overrides: { size: 70 },
  })
  expect(pinned).toEqual({ caption_style_id: written.id, version: 1 })
  await ask('DELETE', `/caption-styles/${written.id}`, 204)
  await get(`/templates/${template.id}`)
  await ask('PUT', `/templates/${template.id}`, 200, { body: { name: 'House style' } })
  const { composition } = await ask('PUT', `/clips/${clip.id}/composition`, 200, {
    body: {
      overlays: [{ type: 'text', text: 'Only here', shown: 'first', shown_seconds: 1 }],
      sound: { voice: 3, target: -16 },
      layouts: [{ aspect_ratio: '9:16', start_time: 0, end_time: 60, layout: 'fit' }],
    },
  })
  expect(composition.overlays).toMatchObject([{ type: 'text', text: 'Only here', size: 48 }])
  expect((await get(`/clips/${clip.id}/composition`)).composition).toEqual(composition)
  await ask('PUT', `/clips/${clip.id}/composition`, 400, { body: { overlays: [{ type: 'logo' }] } })

  // A name for the clip as it is, another look, and back again.
  const { id: kept } = await post(`/clips/${clip.id}/versions`, 201, { name: 'With a text' })
  const version = `/clips/${clip.id}/versions/${kept}`
  await ask('PUT', `/clips/${clip.id}/composition`, 200, { body: { overlays: [] } })
  expect((await get(`/clips/${clip.id}/versions`)).versions).toMatchObject([
    { id: kept, kind: 'named', name: 'With a text', number: 1 },
  ])
  expect((await get(version)).composition.overlays).toEqual(composition.overlays)
  await ask('PATCH', version, 204, { body: { name: 'With its text' } })
  expect((await get(`${version}/changes`)).changes).not.toEqual([])
  expect((await post(`${version}/restore`, 200)).changed).toBeGreaterThan(0)
  expect((await get(`/clips/${clip.id}/composition`)).composition).toEqual(composition)

  const applied = await post(`/clips/${clip.id}/style/apply-template/${template.id}`, 200)
  expect(applied.style).toMatchObject({ caption_animation: 'clear', caption_size: 40 })
  expect((await get(`/clips/${clip.id}/style/template`)).template).toMatchObject({
    ...{ id: template.id, name: 'House style', version: 1, newest_version: 1 },
  })
  // A template of all a clip has, seen first, and given to all clips of the video.
  const whole = await post('/templates', 201, {
    ...{ name: 'All of it', clip_id: clip.id, visibility: 'workspace', category: 'Podcast' },
  })
  expect(whole.template).toMatchObject({ version: 1, visibility: 'workspace', is_public: false })
  expect((await get('/templates/workspace?category=Podcast')).templates).toHaveLength(1)
  const next = await post(`/templates/${whole.template.id}/versions`, 201, {
    ...{ clip_id: clip.id, parts: ['captions', 'picture'] },
  })
  expect(next.template).toMatchObject({ version: 2, parts: ['captions', 'picture'] })
  expect((await get(`/templates/${whole.template.id}/versions`)).versions).toHaveLength(2)
  expect(await get(`/clips/${clip.id}/style/preview-template/${whole.template.id}`)).toMatchObject({
    version: 2,
    overlays: 1,
    left_out: [],
  })
  expect(
    await post(`/videos/${video}/apply-template/${whole.template.id}`, 200, { version: 1 }),
  ).toEqual({ version: 1, clip_ids: [clip.id], failed: [], left_out: [] })
  const { template: copy } = await post(`/templates/${template.id}/duplicate`, 201)
  await ask('DELETE', `/templates/${copy.id}`, 204)
  const { clip: second } = await post(`/clips/${clip.id}/duplicate`, 201)

  // What is said of it.
  const { comment } = await post(`/clips/${clip.id}/comments`, 201, {
    body: 'Could this be shorter?',
    start_time: 1.5,
    end_time: 2,
  })
  const { comment: reply } = await post(`/comments/${comment.id}/replies`, 201, { body: 'It is.' })
  await ask('PATCH', `/comments/${comment.id}`, 200, { body: { body: 'Shorter?', resolved: true } })
  await ask('DELETE', `/comments/${reply.id}`, 204)
  expect((await get(`/clips/${clip.id}/comments`)).comments).toMatchObject([
    { id: comment.id, body: 'Shorter?', start_time: 1.5, end_time: 2, thread_id: null },
  ])
  for (const format of ['csv', 'edl', 'fcpxml']) {
    expect(await get(`/clips/${clip.id}/comments/export?format=${format}`)).toContain('Shorter?')
  }
  expect(await get(`/clips/${clip.id}/comments/export?format=pdf`)).toContain('%PDF-')

  // It is sent for review, looked at by a link, and approved; without that it is not exported.
  expect((await get(`/clips/${clip.id}/review`)).review).toBeNull()
  const rule = (yes: boolean) =>
    ask('PUT', '/workspace/review-rule', 200, { body: { export_needs_approval: yes } })
  await rule(true)
  await post(`/clips/${clip.id}/render`, 409)
  const { review } = await post(`/clips/${clip.id}/review`, 200, {
    reviewers: [registered.user.id],
    due_at: new Date(Date.now() + 3600_000).toISOString(),
  })
  const { id: linkId } = await post(`/clips/${clip.id}/review-links`, 201, { label: 'Halden' })
  expect((await get(`/clips/${clip.id}/review-links`)).links).toMatchObject([
    { id: linkId, label: 'Halden', guests: 0 },
  ])
  expect((await get(`/review-links/${linkId}/views`)).views).toEqual([])
  await ask('DELETE', `/review-links/${linkId}`, 204)
  const decided = await post(`/clips/${clip.id}/verdict`, 200, {
    version_id: review.version_id,
    verdict: 'approved',
  })
  expect(decided.review).toMatchObject({ state: 'approved', edited_since: false })
  expect(await get('/notifications')).toEqual({ notifications: [], unread: 0 })
  await post('/notifications/read', 204)

  await rule(false)
  await post(`/clips/${second.id}/render`, 202)
  await post(`/clips/${second.id}/cancel-render`, 200)
  const tooMuch = await post(`/clips/${second.id}/render`, 202)
  await post(`/jobs/${tooMuch.render_job.id}/cancel`, 200)
  const render = await post(`/clips/${clip.id}/render`, 202, {
    quality: 'draft',
    format: 'mp4',
    codec: 'hevc',
    bitrate: 300,
    resolution: '270x480',
    fps: 24,
    audio_bitrate: 96,
  })
  const watched: Body[] = []
  const watching = new WebSocket(render.websocket_url)
  watching.on('message', (data) => watched.push(JSON.parse(data.toString())))
  await until(async () => {
    const { render_job: job } = await get(`/clips/${clip.id}/render/status`)
    if (job.status === 'failed') throw new Error(job.error_message)
    return job.status === 'completed'
  }, 'the clip is rendered')
  const { renders } = await get(`/clips/${clip.id}/renders`)
  const download = await fetch(`${server.url}/api/v1/clips/${clip.id}/download`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(download.headers.get('content-type')).toBe('video/mp4')
  const file = join(server.dataFolder, 'downloaded.mp4')
  await writeFile(file, Buffer.from(await download.arrayBuffer()))
  expect((await stat(file)).size).toBe(renders[0].file_size_bytes)
  // The file is what was asked for, in every setting.
  const { picture, sound } = await streamsOf(file)
  expect(picture).toMatchObject({ codec_name: 'hevc', width: 270, height: 480 })
  expect(picture.r_frame_rate).toBe('24/1')
  expect(Number(picture.bit_rate) / 1000).toBeLessThan(300 * 1.5)
  expect(sound).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 })
  expect(Math.abs(Number(sound.bit_rate) / 1000 - 96)).toBeLessThan(15)
  walked.add('GET /api/v1/clips/{id}/download')

  // Several files as one request.
  const several = { clip_ids: [clip.id, second.id], aspect_ratios: ['1:1'], short_side: 270 }
  expect(await post('/renders/cost', 200, several)).toMatchObject({ files: 2, plan: null })
  const { files: many } = await post('/renders', 202, { ...several, quality: 'draft' })
  expect(many.map(({ refusal }: Body) => refusal)).toEqual([null, null])
  const madeOf = async () => {
    const { clips } = await get(`/videos/${video}/renders`)
    return clips.flatMap(({ renders }: Body) =>
      renders.filter(({ render_job: job }: Body) => many.some((f: Body) => f.render_id === job.id)),
    )
  }
  await until(
    async () => (await madeOf()).every(({ render_job: job }: Body) => job.status === 'completed'),
    'both are rendered',
  )
  const zip = `/renders/download?ids=${many.map(({ render_id }: Body) => render_id).join(',')}`
  expect((await ask('GET', zip, 200)).slice(0, 2)).toBe('PK')
  expect((await fetch(renders[0].output_url)).status).toBe(200)
  walked.add('GET /api/v1/files/{token}')

  // Told by socket and by webhook.
  await expect.poll(() => watched.map(({ type }) => type)).toContain('RENDER_COMPLETE')
  expect(watched[0]).toMatchObject({
    type: 'JOB_UPDATE',
    payload: { job_id: render.render_job.id },
  })
  expect(heard.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['JOB_UPDATE', 'NOTIFICATION', 'RENDER_COMPLETE']),
  )
  await post(`/webhooks/${hookId}/test`, 202)
  await expect.poll(() => hooked.map(({ body }) => JSON.parse(body).type)).toContain('test.sent')
  expect(hooked.map(({ body }) => JSON.parse(body).type)).toEqual(
    expect.arrayContaining(['video.ready', 'render.done']),
  )
  const [first] = hooked
  if (!first) throw new Error('no webhook came')
  expect(new Webhook(made.secret).verify(first.body, first.headers)).toMatchObject({
    type: 'video.ready',
  })
  const { secret } = await post(`/webhooks/${hookId}/rotate-secret`, 200)
  const { deliveries } = await get(`/webhooks/${hookId}/deliveries`)
  const before = hooked.length
  await post(`/webhooks/${hookId}/deliveries/${deliveries[0].id}/replay`, 202)
  await expect.poll(() => hooked.length).toBeGreaterThan(before)
  const again = hooked.at(-1)
  if (!again) throw new Error('no webhook came')
  // Both secrets sign while receivers change over.
  for (const key of [secret, made.secret]) new Webhook(key).verify(again.body, again.headers)
  expect(again.headers['webhook-id']).toBe(deliveries[0].message_id)
  await ask('DELETE', `/webhooks/${hookId}`, 204)
  hook.close()

  // The workspace.
  await get('/workspaces')
  await get('/members')
  const { invitations } = await post('/invitations', 201, { emails: [], role: 'editor' })
  await get('/invitations')
  const { link } = await post(`/invitations/${invitations[0].id}/resend`, 200)
  const joining = { body: { token: new URL(link).searchParams.get('token') } }
  const guest = { email: 'guest@example.org', password: account.password }
  const asGuest = (await ask('POST', '/auth/register', 201, { body: guest, token: null })).token
  const joinAs = { ...joining, token: asGuest.access_token }
  await ask('POST', '/invitations/look', 200, joinAs)
  expect((await ask('POST', '/invitations/accept', 200, joinAs)).workspace.role).toBe('editor')
  const { invitations: another } = await post('/invitations', 201, { emails: [], role: 'editor' })
  await ask('DELETE', `/invitations/${another[0].id}`, 204)
  await ask('PATCH', '/workspace', 204, { body: { name: 'The studio' } })
  expect((await get('/workspaces')).workspaces[0].name).toBe('The studio')
  // To oneself: nothing changes.
  await post(`/members/${registered.user.id}/hand-over`, 204)
  const key = await post('/api-keys', 201, { name: 'CMS', scopes: ['read'] })
  await get('/api-keys')
  await ask('GET', '/clips', 200, { token: key.key })
  await ask('POST', '/projects', 403, { token: key.key, body: { name: 'x' } })
  await ask('GET', '/me/export', 403, { token: key.key })
  await ask('DELETE', `/api-keys/${key.id}`, 204)
  await ask('GET', '/clips', 401, { token: key.key })
  await get('/audit-log')
  expect(
    (await get(`/numbers?span=30-days&project_id=${project}`)).numbers.totals.videos,
  ).toBeGreaterThan(0)
  expect((await get('/plan')).plan).toBeNull()
  await post('/plan/checkout', 404, { plan: 'pro' })
  await post('/plan/portal', 404)
  for (const name of ['checkout', 'portal']) walked.add(`POST /api/v1/plan/${name}`)
  await ask('PUT', `/members/${registered.user.id}`, 409, { body: { role: 'editor' } })
  await ask('DELETE', `/members/${registered.user.id}`, 409)
  for (const name of ['PUT', 'DELETE']) walked.add(`${name} /api/v1/members/{id}`)
  const { engines } = await get('/workspace/engines')
  expect(engines).toMatchObject({ speech: [], language: { model: 'echo' }, custom_words: [] })
  const home = { order: ['local'], stays: ['posts'] }
  expect((await ask('PUT', '/workspace/engines', 200, { body: home })).engines.stays).toEqual([
    'posts',
  ])
  await ask('PUT', '/workspace/engines', 200, { body: { order: [], stays: [] } })
  expect(await ask('PUT', '/workspace/custom-words', 200, { body: { words: ['Halden'] } })).toEqual(
    { custom_words: ['Halden'] },
  )
  const tried = await post('/workspace/engines/test', 200, { engine: 'language' })
  expect(tried.test).toMatchObject({ works: true, sample: 'Three words' })
  const { video: sample } = await post('/videos/sample', 202)
  await ask('DELETE', `/videos/${sample.id}`, 204)
  await ask('DELETE', `/projects/${project}`, 204)
  await post(`/projects/${project}/restore`, 200)
  await ask('DELETE', `/projects/${project}`, 204)

  expect((await get('/me/export')).user.id).toBe(registered.user.id)
  const leaving = { email: 'leaving@example.org', password: account.password }
  const left = (await ask('POST', '/auth/register', 201, { body: leaving, token: null })).token
  const as = { token: left.access_token, body: { current_password: account.password } }
  await ask('POST', '/me/delete', 204, as)
  await ask('GET', '/me', 401, { token: left.access_token })

  const ended = new Promise((resolve) => socket.once('close', resolve))
  await ask('POST', '/auth/logout', 204)
  await get('/me', 401)
  socket.close()
  watching.close()
  await ended

  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(all.filter((name) => !walked.has(name))).toEqual([])
})

test('the reference is one page that loads nothing', async () => {
  const answer = await fetch(`${server.url}/api/docs`)
  const page = await answer.text()
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).toContain('/api/v1/clips/{id}/render')
  expect(page).not.toMatch(/<script|src=|@import|url\(/)
})

test('an event socket opens for its token alone', async () => {
  const refused = (path: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`)
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
      socket.once('error', () => {})
    })
  expect(await refused('/ws')).toBe(401)
  expect(await refused('/ws?token=x')).toBe(401)
  expect(await refused(`/ws/${crypto.randomUUID()}`)).toBe(401)
  expect(await refused('/ws/..%2f')).toBe(401)
})
