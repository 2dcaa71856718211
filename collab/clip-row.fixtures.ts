import { plainStyle } from '#core/caption-style.ts'
import type { ClipId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Db } from '#db/client.ts'
import { appendClipUpdates } from '#db/clip-updates.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { insertClip } from '#db/clips.ts'
import { seedClip } from './clip-doc/seed-clip.ts'

/** A clip of the first minute's words, stored as createClip stores it. */
export async function makeClip(db: Db) {
  const studio = await studioOf(db)
  return { clipId: await clipIn(db, studio), studio }
}

/** Several such clips of one video. */
export async function makeClips(db: Db, count: number): Promise<ClipId[]> {
  const studio = await studioOf(db)
  const made: ClipId[] = []
  while (made.length < count) made.push(await clipIn(db, studio))
  return made
}

const studioOf = (db: Db) =>
  makeStudio(db, Array.from({ length: 60 }, (_, i) => `word${i}`).join(' '))

async function clipIn(db: Db, studio: Awaited<ReturnType<typeof studioOf>>): Promise<ClipId> {
  const clipId = await insertClip(db, {
    videoId: studio.videoId,
    userId: studio.owner,
    transcriptionId: studio.transcriptionId,
    suggestion: null,
    title: 'A talk',
    from: ms(0),
    to: ms(20_000),
    shape: '9:16',
  })
  if (!clipId) throw new Error('no clip')
  await appendClipUpdates(db, clipId, [firstUpdate()])
  return clipId
}

/** What is in such a clip when it is new. */
export const firstUpdate = (): Uint8Array =>
  seedClip({
    title: 'A talk',
    shape: '9:16',
    style: plainStyle('punch'),
    range: { from: ms(0), to: ms(20_000) },
    transcriptVersion: 1,
    durationMs: 60_000,
  })
