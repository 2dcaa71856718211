import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { ms } from '#core/time.ts'
import { failJob, jobsOf } from '#db/jobs.ts'
import { listProjects } from '#db/projects.ts'
import { suggestions } from '#db/schema/clips.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { videos } from '#db/schema/videos.ts'
import { suggestionsOf } from '#db/suggestions.ts'
import { freshDatabase } from '#db/test-database.ts'
import { trashOf } from '#db/trash.ts'
import { newPerson, newProject, newVideo } from '#db/videos.fixtures.ts'
import { getVideo } from '#db/videos.ts'
import { ingestVideo } from '#pipeline/jobs/ingest-video.ts'
import { transcribeVideo } from '#pipeline/jobs/transcribe-video.ts'
import { openQueue } from '#pipeline/queue.ts'
import type { CurrentUser } from '../server/context.ts'
import { createProject } from './create-project.server.ts'
import { dismissSuggestion } from './dismiss-suggestion.server.ts'
import { moveVideo } from './move-video.server.ts'
import { removeProject, restoreProject } from './remove-project.server.ts'
import { removeVideo, restoreVideo } from './remove-video.server.ts'
import { renameProject } from './rename-project.server.ts'
import { renameVideo } from './rename-video.server.ts'
import { retryVideo } from './retry-video.server.ts'
import { stopJob } from './stop-job.server.ts'

const as = (person: Pick<CurrentUser, 'id' | 'workspaceId'>): CurrentUser => ({
  ...person,
  email: 'somebody@example.com',
  fullName: 'Somebody',
})

async function room() {
  const database = await freshDatabase()
  const { db } = database
  const ana = await newPerson(db)
  const project = await newProject(db, ana)
  const video = await newVideo(db, ana.id, project, { title: 'Talk' })
  return {
    database,
    db,
    ana,
    project,
    video,
    owner: { db, user: as(ana) },
    stranger: { db, user: as(await newPerson(db, { name: 'Max' })) },
    reviewer: {
      db,
      user: as(await newPerson(db, { workspaceId: ana.workspaceId, role: 'reviewer' })),
    },
  }
}

/** What somebody reads in the trash of Ana's workspace. */
async function trash({ db, user }: Awaited<ReturnType<typeof room>>['owner']) {
  const { things } = await trashOf(db, user.workspaceId, user.id, { limit: 9 })
  return things.map(({ name, by }) => ({ name, by }))
}

test('a project is made, renamed, put away and put back by who may', async () => {
  const { db, ana, owner, stranger, reviewer } = await room()
  const { id } = await createProject(owner, { name: 'Webinars' })
  await renameProject(owner, { projectId: id, name: 'Panels' })
  const names = async () =>
    (await listProjects(db, ana.workspaceId, ana.id)).map(({ name }) => name)
  expect(await names()).toEqual(['Panels', 'Talks'])

  for (const [who, say] of [
    [stranger, 'no longer exists'],
    [reviewer, 'look here, not change'],
  ] as const) {
    await expect(renameProject(who, { projectId: id, name: 'x' })).rejects.toThrow(say)
    await expect(removeProject(who, { projectId: id })).rejects.toThrow(say)
  }
  await expect(createProject(reviewer, { name: 'x' })).rejects.toThrow('look here')

  await removeProject(owner, { projectId: id })
  expect(await names()).toEqual(['Talks'])
  expect(await trash(reviewer)).toEqual([{ name: 'Panels', by: 'Ana' }])
  expect(await trash(stranger)).toEqual([])
  await expect(restoreProject(reviewer, { projectId: id })).rejects.toThrow('look here')
  await expect(restoreProject(stranger, { projectId: id })).rejects.toThrow('no longer exists')
  await restoreProject(owner, { projectId: id })
  expect(await names()).toEqual(['Panels', 'Talks'])
  expect(await trash(owner)).toEqual([])
})

test('a video is renamed and moved by who may, and never out of its workspace', async () => {
  const { db, ana, video, owner, stranger, reviewer } = await room()
  const other = await newProject(db, ana, 'Webinars')
  await renameVideo(owner, { videoId: video, title: 'The quiet one' })
  await moveVideo(owner, { videoId: video, projectId: other })
  expect(await getVideo(db, video, ana.id)).toMatchObject({
    title: 'The quiet one',
    projectName: 'Webinars',
  })

  await expect(renameVideo(stranger, { videoId: video, title: 'x' })).rejects.toThrow('no longer')
  await expect(renameVideo(reviewer, { videoId: video, title: 'x' })).rejects.toThrow('look here')
  const abroad = await newProject(db, stranger.user)
  await expect(moveVideo(owner, { videoId: video, projectId: abroad })).rejects.toThrow(
    'This project no longer exists.',
  )
})

