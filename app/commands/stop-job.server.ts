import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ClipId, JobId, VideoId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { getJob } from '#db/jobs.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const StopJob = z.object({ jobId: JobId })
export type StopJob = z.infer<typeof StopJob>

/** Stops work on a video or a clip that waits or goes on. Throws `job.over` where there is none. */
export async function stopJob(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { jobId }: StopJob,
): Promise<void> {
  const job = await getJob(db, jobId)
  if (!job || job.entity.type === 'webhook') throw new AppError('job.not-found')
  const { type, id } = job.entity
  requireEditor(
    await (type === 'clip'
      ? getClip(db, ClipId.parse(id), user.id)
      : getVideo(db, VideoId.parse(id), user.id)
    ).catch(() => {
      throw new AppError('job.not-found')
    }),
  )
  if (!(await queue.cancel(jobId))) throw new AppError('job.over')
}
