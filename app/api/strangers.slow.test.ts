import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { plainExport } from '#core/export-settings.ts'
import { ClipId, ProjectId, UserId, WorkspaceId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { insertRender } from '#db/renders.ts'
import { users } from '#db/schema/accounts.ts'
import { suggestions } from '#db/schema/clips.ts'
import { projects, workspaceMembers } from '#db/schema/workspaces.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { appRouter } from '../trpc/router.ts'
import { type Person, startApi, type TestApi } from './api.fixtures.ts'
import { idFields, madeUpInput } from './made-up-input.fixtures.ts'
import { plainPng } from './plain-png.fixtures.ts'

/*
 * Somebody with an account of their own, who has got hold of every id of another workspace. Whatever
 * they ask, the answer must be the one that a made-up id gets: nothing tells that a thing exists.
 */

/** One of everything that has an id, by the name that ids of its kind go by. */
async function everything(api: TestApi, person: Person): Promise<Record<string, string>> {
  const { db } = api
  const projectId = (await person.get('/projects')).body.projects[0].id as string
  const videoId = await newVideo(db, UserId.parse(person.id), ProjectId.parse(projectId), {
    durationMs: ms(60_000),
  })
  const transcript = await saveTranscript(
    db,
    videoId,
    said('We tried it. It broke.'),
    'import:json',
  )
  const [suggestion] = await db
    .insert(suggestions)
    .values({
      ...{ videoId, transcriptionId: transcript.id, rank: 1, startMs: ms(0), endMs: ms(1600) },
      ...{ score: 80, parts: { hook: 9, emotion: 8, topic: 7, thought: 6, visual: null } },
      ...{ reasons: [], highlights: [], title: 'We tried it', transcript: 'We tried it.' },
    })
    .returning()
  const made = async (path: string, body: unknown) => {
    const answer = await person.post(path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { clip } = await made('/clips', {
    ...{ video_id: videoId, name: 'Mine', start_time: 0, end_time: 2, aspect_ratio: '9:16' },
  })
  const [project] = await db
    .select()
    .from(projects)
    .where(eq(projects.id, projectId as never))
  const workspaceId = WorkspaceId.parse(project?.workspaceId)
  const clipId = ClipId.parse(clip.id)
  const renderId = await insertRender(db, {
    ...{ clipId, userId: UserId.parse(person.id), shape: '9:16', settings: plainExport },
    project: await readStoredClip(db, clipId),
  })
  const asset = await api.ask('POST', '/assets?name=Logo.png', {
    ...{ token: person.token, raw: plainPng(30, 20) },
    headers: { 'content-type': 'application/octet-stream' },
  })
  const { template } = await made('/templates', { name: 'T', visibility: 'workspace' })
  const { style } = await made('/caption-styles', { name: 'S' })
  await made(`/caption-styles/${style.id}/versions`, {})
  const { comment } = await made(`/clips/${clip.id}/comments`, { body: 'Hm', start_time: 1 })
  const webhook = await made('/webhooks', { url: 'https://example.com/x', events: ['test.sent'] })
  await made(`/webhooks/${webhook.webhook.id}/test`, {})
  const { deliveries } = (await person.get(`/webhooks/${webhook.webhook.id}/deliveries`)).body
  const { invitations } = await made('/invitations', { emails: [], role: 'editor' })
  const key = await made('/api-keys', { name: 'K', scopes: ['read'] })
  const { review } = await made(`/clips/${clip.id}/review`, { reviewers: [person.id] })
  const link = await made(`/clips/${clip.id}/review-links`, {})
  const { transcription } = (await person.get(`/transcriptions/${transcript.id}`)).body
  const analysis = await made(`/analysis/videos/${videoId}`, {})
  const { sessions } = (await person.get('/me/sessions')).body
  return {
    ...{ project: projectId, video: videoId, transcription: transcript.id, clip: clip.id },
    ...{ suggestion: suggestion?.id as string, render: renderId, asset: asset.body.asset.id },
    ...{ template: template.id, style: style.id, comment: comment.id, link: link.id },
    ...{ webhook: webhook.webhook.id, delivery: deliveries[0].id, key: key.id },
    ...{ invitation: invitations[0].id, version: review.version_id, job: analysis.job.id },
    ...{ user: person.id, workspace: workspaceId, segment: transcription.segments[0].id },
    session: sessions[0].id,
  }
}

/** What the ids of the API's addresses and bodies are called here. */
const kinds: Record<string, string> = {
  ...{ clips: 'clip', videos: 'video', projects: 'project', transcriptions: 'transcription' },
  ...{ suggestions: 'suggestion', templates: 'template', comments: 'comment', webhooks: 'webhook' },
  ...{ 'caption-styles': 'style', deliveries: 'delivery', 'api-keys': 'key', jobs: 'job' },
  ...{ 'review-links': 'link', invitations: 'invitation', assets: 'asset', members: 'user' },
  ...{ 'apply-template': 'template', 'preview-template': 'template', 'caption-style': 'style' },
  ...{ clip_id: 'clip', video_id: 'video', project_id: 'project', version_id: 'version' },
  ...{ asset_id: 'asset', reviewers: 'user', thread_id: 'comment', template_id: 'template' },
  ...{ clip_ids: 'clip', comment_id: 'comment', asset: 'asset', member_id: 'user' },
  ...{ clipId: 'clip', videoId: 'video', projectId: 'project', transcriptionId: 'transcription' },
  ...{ suggestionId: 'suggestion', templateId: 'template', styleId: 'style', assetId: 'asset' },
  ...{ commentId: 'comment', renderId: 'render', versionId: 'version', linkId: 'link' },
  ...{ thread: 'comment', version: 'version', from: 'version', to: 'version', id: 'style' },
  ...{ userId: 'user', workspaceId: 'workspace', jobId: 'job', videoIds: 'video' },
  ...{
    renders: 'render',
    renderIds: 'render',
    clipIds: 'clip',
    mentions: 'user',
    roundId: 'version',
  },
  ...{
    segments: 'segment',
    sessions: 'session',
    versions: 'version',
    user_id: 'user',
    before: 'version',
  },
  ...{ notificationId: 'version', ids: 'version', all: 'video', mentioned: 'user' },
}

/** Fields that no body has and every body is sent: what they would change must not be. */
const EXTRAS = {
  ...{ role: 'owner', is_admin: true, plan: 'enterprise', subscription_tier: 'enterprise' },
  ...{ credits_remaining: 1_000_000, email_verified: true, usage_count: 99, user_id: '', id: '' },
}

/** Without these a body is refused for what it lacks, before anybody looks whose id it is about. */
const NEEDED: Record<string, object> = {
  'put /videos/{id}': { title: 'x' },
  'put /projects/{id}': { name: 'x' },
  'put /transcriptions/{id}/segments/{segmentId}': { text: 'x' },
  'patch /clips/{id}/words': { words: [{ id: 'w0', emphasised: true }] },
}
/** They take nothing but what they know, and say so. */
const STRICT = [
  'put /clips/{id}/composition',
  'put /clips/{clipId}/style',
  'patch /clips/{id}/words',
]

const bare = (body: unknown) =>
  JSON.stringify(body, (key, value) =>
    ['request_id', 'timestamp', 'created_at', 'updated_at'].includes(key) ? undefined : value,
  )

test('over REST no id of another workspace is told from one that nobody has', async () => {
  const api = await startApi()
  const [ana, eve] = [await api.register('Ana'), await api.register('Eve')]
  const [theirs, mine] = [await everything(api, ana), await everything(api, eve)]
  const document = (await api.ask('GET', '/openapi.json')).body
  const components = document.components.schemas
  const seen = async () => {
    const paths = [
      `/clips/${theirs.clip}`,
      `/clips/${theirs.clip}/style`,
      '/projects',
      '/templates',
    ]
    const lists = ['/webhooks', '/api-keys', '/members', '/invitations', '/assets', '/me']
    return bare(await Promise.all([...paths, ...lists].map(async (p) => (await ana.get(p)).body)))
  }
  const before = await seen()
  const told: string[] = []
  const unknown = new Set<string>()
  let walked = 0
  for (const [template, methods] of Object.entries<Record<string, never>>(document.paths)) {
    const path = template.replace('/api/v1', '')
    // A provider is one of a few names, the same for everybody.
    const open = ['/auth/', '/files/', '/me/sign-in-providers/']
    if (open.some((start) => path.startsWith(start))) continue
    const parts = path.split('/')
    for (const [method, operation] of Object.entries(methods)) {
      const { requestBody, parameters = [] } = operation as {
        requestBody?: { content: Record<string, { schema?: object }> }
        parameters?: { in: string; name: string; schema: { format?: string } }[]
      }
      const schema = requestBody?.content['application/json']?.schema
      /** Every place in the request where an id stands. */
      const places = [
        // A speaker is a number within a transcript.
        ...parts.flatMap((part, i) =>
          part.startsWith('{') && part !== '{speakerId}' ? [`path ${i}`] : [],
        ),
        ...(schema ? idFields(schema, components).map((name) => `body ${name}`) : []),
        ...parameters
          .filter((one) => one.in === 'query' && one.schema.format === 'uuid')
          .map(({ name }) => `query ${name}`),
      ]
      const kindAt = (place: string) => {
        const [where, name = ''] = place.split(' ')
        const called = where === 'path' ? (parts[Number(name) - 1] ?? '') : name
        if (!kinds[called]) unknown.add(`${method} ${path}: ${place} (${called})`)
        return kinds[called] ?? 'clip'
      }
      for (const strange of places) {
        const ask = async (id: string) => {
          const at = (place: string) =>
            place === strange ? id : (mine[kindAt(place)] ?? crypto.randomUUID())
          const to = parts.map((part, i) =>
            part === '{speakerId}' ? '0' : part.startsWith('{') ? at(`path ${i}`) : part,
          )
          const query = parameters
            .filter(({ name }) => `query ${name}` === strange)
            .map(({ name }) => `?${name}=${id}`)
          const name = `${method} ${path}`
          const made = schema && {
            ...(!STRICT.includes(name) && EXTRAS),
            ...(madeUpInput(schema, (field) => at(`body ${field}`), components) as object),
            ...NEEDED[name],
          }
          return api.ask(method.toUpperCase(), `${to.join('/')}${query[0] ?? ''}`, {
            token: eve.token,
            ...(made !== undefined && { body: made }),
          })
        }
        const none = crypto.randomUUID()
        const stranger = await ask(theirs[kindAt(strange)] as string)
        const nobody = await ask(none)
        walked++
        const same = stranger.status === nobody.status && bare(stranger.body) === bare(nobody.body)
        // In an address it is not there. In a body it does not fit, as one that nobody has does not;
        // and a list that is filtered by it is as empty.
        const refused = strange.startsWith('path')
          ? stranger.status === 404 || stranger.status === 403
          : stranger.status >= 400 || method === 'get'
        if (!same || !refused)
          told.push(
            `${method} ${path} ${strange}: ${stranger.status} ${bare(stranger.body).slice(0, 160)} / ${nobody.status} ${bare(nobody.body).slice(0, 160)}`,
          )
      }
    }
  }
  expect([...unknown]).toEqual([])
  expect(told).toEqual([])
  expect(walked).toBeGreaterThan(100)
  expect(await seen()).toBe(before)
  const [row] = await api.db
    .select()
    .from(users)
    .where(eq(users.id, eve.id as never))
  expect(row).toMatchObject({ subscriptionTier: 'free', emailVerified: false })
  const members = await api.db
    .select()
    .from(workspaceMembers)
    .where(eq(workspaceMembers.workspaceId, theirs.workspace as never))
  expect(members.map(({ userId, role }) => [userId, role])).toEqual([[ana.id, 'owner']])
})

test('fields that no body has change nothing', async () => {
  const api = await startApi()
  const [ana, eve] = [await api.register('Ana'), await api.register('Eve')]
  const theirs = await everything(api, ana)
  const extras = { ...EXTRAS, user_id: ana.id, workspace_id: theirs.workspace, owner_id: ana.id }
  await api.ask('PATCH', '/me', { token: eve.token, body: { full_name: 'Eve', ...extras } })
  const { project } = (await eve.post('/projects', { name: 'Hers', ...extras })).body
  const { template } = (await eve.post('/templates', { name: 'T', ...extras })).body
  expect(template).toMatchObject({ user_id: eve.id, usage_count: 0 })
  expect(project.id).not.toBe('')
  expect((await ana.get('/projects')).body.projects).toHaveLength(1)
  const { body } = await eve.get('/me')
  expect(body.user).toMatchObject({ id: eve.id, subscription_tier: 'free', email_verified: false })
  const registered = await api.ask('POST', '/auth/register', {
    body: { email: 'm@example.org', password: 'correct horse', full_name: 'M', ...extras },
  })
  expect(registered.body.user).toMatchObject({ subscription_tier: 'free', email_verified: false })
  expect(registered.body.user.id).not.toBe(ana.id)
})

test('over tRPC neither', async () => {
  const api = await startApi()
  const [ana, eve] = [await api.register('Ana'), await api.register('Eve')]
  const [theirs, mine] = [await everything(api, ana), await everything(api, eve)]
  const [row] = await api.db
    .select()
    .from(users)
    .where(eq(users.id, eve.id as never))
  const caller = appRouter.createCaller({
    ...api.services,
    ...{ user: { id: eve.id, email: eve.email, fullName: 'Eve', workspaceId: mine.workspace } },
    ...{ sessionId: null, responseHeaders: new Headers(), cookies: '', ip: '10.0.0.2' },
    ...{ userAgent: '', requestId: 't', nonce: '' },
  } as never)
  expect(row?.email).toBe(eve.email)
  const told: string[] = []
  const unknown = new Set<string>()
  let walked = 0
  const procedures = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; inputs: z.ZodType[] } }
  >
  for (const [name, { _def }] of Object.entries(procedures)) {
    const [input] = _def.inputs
    // Who hears what is asked anew with each event, in the feed's own test.
    if (!input || _def.type === 'subscription') continue
    const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as object
    for (const strange of idFields(schema)) {
      if (!kinds[strange]) unknown.add(`${name}: ${strange}`)
      const ask = async (id: string) => {
        const made = madeUpInput(schema, (field) =>
          field === strange ? id : (mine[kinds[field] ?? ''] ?? crypto.randomUUID()),
        )
        const [room = '', verb = ''] = name.split('.')
        const call = (
          caller as never as Record<string, Record<string, (input: unknown) => unknown>>
        )[room]?.[verb]
        try {
          return { done: bare(await call?.(made)) }
        } catch (error) {
          return {
            refused: String((error as Error).message),
            code: (error as { code?: string }).code,
          }
        }
      }
      const stranger = await ask(theirs[kinds[strange] ?? ''] as string)
      const nobody = await ask(crypto.randomUUID())
      walked++
      // What is read by ids may be an empty list; nothing is ever done.
      const refused = 'code' in stranger || _def.type === 'query'
      if (!refused || JSON.stringify(stranger) !== JSON.stringify(nobody))
        told.push(
          `${name} ${strange}: ${JSON.stringify(stranger).slice(0, 200)} / ${JSON.stringify(nobody).slice(0, 160)}`,
        )
    }
  }
  expect([...unknown]).toEqual([])
  expect(told).toEqual([])
  expect(walked).toBeGreaterThan(50)
})
