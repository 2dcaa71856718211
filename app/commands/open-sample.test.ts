import { expect, onTestFinished, test } from 'vitest'
import { jobsOf } from '#db/jobs.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson } from '#db/videos.fixtures.ts'
import { getVideo, markVideoRemoved } from '#db/videos.ts'
import { openQueue } from '#pipeline/queue.ts'
import { openSample } from './open-sample.server.ts'

async function room() {
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const as = (person: Awaited<ReturnType<typeof newPerson>>) => ({
    db,
    queue,
    user: { ...person, email: 'somebody@example.com', fullName: 'Somebody' },
  })
  return { db, as, ana: await newPerson(db) }
}

test('the sample is made once a workspace, and again after it was removed', async () => {
  const { db, as, ana } = await room()
  const { videoId } = await openSample(as(ana))

  expect((await openSample(as(ana))).videoId).toBe(videoId)
  const video = await getVideo(db, videoId, ana.id)
  expect(video).toMatchObject({ projectName: 'Sample', metadata: { sample: true } })
  expect(await jobsOf(db, { type: 'video', id: videoId })).toMatchObject([{ type: 'make-sample' }])

  await markVideoRemoved(db, videoId, true)
  expect((await openSample(as(ana))).videoId).not.toBe(videoId)
})

test('a reviewer cannot add the sample', async () => {
  const { db, as, ana } = await room()
  const reviewer = await newPerson(db, { workspaceId: ana.workspaceId, role: 'reviewer' })
  await expect(openSample(as(reviewer))).rejects.toMatchObject({ code: 'role.view-only' })
})
