import { AppError, type ErrorCode } from '#core/errors.ts'
import type { SuggestionId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { makeTranscript, type Transcript } from '#core/transcript.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { suggestions } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects, type Role, workspaceMembers, workspaces } from './schema/workspaces.ts'
import { saveTranscript } from './transcripts.ts'

/** A transcript of words 300 ms long with 100 ms between, from 0. */
export const said = (line: string): Transcript => {
  const words = line.split(' ').map((text, i) => ({
    text,
    from: i * 400,
    to: i * 400 + 300,
    confidence: null,
    timing: 'native' as const,
  }))
  return makeTranscript('en', [{ from: 0, to: words.length * 400, speaker: null, words }])
}

/** A workspace with one video of a minute, its words, a suggestion, and somebody of each role. */
export async function makeStudio(db: Db, line = 'We tried it twice. It broke both times.') {
  const [workspace] = await db.insert(workspaces).values({ name: 'Studio' }).returning()
  const [elsewhere] = await db.insert(workspaces).values({ name: 'Elsewhere' }).returning()
  if (!workspace || !elsewhere) throw new Error('no workspace')
  const owner = await makePerson(db, 'Ona Reyes', workspace.id, 'owner')
  const [project] = await db
    .insert(projects)
    .values({ name: 'Talks', userId: owner, workspaceId: workspace.id })
    .returning()
  if (!project) throw new Error('no project')
  const [video] = await db
    .insert(videos)
    .values({
      projectId: project.id,
      userId: owner,
      title: 'A talk',
      originalFilename: 'talk.mp4',
      storagePath: 'videos/talk/source',
      durationMs: ms(60_000),
      width: 1920,
      height: 1080,
      status: 'ready',
    })
    .returning()
  if (!video) throw new Error('no video')
  const transcript = await saveTranscript(db, video.id, said(line), 'import:json')
  return {
    workspaceId: workspace.id,
    projectId: project.id,
    videoId: video.id,
    transcriptionId: transcript.id,
    suggestionId: await makeSuggestion(db, video.id, transcript.id),
    owner,
    editor: await makePerson(db, 'Eli Moss', workspace.id, 'editor'),
    reviewer: await makePerson(db, 'Rae Lind', workspace.id, 'reviewer'),
    stranger: await makePerson(db, 'Sam Gray', elsewhere.id, 'owner'),
  }
}

export async function makePerson(
  db: Db,
  fullName: string,
  workspaceId: WorkspaceId,
  role: Role,
): Promise<UserId> {
  const email = `${fullName.toLowerCase().replace(/\W+/g, '.')}@example.org`
  const [user] = await db
    .insert(users)
    .values({ email, fullName, passwordHash: 'never checked' })
    .returning()
  if (!user) throw new Error('no user')
  await db.insert(workspaceMembers).values({ workspaceId, userId: user.id, role })
  return user.id
}

async function makeSuggestion(
  db: Db,
  videoId: VideoId,
  transcriptionId: (typeof suggestions.$inferInsert)['transcriptionId'],
): Promise<SuggestionId> {
  const [row] = await db
    .insert(suggestions)
    .values({
      videoId,
      transcriptionId,
      rank: 1,
      startMs: ms(0),
      endMs: ms(1600),
      score: 80,
      parts: { hook: 90, emotion: 80, topic: 70, thought: 60, visual: null },
      reasons: [{ part: 'hook', good: true, say: 'Opens on a claim', quote: 'We tried it' }],
      highlights: [],
      title: 'We tried it twice',
      transcript: 'We tried it twice.',
    })
    .returning()
  if (!row) throw new Error('no suggestion')
  return row.id
}

/** The code of the AppError a promise rejects with. */
export const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | null> =>
  promise.then(
    () => null,
    (error) => {
      if (error instanceof AppError) return error.code
      throw error
    },
  )
