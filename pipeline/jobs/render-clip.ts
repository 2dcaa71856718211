import { z } from 'zod'
import { clipLength, cutList } from '#core/cut-list.ts'
import { RenderId } from '#core/ids.ts'
import type { RenderForWork } from '#db/render-work.ts'
import { defineJob } from '../define-job.ts'
import { tellWebhooks } from './tell-webhooks.ts'

/** Makes the files of one export. */
export const renderClip = defineJob({
  name: 'render-clip',
  input: z.object({ renderId: RenderId }),
  retry: { limit: 2, delaySeconds: 5, backoff: true },
  timeoutSeconds: 2 * 3600,
  concurrency: 1,
  async cost({ input: { renderId }, tx, records }) {
    const render = await records.renders.renderForWork(tx, renderId)
    const video = render && (await records.videos.videoForWork(tx, render.videoId))
    if (!render || !video) return null
    const ms = clipLength(cutList(render.project))
    return { workspaceId: video.workspaceId, kind: 'made', ms }
  },
  async run({ input: { renderId }, deps, signal, progress, finish }) {
    const { db, records } = deps
    const render = await records.renders.renderForWork(db, renderId)
    if (!render || render.done) return
    const files = await deps.render(render, { signal, onProgress: progress })
    await finish(async (tx, handOn) => {
      await records.renders.completeRender(tx, render, {
        storagePath: files.storagePath,
        subtitlesPath: files.subtitlesPath,
        fileSizeBytes: files.bytes,
        durationMs: files.durationMs,
      })
      await tellRender({ tx, records, handOn }, render, 'render.done', {
        file_size_bytes: files.bytes,
        duration_seconds: files.durationMs / 1000,
        download_url: `/api/v1/clips/${render.clipId}/download?render_id=${renderId}`,
      })
    })
  },
  async stopped({ input: { renderId }, tx, records, handOn, error }) {
    const render = await records.renders.renderForWork(tx, renderId)
    if (!render || render.done) return
    await records.renders.markClip(
      tx,
      render.clipId,
      error.code === 'job.cancelled' ? 'draft' : 'failed',
    )
    if (error.code === 'job.cancelled') return
    await tellRender({ tx, records, handOn }, render, 'render.failed', { message: error.message })
  },
})

async function tellRender(
  world: Parameters<typeof tellWebhooks>[0],
  render: Pick<RenderForWork, 'id' | 'clipId' | 'videoId' | 'shape' | 'project'>,
  event: 'render.done' | 'render.failed',
  more: Record<string, unknown>,
): Promise<void> {
  const video = await world.records.videos.videoForWork(world.tx, render.videoId)
  if (!video) return
  await tellWebhooks(world, video.workspaceId, event, {
    render_id: render.id,
    clip_id: render.clipId,
    video_id: render.videoId,
    clip: render.project.title,
    aspect_ratio: render.shape,
    ...more,
  })
}
