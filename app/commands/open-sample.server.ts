import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { insertProject, listProjects } from '#db/projects.ts'
import { videoKey } from '#db/storage.ts'
import { markVideo, saveVideoPart } from '#db/video-work.ts'
import { insertVideo, sampleVideo } from '#db/videos.ts'
import { listMemberships } from '#db/workspaces.ts'
import { makeSample } from '#pipeline/jobs/make-sample.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

const PROJECT = 'Sample'

/** The sample talk in the caller's workspace: the one that is there already, or a new one. */
export async function openSample({
  db,
  queue,
  user,
}: Pick<CommandContext, 'db' | 'queue' | 'user'>): Promise<{ videoId: VideoId }> {
  const { workspaceId } = user
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find((membership) => membership.workspaceId === workspaceId)
  if (!mine) throw new AppError('project.not-found')
  requireEditor(mine)
  return db.transaction(async (tx) => {
    const there = await sampleVideo(tx, workspaceId)
    if (there) return { videoId: there }
    const known = await listProjects(tx, workspaceId, user.id)
    const projectId =
      known.find(({ name }) => name === PROJECT)?.id ??
      (await insertProject(tx, { workspaceId, userId: user.id, name: PROJECT }))
    const videoId = VideoId.parse(crypto.randomUUID())
    await insertVideo(tx, {
      id: videoId,
      projectId,
      userId: user.id,
      title: 'Which sentence will they remember?',
      filename: 'sample-talk.mp4',
      storagePath: videoKey(videoId, 'source'),
      fileSizeBytes: null,
    })
    await saveVideoPart(tx, videoId, { sample: true })
    await markVideo(tx, videoId, 'ingesting')
    await queue.enqueue(
      makeSample,
      { videoId },
      {
        tx,
        userId: user.id,
        entity: { type: 'video', id: videoId },
        priority: 8,
      },
    )
    return { videoId }
  })
}
