import { expect, onTestFinished, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { type Change, notifyChange } from '#db/notify.ts'
import { freshDatabase } from '#db/test-database.ts'
import { deleteUpload } from '#db/uploads.ts'
import { newPerson, newProject, newVideo } from '#db/videos.fixtures.ts'
import { openChangeFeed } from './change-feed.ts'

const raise = (error: unknown) => {
  throw error
}

async function house() {
  const database = await freshDatabase()
  const { db } = database
  const feed = await openChangeFeed(database, raise)
  onTestFinished(() => feed.close())
  const ana = await newPerson(db, { name: 'Ana' })
  const ben = await newPerson(db, { name: 'Ben' })
  const project = await newProject(db, ana)
  return { db, feed, ana, ben, project }
}

/** Everything this person hears until the feed closes. */
function listen(feed: Awaited<ReturnType<typeof openChangeFeed>>, userId: UserId) {
  const heard: Change[] = []
  const stopped = (async () => {
    for await (const change of feed.watch(userId)) heard.push(change)
  })()
  return { heard, stopped }
}

test('members hear of what changes in their workspace, strangers do not', async () => {
  const { db, feed, ana, ben, project } = await house()
  const video = await newVideo(db, ana.id, project)
  const anas = listen(feed, ana.id)
  const bens = listen(feed, ben.id)
  const bensVideo = await newVideo(db, ben.id, await newProject(db, ben))

  await notifyChange(db, { kind: 'video', id: video })
  await notifyChange(db, { kind: 'job', id: crypto.randomUUID(), entityId: video, status: 'done' })
  await notifyChange(db, { kind: 'video', id: bensVideo })

  await expect.poll(() => anas.heard.map(({ kind }) => kind)).toEqual(['video', 'job'])
  await expect.poll(() => bens.heard).toEqual([{ kind: 'video', id: bensVideo }])
  expect(anas.heard).toHaveLength(2)

  await feed.close()
  await Promise.all([anas.stopped, bens.stopped])
})

test('an upload that was given up is told although its row is gone', async () => {
  const { db, feed, ana, project } = await house()
  const video = await newVideo(db, ana.id, project, { status: 'uploading' })
  const { heard } = listen(feed, ana.id)
  await db.transaction((tx) => deleteUpload(tx, video))
  await expect.poll(() => heard).toMatchObject([{ kind: 'video', id: video }])
})

test('who reads slowly hears of each thing once, as it last was', async () => {
  const { db, feed, ana, project } = await house()
  const video = await newVideo(db, ana.id, project)
  const reading = feed.watch(ana.id)
  // Asked for once, so that it listens; what comes meanwhile waits.
  const first = reading.next()
  await notifyChange(db, { kind: 'video', id: video })
  await first
  const job = crypto.randomUUID()
  for (const status of ['running', 'running', 'done']) {
    await notifyChange(db, { kind: 'job', id: job, entityId: video, status })
  }
  const marker = await newVideo(db, ana.id, project)
  const other = listen(feed, ana.id)
  await notifyChange(db, { kind: 'video', id: marker })
  // On a server what was told before may still be on its way to who listens since.
  await expect.poll(() => other.heard.at(-1)).toMatchObject({ kind: 'video', id: marker })
  expect((await reading.next()).value).toMatchObject({ kind: 'job', status: 'done' })
  expect((await reading.next()).value).toMatchObject({ kind: 'video', id: marker })
})
