import { expect, test } from 'vitest'
import {
  getProject,
  getRemovedProject,
  latestProject,
  listProjects,
  markProjectRemoved,
  renameProject,
} from './projects.ts'
import { freshDatabase } from './test-database.ts'
import { newPerson, newProject, newVideo } from './videos.fixtures.ts'
import { getVideo, listVideos } from './videos.ts'

test("a stranger's project is not found", async () => {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const max = await newPerson(db, { name: 'Max' })
  const project = await newProject(db, ana)
  await expect(getProject(db, project, max.id)).rejects.toThrow('This project no longer exists.')
  expect(await listProjects(db, ana.workspaceId, max.id)).toEqual([])
  expect(await getProject(db, project, ana.id)).toMatchObject({ name: 'Talks', role: 'owner' })
})

test('projects are listed by name with how many videos they hold', async () => {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const webinars = await newProject(db, ana, 'webinars')
  const talks = await newProject(db, ana, 'Talks')
  await newVideo(db, ana.id, talks)
  await newVideo(db, ana.id, talks)
  await newVideo(db, ana.id, talks, { deletedAt: new Date() })
  expect(await listProjects(db, ana.workspaceId, ana.id)).toEqual([
    { id: talks, name: 'Talks', videoCount: 2 },
    { id: webinars, name: 'webinars', videoCount: 0 },
  ])
})

test('an upload that names no project goes to the one last put to use', async () => {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  expect(await latestProject(db, ana.workspaceId, ana.id)).toBeNull()
  const talks = await newProject(db, ana, 'Talks')
  await newProject(db, ana, 'Webinars')
  await newVideo(db, ana.id, talks, { createdAt: new Date(Date.now() + 60_000) })
  expect(await latestProject(db, ana.workspaceId, ana.id)).toBe(talks)
})

test('a project put in the trash takes its videos along, and brings them back', async () => {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const project = await newProject(db, ana)
  const video = await newVideo(db, ana.id, project)
  await renameProject(db, project, { name: 'Panels' })

  await markProjectRemoved(db, project, true)
  await expect(getProject(db, project, ana.id)).rejects.toThrow()
  await expect(getVideo(db, video, ana.id)).rejects.toThrow()
  const asked = { workspaceId: ana.workspaceId, limit: 5 }
  expect((await listVideos(db, ana.id, asked)).videos).toEqual([])
  expect(await getRemovedProject(db, project, ana.id)).toMatchObject({ name: 'Panels' })

  await markProjectRemoved(db, project, false)
  expect((await listVideos(db, ana.id, asked)).videos).toHaveLength(1)
})

test("the sample's project takes no uploads while there is another", async () => {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const mine = await newProject(db, ana, 'My videos')
  const sample = await newProject(db, ana, 'Sample')
  await newVideo(db, ana.id, sample, { metadata: { sample: true } })
  expect(await latestProject(db, ana.workspaceId, ana.id)).toBe(mine)
  await markProjectRemoved(db, mine, true)
  expect(await latestProject(db, ana.workspaceId, ana.id)).toBe(sample)
})
