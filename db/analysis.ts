import { eq } from 'drizzle-orm'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { VideoId } from '#core/ids.ts'
import type { LoudMoment } from '#core/loudness.ts'
import type { Db } from './client.ts'
import { videoAnalysis } from './schema/videos.ts'

/** What was seen and heard in a video, besides its words. Access is decided where it is read. */
export type Analysis = {
  /** Shot starts, ms. */
  scenes: number[]
  topics: { from: number; to: number; title: string }[]
  /** Storage key of the sound energy: float32, 10 a second, dBFS. */
  energyKey: string | null
  /** Where voices are raised; null where nobody has listened for it. */
  loud: LoudMoment[] | null
}

export async function getAnalysis(db: Db, videoId: VideoId): Promise<Analysis | null> {
  const [row] = await db
    .select({
      scenes: videoAnalysis.scenes,
      topics: videoAnalysis.topics,
      energyKey: videoAnalysis.energyKey,
      loud: videoAnalysis.loud,
    })
    .from(videoAnalysis)
    .where(eq(videoAnalysis.videoId, videoId))
  return row ?? null
}

/** Whom each shot of a video shows; empty where nobody has looked. */
export async function getFaces(db: Db, videoId: VideoId): Promise<SeenShot[]> {
  const [row] = await db
    .select({ faces: videoAnalysis.faces })
    .from(videoAnalysis)
    .where(eq(videoAnalysis.videoId, videoId))
  return row?.faces ?? []
}

/** Writes the given parts and leaves the others as they are. */
export async function saveAnalysis(
  tx: Db,
  videoId: VideoId,
  analysis: Partial<Analysis & { faces: SeenShot[] }>,
): Promise<void> {
  await tx
    .insert(videoAnalysis)
    .values({ videoId, ...analysis })
    .onConflictDoUpdate({
      target: videoAnalysis.videoId,
      set: { ...analysis, updatedAt: new Date() },
    })
}
