import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { suggestions } from '#db/schema/clips.ts'
import { videos } from '#db/schema/videos.ts'
import { projects } from '#db/schema/workspaces.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newProject } from '#db/videos.fixtures.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readNumbers } from './read-numbers.server.ts'

const NOW = new Date('2026-11-26T12:00:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * 24 * 3600_000)

async function studio() {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  await db.update(videos).set({ createdAt: ago(3), durationMs: ms(90 * 60_000) })
  await db.update(suggestions).set({ createdAt: ago(2) })
  const as = (id: typeof place.owner) => ({
    db,
    user: { id, email: '', fullName: '', workspaceId: place.workspaceId },
  })
  return { ...place, db, as }
}

test('a week has its minutes, its suggestions, and how many of them became clips', async () => {
  const { as, reviewer, owner, db, videoId, suggestionId } = await studio()
  const before = await readNumbers(as(reviewer), {}, NOW)
  expect(before.totals).toMatchObject({ videos: 1, minutesIn: 90, made: 1, accepted: 0 })
  const input = CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A', suggestionId })
  await createClip({ ...as(owner), queue: null as never } as never, input)
  const numbers = await readNumbers(as(reviewer), { span: '30-days' }, NOW)
  expect(numbers.weeks).toEqual([
    { week: new Date('2026-11-23T00:00:00Z'), minutesIn: 90, made: 1, accepted: 1 },
  ])
  expect(numbers.byRank).toEqual([{ rank: 1, made: 1, accepted: 1 }])
  expect(numbers.totals.toFirstExportMs).toBeNull()
  await db.update(videos).set({ createdAt: ago(40) })
  expect((await readNumbers(as(owner), { span: '30-days' }, NOW)).totals.videos).toBe(0)
  expect((await readNumbers(as(owner), { span: 'quarter' }, NOW)).totals.videos).toBe(1)
})

test('only one project, or one person, and never another workspace', async () => {
  const { as, owner, editor, stranger, db, projectId, videoId } = await studio()
  const [video] = await db.select().from(videos).where(eq(videos.id, videoId))
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId))
  expect(project?.id).toBe(video?.projectId)
  const other = await newProject(db, {
    id: owner,
    workspaceId: as(owner).user.workspaceId,
  } as never)
  expect((await readNumbers(as(owner), { projectId }, NOW)).totals.videos).toBe(1)
  expect((await readNumbers(as(owner), { projectId: other }, NOW)).totals.videos).toBe(0)
  expect((await readNumbers(as(owner), { userId: editor }, NOW)).totals.videos).toBe(0)
  expect(await codeOf(readNumbers(as(stranger), {}, NOW))).toBe('workspace.not-found')
  const theirs = { ...as(stranger), user: { ...as(stranger).user } }
  expect(await codeOf(readNumbers(theirs, { projectId }, NOW))).toMatch(/not-found$/)
})
