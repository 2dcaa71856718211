import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { projects } from './schema/workspaces.ts'
import { freshDatabase } from './test-database.ts'
import { trashOf } from './trash.ts'
import { newPerson, newProject, newVideo } from './videos.fixtures.ts'
import { note } from './workspace-people.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

async function house() {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const talks = await newProject(db, ana)
  const gone = (title: string, n: number, project = talks) =>
    newVideo(db, ana.id, project, { title, deletedAt: day(n) })
  const names = async (userId = ana.id) =>
    (await trashOf(db, ana.workspaceId, userId, { limit: 9 })).things.map(({ name }) => name)
  return { db, ana, talks, gone, names }
}

test('the trash has videos and projects by when they went, each page where the last ended', async () => {
  const { db, ana, talks, gone, names } = await house()
  await newVideo(db, ana.id, talks, { title: 'here' })
  await gone('first', 1)
  await gone('third', 3)
  await gone('third too', 3)
  const webinars = await newProject(db, ana, 'Webinars')
  await newVideo(db, ana.id, webinars, { title: 'in it' })
  await gone('before it', 1, webinars)
  await db
    .update(projects)
    .set({ deletedAt: day(2) })
    .where(eq(projects.id, webinars))

  const whole = await names()
  expect(whole).toHaveLength(4)
  expect(whole.slice(2)).toEqual(['Webinars', 'first'])

  const paged: string[] = []
  let before: Parameters<typeof trashOf>[3]['before']
  do {
    const { things, next } = await trashOf(db, ana.workspaceId, ana.id, { before, limit: 1 })
    paged.push(...things.map(({ name }) => name))
    before = next ?? undefined
  } while (before)
  expect(paged).toEqual(whole)

  const { things } = await trashOf(db, ana.workspaceId, ana.id, { limit: 9 })
  expect(things[2]).toMatchObject({ kind: 'project', id: webinars, videoCount: 1, by: null })
  expect(things[3]).toMatchObject({ kind: 'video', project: 'Talks', deletedAt: day(1) })
})

test('the trash says who deleted a thing last, and is empty to a stranger', async () => {
  const { db, ana, gone, names } = await house()
  const ben = await newPerson(db, { name: 'Ben', workspaceId: ana.workspaceId, role: 'editor' })
  const videoId = await gone('talk', 1)
  for (const { id: userId } of [ana, ben]) {
    const entry = { workspaceId: ana.workspaceId, userId, action: 'video.deleted' }
    await note(db, { ...entry, data: { videoId } })
  }
  const { things } = await trashOf(db, ana.workspaceId, ana.id, { limit: 9 })
  expect(things.map(({ by }) => by)).toEqual(['Ben'])
  const max = await newPerson(db, { name: 'Max' })
  expect(await names(max.id)).toEqual([])
})
