import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { codeOf } from '#db/clips.fixtures.ts'
import { insertProject } from '#db/projects.ts'
import { users } from '#db/schema/accounts.ts'
import { projects } from '#db/schema/workspaces.ts'
import { folderStorage, videoKey } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import { listMemberships } from '#db/workspaces.ts'
import { createAuth } from '../server/auth.ts'
import { deleteAccount, exportAccount } from './delete-account.server.ts'
import { logIn } from './log-in.server.ts'
import { makeAccount, SignUp } from './sign-up.server.ts'

test('somebody takes their data along and leaves: nothing of them is left, and the address is free', async () => {
  const { db } = await freshDatabase()
  const auth = createAuth(db, { secureCookies: false })
  const world = { db, auth, ip: '10.0.0.1', userAgent: 'a browser' }
  const input = SignUp.parse({
    ...{ fullName: 'Ana Reyes', email: 'ana@example.org', password: 'correct horse' },
  })
  const id = await makeAccount(world, input)
  const cookie = await logIn(world, { email: input.email, password: input.password })
  const [membership] = await listMemberships(db, id)
  if (!membership) throw new Error('no workspace')
  const { workspaceId } = membership
  const projectId = await insertProject(db, { workspaceId, userId: id, name: 'Talks' })
  const root = await mkdtemp(join(tmpdir(), 'cliproom-leaving-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const storage = folderStorage(root)
  const videoId = await newVideo(db, id, projectId)
  await writeFile(await storage.place(videoKey(videoId, 'source')), 'a talk')
  const cancelled: string[] = []
  const ended: unknown[] = []
  const context = {
    ...world,
    user: { id, email: input.email, fullName: input.fullName, workspaceId },
    storage,
    queue: { cancelAll: async (about: { id: string }) => void cancelled.push(about.id) },
    collab: { disconnect: (who: unknown) => void ended.push(who) },
  } as unknown as Parameters<typeof deleteAccount>[0]

  const taken = await exportAccount(context)
  expect(taken).toMatchObject({
    account: { id, email: 'ana@example.org', fullName: 'Ana Reyes' },
    workspaces: [{ id: workspaceId, role: 'owner' }],
    videos: [{ id: videoId, project: 'Talks' }],
    ...{ clips: [], sessions: [{ userAgent: 'a browser' }] },
  })
  expect(JSON.stringify(taken)).not.toContain('argon2')

  expect(await codeOf(deleteAccount(context, { currentPassword: 'wrong horse' }))).toBe(
    'auth.wrong-password',
  )
  expect((await auth.readSession(cookie.split(';')[0]))?.user.id).toBe(id)
  await deleteAccount(context, { currentPassword: input.password })
  expect(await auth.readSession(cookie.split(';')[0])).toBeNull()
  expect(ended).toEqual([{ userId: id }])
  expect(await codeOf(logIn(world, { email: input.email, password: input.password }))).toBe(
    'auth.wrong',
  )
  const [row] = await db.select().from(users).where(eq(users.id, id))
  expect(JSON.stringify(row)).not.toMatch(/ana@|Ana Reyes|argon2/)
  const left = await db.select().from(projects).where(eq(projects.workspaceId, workspaceId))
  expect(left.filter(({ deletedAt }) => deletedAt === null)).toEqual([])
  expect(await storage.size(videoKey(videoId, 'source'))).toBeNull()
  expect(cancelled).toEqual([videoId])
  expect(await makeAccount(world, input)).not.toBe(id)
})
