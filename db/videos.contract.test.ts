import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import type { VideoStatus } from '#core/video.ts'
import { clips, suggestions } from './schema/clips.ts'
import { processingJobs } from './schema/jobs.ts'
import { transcriptions } from './schema/transcripts.ts'
import { videos } from './schema/videos.ts'
import { freshDatabase } from './test-database.ts'
import { newPerson, newProject, newVideo } from './videos.fixtures.ts'
import {
  countVideos,
  getRemovedVideo,
  getVideo,
  listVideos,
  markVideoRemoved,
  moveVideo,
  renameVideo,
} from './videos.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

async function library() {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const project = await newProject(db, ana)
  return { db, ana, project }
}

test("a stranger's video is not found, and nobody's list but the members' shows it", async () => {
  const { db, ana, project } = await library()
  const stranger = await newPerson(db, { name: 'Max' })
  const colleague = await newPerson(db, { workspaceId: ana.workspaceId, role: 'reviewer' })
  const id = await newVideo(db, ana.id, project)

  await expect(getVideo(db, id, stranger.id)).rejects.toThrow('This video no longer exists.')
  expect((await getVideo(db, id, colleague.id)).role).toBe('reviewer')
  const asked = { workspaceId: ana.workspaceId, limit: 10 }
  expect((await listVideos(db, stranger.id, asked)).videos).toEqual([])
  expect((await countVideos(db, stranger.id, asked)).all).toBe(0)
  expect((await listVideos(db, colleague.id, asked)).videos).toHaveLength(1)
})

test('a filter shows its statuses, and the counts agree with what it shows', async () => {
  const { db, ana, project } = await library()
  const statuses: VideoStatus[] = [
    'uploading',
    'ingesting',
    'transcribing',
    'analysing',
    'ready',
    'ready',
    'needs-words',
    'failed',
  ]
  for (const status of statuses) await newVideo(db, ana.id, project, { status })
  const { workspaceId } = ana

  const counts = await countVideos(db, ana.id, { workspaceId })
  expect(counts).toEqual({ all: 8, working: 4, ready: 2, 'needs-you': 2 })
  for (const filter of ['all', 'working', 'ready', 'needs-you'] as const) {
    const shown = await listVideos(db, ana.id, { workspaceId, filter, limit: 20 })
    expect(shown.videos).toHaveLength(counts[filter])
  }
})

test('the search finds words of titles and file names, and takes no sign for an order', async () => {
  const { db, ana, project } = await library()
  const deciding = 'Deciding when nobody knows'
  const pricing = 'Q3 pricing'
  await newVideo(db, ana.id, project, { title: deciding })
  await newVideo(db, ana.id, project, {
    title: pricing,
    originalFilename: 'final_webinar-mix.v2.mov',
  })
  const found = async (typed: string) => {
    const asked = { workspaceId: ana.workspaceId, typed, limit: 10 }
    const { videos: shown } = await listVideos(db, ana.id, asked)
    expect((await countVideos(db, ana.id, asked)).all).toBe(shown.length)
    return shown.map(({ title }) => title)
  }
  expect(await found('deciding')).toEqual([deciding])
  expect(await found('deci')).toEqual([deciding])
  expect(await found('webinar')).toEqual([pricing])
  expect(await found('knows decid')).toEqual([deciding])
  expect(await found('deciding webinar')).toEqual([])
  expect(await found("!:*&|' \\ (")).toEqual([])
  expect(await found('"Deciding" & !nobody')).toEqual([deciding])
  expect(await found('   ')).toEqual([pricing, deciding])
})

test('pages follow one another, last changed first, with nothing left out or shown twice', async () => {
  const { db, ana, project } = await library()
  for (let n = 0; n < 7; n++) {
    // Two share a moment: the order must still be one and the same on every page.
    const at = day(1 + Math.floor(n / 2))
    await newVideo(db, ana.id, project, { title: `n${n}`, createdAt: at, updatedAt: at })
  }
  const asked = { workspaceId: ana.workspaceId, limit: 3 }
  const seen: string[] = []
  let cursor = null
  do {
    const page: Awaited<ReturnType<typeof listVideos>> = await listVideos(db, ana.id, {
      ...asked,
      ...(cursor && { cursor }),
    })
    seen.push(...page.videos.map(({ title }) => title))
    cursor = page.next
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen).size).toBe(7)
  expect(seen[0]).toBe('n6')
})

