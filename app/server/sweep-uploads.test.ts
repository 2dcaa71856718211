import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { processingJobs } from '#db/schema/jobs.ts'
import { videos } from '#db/schema/videos.ts'
import { folderStorage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson, newProject, newVideo } from '#db/videos.fixtures.ts'
import { openQueue } from '#pipeline/queue.ts'
import { finishUpload } from '../commands/finish-upload.server.ts'
import { sweepUploads } from './sweep-uploads.ts'
import { openUploadFolder } from './upload-folder.ts'

const quiet = { info() {}, warn() {}, error() {} }

async function house() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-sweep-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, quiet)
  onTestFinished(() => queue.close())
  const storage = folderStorage(join(root, 'files'))
  const folder = await openUploadFolder(join(root, 'uploads'))
  const ana = await newPerson(db)
  const project = await newProject(db, ana)
  const services = { db, queue, storage, log: quiet as never }

  /** An upload with `here` of its 10 bytes, last written `daysAgo`. */
  const upload = async ({ here, daysAgo = 0 }: { here: number; daysAgo?: number }) => {
    const id = await newVideo(db, ana.id, project, { status: 'uploading' })
    await writeFile(folder.bytesOf(id), 'x'.repeat(here))
    await writeFile(join(folder.path, `${id}.json`), JSON.stringify({ id, size: 10, offset: 0 }))
    const then = new Date(Date.now() - daysAgo * 24 * 3600_000)
    await utimes(folder.bytesOf(id), then, then)
    return id
  }
  const statusOf = async (id: string) => {
    const [row] = await db
      .select()
      .from(videos)
      .where(eq(videos.id, id as never))
    return row?.status ?? null
  }
  const jobs = async () =>
    (await db.select().from(processingJobs)).map(({ jobType, entityId }) => [jobType, entityId])
  return { services, db, storage, folder, ana, project, upload, statusOf, jobs }
}

test('a sweep finishes what has all its bytes, keeps what may go on, and drops what is left over', async () => {
  const { services, folder, ana, project, upload, statusOf, jobs, db, storage } = await house()
  const whole = await upload({ here: 10 })
  const half = await upload({ here: 5, daysAgo: 6 })
  const old = await upload({ here: 5, daysAgo: 8 })
  await writeFile(folder.bytesOf('belongs-to-nobody'), 'x')
  // Killed after its file was moved and before the database heard of it.
  const moved = await upload({ here: 10 })
  const key = `videos/${moved}/source`
  await writeFile(await storage.place(key), 'x'.repeat(10))
  await rm(folder.bytesOf(moved))
  // Killed between the row and its first byte.
  const rowOnly = await newVideo(db, ana.id, project, {
    status: 'uploading',
    createdAt: new Date(Date.now() - 3600_000),
  })

  await sweepUploads(services, folder)
  await sweepUploads(services, folder)

  expect(await statusOf(whole)).toBe('ingesting')
  expect(await statusOf(moved)).toBe('ingesting')
  expect(await statusOf(half)).toBe('uploading')
  expect(await statusOf(old)).toBeNull()
  expect(await statusOf(rowOnly)).toBeNull()
  expect((await readdir(folder.path)).sort()).toEqual([half, `${half}.json`].sort())
  expect(await storage.size(`videos/${whole}/source`)).toBe(10)
  expect((await jobs()).sort()).toEqual(
    [
      ['ingest-video', whole],
      ['ingest-video', moved],
    ].sort(),
  )
})

test('an upload finished twice is ingested once; one given up meanwhile leaves no file', async () => {
  const { services, db, folder, storage, upload, jobs } = await house()
  const id = await upload({ here: 10 })
  const [row] = await db.select().from(videos).where(eq(videos.id, id))
  if (!row) throw new Error('no row')
  await finishUpload(services, row, folder.bytesOf(id))
  await finishUpload(services, row, folder.bytesOf(id))
  expect(await jobs()).toEqual([['ingest-video', id]])

  const gone = await upload({ here: 10 })
  const [goneRow] = await db.delete(videos).where(eq(videos.id, gone)).returning()
  if (!goneRow) throw new Error('no row')
  await finishUpload(services, goneRow, folder.bytesOf(gone))
  expect(await storage.size(`videos/${gone}/source`)).toBeNull()
  expect(await jobs()).toHaveLength(1)
})
