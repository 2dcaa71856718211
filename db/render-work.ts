import { eq } from 'drizzle-orm'
import { ClipProject } from '#core/clip-project.ts'
import { ExportSettings } from '#core/export-settings.ts'
import type { ClipId, RenderId, VideoId } from '#core/ids.ts'
import { overlayAssets } from '#core/overlay.ts'
import type { Shape } from '#core/shape.ts'
import type { Ms } from '#core/time.ts'
import type { VideoMetadata } from '#core/video.ts'
import { type Asset, assetsForVideo } from './assets.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { clips } from './schema/clips.ts'
import { renders } from './schema/jobs.ts'
import { videos } from './schema/videos.ts'
import { styleForVideo } from './written-styles.ts'

/** An export as the worker sees it, with the video it is cut from. No access is checked here. */
export type RenderForWork = {
  id: RenderId
  clipId: ClipId
  videoId: VideoId
  shape: Shape
  project: ClipProject
  settings: ExportSettings
  done: boolean
  /** Those of the files its overlays name that its workspace has. */
  assets: Pick<Asset, 'id' | 'kind' | 'type'>[]
  /** The style somebody wrote that its captions have; null where it has none, or it is not there. */
  written: Awaited<ReturnType<typeof styleForVideo>>
  source: {
    storagePath: string
    width: number | null
    height: number | null
    durationMs: Ms | null
    metadata: VideoMetadata
  }
}

/** Null where the clip or its video was deleted meanwhile. */
export async function renderForWork(db: Db, id: RenderId): Promise<RenderForWork | null> {
  const [row] = await db
    .select({
      render: renders,
      videoId: clips.videoId,
      clipDeleted: clips.deletedAt,
      videoDeleted: videos.deletedAt,
      storagePath: videos.storagePath,
      width: videos.width,
      height: videos.height,
      durationMs: videos.durationMs,
      metadata: videos.metadata,
    })
    .from(renders)
    .innerJoin(clips, eq(clips.id, renders.clipId))
    .innerJoin(videos, eq(videos.id, clips.videoId))
    .where(eq(renders.id, id))
  if (!row || row.clipDeleted || row.videoDeleted) return null
  const { render, videoId, storagePath, width, height, durationMs, metadata } = row
  const project = ClipProject.parse(render.project)
  const named = overlayAssets(project)
  return {
    id,
    clipId: render.clipId,
    videoId,
    shape: render.aspectRatio,
    project,
    assets: named.length > 0 ? await assetsForVideo(db, videoId, named) : [],
    written: project.style.template
      ? await styleForVideo(db, videoId, project.style.template)
      : null,
    settings: ExportSettings.parse(render.settings),
    done: render.completedAt !== null,
    source: { storagePath, width, height, durationMs, metadata },
  }
}

export async function completeRender(
  tx: Db,
  render: RenderForWork,
  files: { storagePath: string; subtitlesPath: string; fileSizeBytes: number; durationMs: Ms },
): Promise<void> {
  await tx
    .update(renders)
    .set({ ...files, completedAt: new Date() })
    .where(eq(renders.id, render.id))
  await markClip(tx, render.clipId, 'ready', files.storagePath)
}

/** The clip's row in lists; the newest export decides. */
export async function markClip(
  tx: Db,
  clipId: ClipId,
  status: 'draft' | 'rendering' | 'ready' | 'failed',
  storagePath?: string,
): Promise<void> {
  const [row] = await tx
    .update(clips)
    .set({ status, ...(storagePath && { storagePath }) })
    .where(eq(clips.id, clipId))
    .returning({ videoId: clips.videoId })
  if (row) await notifyChange(tx, { kind: 'clip', id: clipId, videoId: row.videoId })
}
