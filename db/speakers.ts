import { and, eq, sql } from 'drizzle-orm'
import type { VideoId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { transcriptions, transcriptSegments } from './schema/transcripts.ts'

/**
 * Calls a speaker by another name in all versions of a video's words. Where the new name is another
 * speaker's of a version, what both said is that one's from now on; the old place keeps its name, and
 * nothing is said there.
 */
export async function renameSpeakerIn(
  tx: Db,
  videoId: VideoId,
  before: string,
  after: string,
): Promise<void> {
  const versions = await tx
    .select({ id: transcriptions.id, speakers: transcriptions.speakers })
    .from(transcriptions)
    .where(eq(transcriptions.videoId, videoId))
  for (const { id, speakers } of versions) {
    const [from, to] = [speakers.indexOf(before), speakers.indexOf(after)]
    if (from < 0) continue
    if (to >= 0) {
      await tx
        .update(transcriptSegments)
        .set({ speakerId: to })
        .where(
          and(eq(transcriptSegments.transcriptionId, id), eq(transcriptSegments.speakerId, from)),
        )
    }
    const named = speakers.map((name, i) => (i === from && to < 0 ? after : name))
    await tx
      .update(transcriptions)
      .set({ speakers: named, updatedAt: sql`now()` })
      .where(eq(transcriptions.id, id))
  }
}