test('a clip edited brings its video to the front', async () => {
  const { db, ana, project } = await library()
  const older = await newVideo(db, ana.id, project, { title: 'older', updatedAt: day(1) })
  await newVideo(db, ana.id, project, { title: 'newer', updatedAt: day(2) })
  await db.insert(clips).values({
    videoId: older,
    userId: ana.id,
    name: 'Clip',
    startMs: ms(0),
    endMs: ms(1000),
    updatedAt: day(3),
  })
  const { videos: shown } = await listVideos(db, ana.id, { workspaceId: ana.workspaceId, limit: 9 })
  expect(shown.map(({ title }) => title)).toEqual(['older', 'newer'])
  expect(shown[0]).toMatchObject({ clipCount: 1, changedAt: day(3).getTime() })
})

test('a card carries its newest work, and the suggestions of its newest transcript', async () => {
  const { db, ana, project } = await library()
  const id = await newVideo(db, ana.id, project, { status: 'analysing' })
  const [first, second] = await db
    .insert(transcriptions)
    .values([
      { videoId: id, version: 1, source: 'import:srt', status: 'done' },
      { videoId: id, version: 2, source: 'import:vtt', status: 'done' },
    ])
    .returning({ id: transcriptions.id })
  if (!first || !second) throw new Error('no transcripts')
  const suggestion = (transcriptionId: typeof first.id, rank: number, startMs: number) => ({
    videoId: id,
    transcriptionId,
    rank,
    startMs: ms(startMs),
    endMs: ms(startMs + 30_000),
    score: 50,
    parts: { hook: 50, emotion: 50, topic: 50, thought: 50, visual: null },
    reasons: [],
    highlights: [],
    title: 'Moment',
    transcript: 'words',
  })
  await db
    .insert(suggestions)
    .values([
      suggestion(first.id, 1, 0),
      suggestion(second.id, 1, 90_000),
      suggestion(second.id, 2, 20_000),
      { ...suggestion(second.id, 3, 50_000), dismissedAt: new Date() },
    ])
  const job = { userId: ana.id, entityType: 'video' as const, entityId: id }
  await db.insert(processingJobs).values([
    { ...job, jobType: 'ingest-video', status: 'done', createdAt: day(1) },
    { ...job, jobType: 'analyse-video', status: 'running', progress: 40, createdAt: day(2) },
  ])

  const { videos: shown } = await listVideos(db, ana.id, { workspaceId: ana.workspaceId, limit: 9 })
  expect(shown[0]?.marks).toEqual([
    { rank: 2, from: 20_000, to: 50_000 },
    { rank: 1, from: 90_000, to: 120_000 },
  ])
  expect(shown[0]?.work).toMatchObject({ type: 'analyse-video', progress: 40 })
  expect(shown[0]?.by).toEqual({ id: ana.id, name: 'Ana' })
})

test('a video put in the trash is gone from everywhere, and comes back to its place', async () => {
  const { db, ana, project } = await library()
  const id = await newVideo(db, ana.id, project, { title: 'old', updatedAt: day(1) })
  await newVideo(db, ana.id, project, { title: 'new', updatedAt: day(2) })
  const asked = { workspaceId: ana.workspaceId, limit: 9 }
  const titles = async () => (await listVideos(db, ana.id, asked)).videos.map(({ title }) => title)

  await markVideoRemoved(db, id, true)
  expect(await titles()).toEqual(['new'])
  expect((await countVideos(db, ana.id, asked)).all).toBe(1)
  await expect(getVideo(db, id, ana.id)).rejects.toThrow()
  expect((await getRemovedVideo(db, id, ana.id)).id).toBe(id)

  await markVideoRemoved(db, id, false)
  expect(await titles()).toEqual(['new', 'old'])
  await expect(getRemovedVideo(db, id, ana.id)).rejects.toThrow()
})

test('renaming changes what is searched, moving changes the project', async () => {
  const { db, ana, project } = await library()
  const other = await newProject(db, ana, 'Webinars')
  const id = await newVideo(db, ana.id, project)
  await renameVideo(db, id, 'The quiet one')
  await moveVideo(db, id, other)
  const found = await listVideos(db, ana.id, {
    workspaceId: ana.workspaceId,
    projectId: other,
    typed: 'quiet',
    limit: 5,
  })
  expect(found.videos[0]?.project).toEqual({ id: other, name: 'Webinars' })
  const [row] = await db.select().from(videos).where(eq(videos.id, id))
  expect(row?.title).toBe('The quiet one')
})
