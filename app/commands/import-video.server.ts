import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type JobId, ProjectId, VideoId } from '#core/ids.ts'
import { isVideoSite, ytDlp } from '#pipeline/import/video-sites.ts'
import { importVideo as importJob } from '#pipeline/jobs/import-video.ts'
import { readWebAddress } from '#pipeline/outbound/public-address.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { startUpload } from './start-upload.server.ts'

export const ImportVideo = z.object({
  url: z.string().trim().min(1).max(2000),
  projectId: ProjectId.optional(),
})
export type ImportVideo = z.infer<typeof ImportVideo>

/** Has a video fetched from the web. Its row is there at once, as an upload's is. */
export async function importVideo(
  context: Pick<CommandContext, 'db' | 'queue' | 'user'> & Pick<AppContext, 'config'>,
  { url: text, projectId }: ImportVideo,
): Promise<{ videoId: VideoId; jobId: JobId }> {
  const { db, queue, user, config } = context
  const url = readWebAddress(text, { allowPrivate: config.allowPrivateAddresses })
  if (isVideoSite(url) && !(await ytDlp())) throw new AppError('import.no-tool')
  const videoId = VideoId.parse(crypto.randomUUID())
  return db.transaction(async (tx) => {
    await startUpload(
      { db: tx, user },
      { videoId, ...(projectId && { projectId }), filename: nameOf(url), bytes: null },
    )
    const jobId = await queue.enqueue(
      importJob,
      { videoId, url: url.href },
      { tx, userId: user.id, entity: { type: 'video', id: videoId } },
    )
    return { videoId, jobId }
  })
}

/** `https://x.example/a/talk%20one.mp4?t=1` → `talk one.mp4`; the host where there is no name. */
function nameOf({ pathname, hostname }: URL): string {
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 200).trim() || hostname
  } catch {
    return hostname
  }
}