test('putting a video in the trash stops its work, putting it back asks for it again', async () => {
  const { database, db, ana, video, owner, stranger, reviewer } = await room()
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const entity = { type: 'video', id: video } as const
  await db.transaction((tx) =>
    queue.enqueue(ingestVideo, { videoId: video }, { tx, userId: ana.id, entity }),
  )
  const statuses = async () => (await jobsOf(db, entity)).map(({ status }) => status)

  await expect(removeVideo({ ...stranger, queue }, { videoId: video })).rejects.toThrow('no longer')
  await expect(removeVideo({ ...reviewer, queue }, { videoId: video })).rejects.toThrow('look here')
  await removeVideo({ ...owner, queue }, { videoId: video })
  expect(await statuses()).toEqual(['cancelled'])
  await expect(getVideo(db, video, ana.id)).rejects.toThrow('This video no longer exists.')
  expect(await trash(reviewer)).toEqual([{ name: 'Talk', by: 'Ana' }])
  await expect(restoreVideo({ ...reviewer, queue }, { videoId: video })).rejects.toThrow('look')

  await restoreVideo({ ...owner, queue }, { videoId: video })
  expect(await statuses()).toEqual(['pending', 'cancelled'])
  expect(await getVideo(db, video, ana.id)).toMatchObject({ status: 'ingesting', errorCode: null })
})

test('transcribing that goes on is stopped, and can be asked for again', async () => {
  const { database, db, ana, video, owner, stranger, reviewer } = await room()
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const entity = { type: 'video', id: video } as const
  const jobId = await db.transaction((tx) =>
    queue.enqueue(transcribeVideo, { videoId: video }, { tx, userId: ana.id, entity }),
  )
  await expect(stopJob({ ...stranger, queue }, { jobId })).rejects.toThrow('no longer known')
  await expect(stopJob({ ...reviewer, queue }, { jobId })).rejects.toThrow('look here')
  await stopJob({ ...owner, queue }, { jobId })
  expect(await getVideo(db, video, ana.id)).toMatchObject({
    ...{ status: 'needs-words', errorCode: 'job.cancelled' },
  })
  await expect(stopJob({ ...owner, queue }, { jobId })).rejects.toThrow('nothing to stop')
  await retryVideo({ ...owner, queue }, { videoId: video })
  expect((await getVideo(db, video, ana.id)).status).toBe('transcribing')
})

test('work that failed is asked for again, once; work that goes on is left alone', async () => {
  const { database, db, ana, video, owner } = await room()
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const entity = { type: 'video', id: video } as const
  const id = await db.transaction((tx) =>
    queue.enqueue(ingestVideo, { videoId: video }, { tx, userId: ana.id, entity }),
  )
  await retryVideo({ ...owner, queue }, { videoId: video })
  expect(await jobsOf(db, entity)).toHaveLength(1)

  await failJob(db, id, new AppError('disk.full'))
  await db.update(videos).set({ status: 'failed' }).where(eq(videos.id, video))
  await retryVideo({ ...owner, queue }, { videoId: video })
  await retryVideo({ ...owner, queue }, { videoId: video })
  expect((await jobsOf(db, entity)).map(({ status }) => status)).toEqual(['pending', 'failed'])
  expect((await getVideo(db, video, ana.id)).status).toBe('ingesting')
})

test('a suggestion is put away and taken out again', async () => {
  const { db, video, owner, stranger, reviewer } = await room()
  const [transcription] = await db
    .insert(transcriptions)
    .values({ videoId: video, version: 1, source: 'import:srt', status: 'done' })
    .returning({ id: transcriptions.id })
  if (!transcription) throw new Error('no transcript')
  const [suggestion] = await db
    .insert(suggestions)
    .values({
      videoId: video,
      transcriptionId: transcription.id,
      rank: 1,
      startMs: ms(0),
      endMs: ms(30_000),
      score: 80,
      parts: { hook: 80, emotion: 80, topic: 80, thought: 80, visual: null },
      reasons: [],
      highlights: [],
      title: 'Moment',
      transcript: 'words',
    })
    .returning({ id: suggestions.id })
  if (!suggestion) throw new Error('no suggestion')
  const put = (dismissed: boolean, who = owner) =>
    dismissSuggestion(who, { suggestionId: suggestion.id, dismissed })
  const away = async () =>
    (await suggestionsOf(db, video, transcription.id)).map(
      ({ dismissedAt }) => dismissedAt !== null,
    )

  await put(true)
  expect(await away()).toEqual([true])
  await put(false)
  expect(await away()).toEqual([false])
  await expect(put(true, stranger)).rejects.toThrow('This suggestion no longer exists.')
  await expect(put(true, reviewer)).rejects.toThrow('look here')
})
