import { eq } from 'drizzle-orm'
import type { ClipId } from '#core/ids.ts'
import type { LoudMoment } from '#core/loudness.ts'
import { type Ms, ms } from '#core/time.ts'
import { transcriptWords, type Word } from '#core/transcript.ts'
import type { Db } from './client.ts'
import { clips } from './schema/clips.ts'
import { videoAnalysis, videos } from './schema/videos.ts'
import { getTranscript } from './transcripts.ts'

/** What a clip is cut from. Access is decided where the clip is read. Null where there is no such clip. */
export async function clipSource(
  db: Db,
  clipId: ClipId,
): Promise<{
  words: Word[]
  durationMs: Ms
  shots: number[]
  loud: LoudMoment[]
  speakers: string[]
  /** BCP 47; null where there are no words. */
  language: string | null
} | null> {
  const [row] = await db
    .select({
      transcriptionId: clips.transcriptionId,
      durationMs: videos.durationMs,
      shots: videoAnalysis.scenes,
      loud: videoAnalysis.loud,
    })
    .from(clips)
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .leftJoin(videoAnalysis, eq(videoAnalysis.videoId, clips.videoId))
    .where(eq(clips.id, clipId))
  if (!row) return null
  const transcript = row.transcriptionId ? await getTranscript(db, row.transcriptionId) : null
  return {
    words: transcript ? transcriptWords(transcript) : [],
    durationMs: row.durationMs ?? ms(0),
    shots: row.shots ?? [],
    loud: row.loud ?? [],
    speakers: transcript?.speakers ?? [],
    language: transcript?.language ?? null,
  }
}
