import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ProjectId, VideoId } from '#core/ids.ts'
import { getProject } from '#db/projects.ts'
import { getVideo, moveVideo as writeProject } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const MoveVideo = z.object({ videoId: VideoId, projectId: ProjectId })
export type MoveVideo = z.infer<typeof MoveVideo>

/** Within its workspace: everything that watches a video counts on its staying there. */
export async function moveVideo(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { videoId, projectId }: MoveVideo,
): Promise<void> {
  const video = await getVideo(db, videoId, user.id)
  const project = await getProject(db, projectId, user.id)
  if (project.workspaceId !== video.workspaceId) throw new AppError('project.not-found')
  requireEditor(video)
  await db.transaction((tx) => writeProject(tx, videoId, projectId))
}
