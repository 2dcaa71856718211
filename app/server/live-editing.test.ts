import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { insertApiKey } from '#db/api-keys.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { insertClip } from '#db/clips.ts'
import { endSessionOf } from '#db/sessions.ts'
import { freshDatabase } from '#db/test-database.ts'
import { insertStyle, markStyleDeleted } from '#db/written-styles.ts'
import { createAuth } from './auth.ts'
import { hashToken } from './hashed-token.ts'
import { authoriseLive, authoriseStyle } from './live-editing.ts'
import { issueTokens } from './program-tokens.ts'
import { serverKeys } from './server-keys.ts'

const page = (cookie?: string) =>
  new Request('http://localhost/collab', cookie ? { headers: { cookie } } : {})

async function house() {
  const { db } = await freshDatabase()
  const studio = await makeStudio(db)
  const clipId = await insertClip(db, {
    videoId: studio.videoId,
    userId: studio.owner,
    transcriptionId: studio.transcriptionId,
    suggestion: null,
    title: 'A talk',
    from: ms(0),
    to: ms(1000),
    shape: '9:16',
  })
  if (!clipId) throw new Error('no clip')
  const keys = serverKeys(new Uint8Array(32))
  const auth = createAuth(db, { secureCookies: false })
  const app = { db, keys, auth }
  const authorise = authoriseLive(app)
  return {
    ...app,
    studio,
    ask: (token: string, cookie?: string) => authorise(page(cookie), clipId, token),
  }
}

test('a session opens a clip by its cookie or by its token, as what its person is there', async () => {
  const { auth, studio, ask } = await house()
  const cookieOf = async (userId: typeof studio.owner) =>
    (await auth.startSession(userId, 'a test')).split(';')[0] as string
  const cookie = await cookieOf(studio.owner)
  const ona = { user: { id: studio.owner, name: 'Ona Reyes' }, readOnly: false }
  expect(await ask('', cookie)).toEqual(ona)
  expect(await ask(cookie.split('=')[1] as string)).toEqual(ona)
  expect(await ask('', await cookieOf(studio.reviewer))).toMatchObject({ readOnly: true })
  expect(await ask('', await cookieOf(studio.stranger))).toBeNull()
  expect(await ask('')).toBeNull()
  expect(await ask('made-up', cookie)).toBeNull()
})

test('a program comes in with its access token', async () => {
  const { db, keys, studio, ask } = await house()
  const { access_token } = await issueTokens({ db, keys }, studio.editor, 'a test')
  expect(await ask(access_token)).toEqual({
    user: { id: studio.editor, name: 'Eli Moss' },
    readOnly: false,
  })
  expect(await ask(`${access_token}x`)).toBeNull()
})

test('a key reaches as far as its scopes and its workspace', async () => {
  const { db, studio, ask } = await house()
  const key = async (scopes: Parameters<typeof insertApiKey>[1]['scopes'], name: string) => {
    const secret = `crk_${name}`
    await insertApiKey(db, {
      workspaceId: studio.workspaceId,
      userId: studio.owner,
      name,
      scopes,
      hash: hashToken(secret),
      hint: 'test',
      expiresAt: null,
    })
    return secret
  }
  expect(await ask(await key(['read', 'write'], 'writes'))).toMatchObject({ readOnly: false })
  expect(await ask(await key(['read'], 'reads'))).toMatchObject({ readOnly: true })
  expect(await ask(await key(['upload'], 'uploads'))).toBeNull()
  expect(await ask('crk_nobody')).toBeNull()
})

test('a style’s draft opens for a session of its workspace, and no longer once that has ended', async () => {
  const { db, auth, studio } = await house()
  const style = { workspaceId: studio.workspaceId, name: 'Marker', createdBy: studio.owner }
  const styleId = await insertStyle(db, style)
  const cookieOf = async (userId: typeof studio.owner) =>
    (await auth.startSession(userId, 'a test')).split(';')[0] as string
  const authorise = authoriseStyle({ db, auth })
  const ask = (cookie?: string) => authorise(page(cookie), styleId)
  const cookie = await cookieOf(studio.editor)
  expect(await ask(cookie)).toEqual({
    user: { id: studio.editor, name: 'Eli Moss' },
    readOnly: false,
  })
  expect(await ask(await cookieOf(studio.reviewer))).toMatchObject({ readOnly: true })
  expect(await ask(await cookieOf(studio.stranger))).toBeNull()
  expect(await ask()).toBeNull()

  const session = await auth.readSession(cookie)
  await endSessionOf(db, studio.editor, session?.sessionId ?? '')
  expect(await ask(cookie)).toBeNull()
  const owner = await cookieOf(studio.owner)
  expect(await ask(owner)).toMatchObject({ readOnly: false })
  await markStyleDeleted(db, styleId)
  expect(await ask(owner)).toBeNull()
})
