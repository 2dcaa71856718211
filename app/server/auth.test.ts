import { expect, test } from 'vitest'
import { sessions } from '#db/schema/accounts.ts'
import { projects, workspaceMembers } from '#db/schema/workspaces.ts'
import { freshDatabase } from '#db/test-database.ts'
import { LogIn, logIn } from '../commands/log-in.server.ts'
import { SignUp, signUp } from '../commands/sign-up.server.ts'
import { createAuth } from './auth.ts'

async function house() {
  const { db } = await freshDatabase()
  return { db, auth: createAuth(db, { secureCookies: false }), ip: '10.0.0.1', userAgent: 'a test' }
}

const mara = SignUp.parse({
  fullName: ' Mara Lind ',
  workspaceName: '',
  email: ' Mara@Studio.example',
  password: 'correct horse',
})

const sent = (setCookie: string) => setCookie.split(';')[0]

test('an account comes with a workspace it owns and a first project', async () => {
  const context = await house()
  const cookie = await signUp(context, mara)
  const session = await context.auth.readSession(sent(cookie))
  expect(session?.user).toMatchObject({ email: 'mara@studio.example', fullName: 'Mara Lind' })
  const [member] = await context.db.select().from(workspaceMembers)
  expect(member).toMatchObject({ userId: session?.user.id, role: 'owner' })
  expect(await context.db.select({ name: projects.name }).from(projects)).toEqual([
    { name: 'My videos' },
  ])
})

test('an email has one account, however it is written, even in the same moment', async () => {
  const context = await house()
  const answers = await Promise.allSettled([
    signUp(context, mara),
    signUp(context, { ...mara, email: 'MARA@studio.EXAMPLE' }),
  ])
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'auth.email-taken' },
  })
  expect(await context.db.select().from(projects)).toHaveLength(1)
})

test('the right password signs in, a wrong one and an unknown email do not', async () => {
  const context = await house()
  await signUp(context, mara)
  const { password } = mara
  const cookie = await logIn(context, LogIn.parse({ email: 'MARA@studio.example', password }))
  expect(await context.auth.readSession(sent(cookie))).not.toBeNull()
  for (const tried of [
    { email: mara.email, password: 'wrong' },
    { email: 'nobody@studio.example', password },
  ]) {
    await expect(logIn(context, tried)).rejects.toMatchObject({ code: 'auth.wrong' })
  }
})

test('the database holds no session that could be used, and no password', async () => {
  const context = await house()
  const cookie = sent(await signUp(context, mara)) ?? ''
  const [row] = await context.db.select().from(sessions)
  expect(cookie).not.toContain(row?.id)
  expect(await context.auth.readSession(`cliproom_session=${row?.id}`)).toBeNull()
})

test('a session ends when its time is up, and for good when somebody signs out', async () => {
  const context = await house()
  const cookie = sent(await signUp(context, mara))
  const hour = 3600_000
  const expireIn = (ms: number) =>
    context.db.update(sessions).set({ expiresAt: new Date(Date.now() + ms) })
  await expireIn(-1000)
  expect(await context.auth.readSession(cookie)).toBeNull()

  const again = sent(await logIn(context, mara))
  expect((await context.auth.readSession(again))?.renewed).toBeNull()
  // Past half of its time, being here prolongs it.
  await expireIn(24 * hour)
  expect((await context.auth.readSession(again))?.renewed).toContain(again)

  const here = await context.auth.readSession(again)
  expect(await context.auth.endSession(here?.sessionId ?? null)).toContain('Max-Age=0')
  expect(await context.auth.readSession(again)).toBeNull()
})

test('cookies are out of scripts’ reach, and behind TLS bound to this host', async () => {
  const context = await house()
  expect(await signUp(context, mara)).toMatch(/^cliproom_session=.*HttpOnly.*SameSite=Lax/)
  const secure = await logIn(
    { ...context, auth: createAuth(context.db, { secureCookies: true }) },
    mara,
  )
  expect(secure).toMatch(/^__Host-cliproom_session=/)
  expect(secure).toContain('Secure')
})

test.each([
  ['Write your name.', { fullName: '  ' }],
  ['This is not an email address.', { email: 'mara' }],
  ['Use at least 8 characters.', { password: 'short' }],
])('a refused sign-up says: %s', (message, over) => {
  const parsed = SignUp.safeParse({ ...mara, ...over })
  expect(parsed.error?.issues[0]?.message).toBe(message)
})
