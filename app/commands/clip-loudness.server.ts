import { z } from 'zod'
import { clipLength, cutList } from '#core/cut-list.ts'
import { ClipId } from '#core/ids.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import { musicOf } from '#core/sound-mix.ts'
import { assetsForVideo } from '#db/assets.ts'
import { getClip } from '#db/clips.ts'
import { assetKey, videoKey } from '#db/storage.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'

export const ReadLoudness = z.object({ clipId: ClipId })

/** The longest clip that is measured while somebody waits, ms. */
const LONGEST = 15 * 60_000

/**
 * How loud a clip's file will be after all that is done to its sound, and how loud it was; or why that
 * is told by the export alone. Null where nothing is heard.
 */
export async function clipLoudness(
  {
    db,
    user,
    storage,
    measureSound,
  }: Pick<CommandContext, 'db' | 'user' | 'storage'> & Pick<AppContext, 'measureSound'>,
  { clipId }: z.infer<typeof ReadLoudness>,
  signal?: AbortSignal,
): Promise<ClipLoudness | { say: string } | null> {
  const { videoId, video } = await getClip(db, clipId, user.id)
  const project = await readStoredClip(db, clipId)
  if (clipLength(cutList(project)) > LONGEST)
    return { say: 'A clip this long is measured when it is exported.' }
  const wanted = musicOf(project)?.asset
  const [music] = wanted ? await assetsForVideo(db, videoId, [wanted]) : []
  return measureSound({
    project,
    // The preview copy is always there, and small where the source is not.
    source: await storage.place(videoKey(videoId, video.metadata.proxy ? 'proxy.mp4' : 'source')),
    music: music ? await storage.place(assetKey(music.id)) : null,
    signal,
  })
}
