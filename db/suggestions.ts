import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { AppError } from '#core/errors.ts'
import type { ClipId, SuggestionId, TranscriptionId, UserId, VideoId } from '#core/ids.ts'
import type { Suggestion } from '#core/suggestion.ts'
import type { Db } from './client.ts'
import { clips, suggestions } from './schema/clips.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers } from './schema/workspaces.ts'

/** A suggestion as it is kept: who it belongs to, whether it was put away, what became of it. */
export type KeptSuggestion = Suggestion & {
  id: SuggestionId
  videoId: VideoId
  transcriptionId: TranscriptionId
  dismissedAt: Date | null
  /** The clip made from it. */
  clipId: ClipId | null
}

const columns = {
  id: suggestions.id,
  videoId: suggestions.videoId,
  transcriptionId: suggestions.transcriptionId,
  rank: suggestions.rank,
  from: suggestions.startMs,
  to: suggestions.endMs,
  score: suggestions.score,
  parts: suggestions.parts,
  reasons: suggestions.reasons,
  highlights: suggestions.highlights,
  title: suggestions.title,
  transcript: suggestions.transcript,
  arrangement: suggestions.arrangement,
  dismissedAt: suggestions.dismissedAt,
  clipId: clips.id,
}

const withClip = (db: Db) =>
  db
    .select(columns)
    .from(suggestions)
    .leftJoin(clips, and(eq(clips.suggestionId, suggestions.id), isNull(clips.deletedAt)))

/** Best first. Access is decided where the video is read. */
export const suggestionsOf = (
  db: Db,
  videoId: VideoId,
  transcriptionId: TranscriptionId,
): Promise<KeptSuggestion[]> =>
  withClip(db)
    .where(and(eq(suggestions.videoId, videoId), eq(suggestions.transcriptionId, transcriptionId)))
    .orderBy(asc(suggestions.rank))

/** The suggestion, if `userId` may see its video. A stranger's is "not found". */
export async function getSuggestion(
  db: Db,
  id: SuggestionId,
  userId: UserId,
): Promise<KeptSuggestion> {
  const [row] = await withClip(db)
    .innerJoin(videos, and(eq(videos.id, suggestions.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(eq(suggestions.id, id))
  if (!row) throw new AppError('suggestion.not-found')
  return row
}

/** Puts a suggestion away, or takes it out again. Whoever calls has read it first. */
export async function dismissSuggestion(
  db: Db,
  id: SuggestionId,
  dismissed: boolean,
): Promise<void> {
  await db
    .update(suggestions)
    .set({ dismissedAt: dismissed ? new Date() : null })
    .where(eq(suggestions.id, id))
}

/**
 * The suggestions of one transcript, replaced. One that names the same stretch as before keeps its
 * id, and so its clip and its dismissal. Earlier transcripts' suggestions are removed: their clips
 * stay, and forget where they came from.
 */
export async function replaceSuggestions(
  tx: Db,
  videoId: VideoId,
  transcriptionId: TranscriptionId,
  found: Suggestion[],
): Promise<void> {
  const before = await tx
    .select({
      id: suggestions.id,
      transcriptionId: suggestions.transcriptionId,
      from: suggestions.startMs,
      to: suggestions.endMs,
    })
    .from(suggestions)
    .where(eq(suggestions.videoId, videoId))
  const place = (at: { from: number; to: number }) => `${at.from}-${at.to}`
  const kept = new Map(
    before
      .filter((old) => old.transcriptionId === transcriptionId)
      .map((old) => [place(old), old.id]),
  )
  const staying = new Set(found.flatMap((one) => kept.get(place(one)) ?? []))
  const going = before.map((old) => old.id).filter((id) => !staying.has(id))
  if (going.length > 0) await tx.delete(suggestions).where(inArray(suggestions.id, going))
  if (staying.size > 0) {
    // Ranks are unique; out of the way first, or swapping two would collide.
    await tx
      .update(suggestions)
      .set({ rank: sql`-${suggestions.rank}` })
      .where(inArray(suggestions.id, [...staying]))
  }
  for (const { from, to, ...rest } of found) {
    const values = { ...rest, startMs: from, endMs: to }
    const id = kept.get(place({ from, to }))
    if (id) await tx.update(suggestions).set(values).where(eq(suggestions.id, id))
    else await tx.insert(suggestions).values({ ...values, videoId, transcriptionId })
  }
}
