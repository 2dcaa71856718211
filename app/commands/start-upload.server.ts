import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ProjectId, VideoId } from '#core/ids.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { getProject, latestProject } from '#db/projects.ts'
import { videoKey } from '#db/storage.ts'
import { insertVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const StartUpload = z.object({
  videoId: VideoId,
  /** Missing: the project last used. */
  projectId: ProjectId.optional(),
  filename: z.string().trim().min(1).max(500),
  /** Null: not told before they come. */
  bytes: z.number().int().nonnegative().nullable(),
})
export type StartUpload = z.infer<typeof StartUpload>

/** Makes the video's row before its first byte comes, so that everybody sees it on its way. */
export async function startUpload(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { videoId, projectId, filename, bytes }: StartUpload,
): Promise<void> {
  if (bytes === 0) throw new AppError('media.empty')
  if (bytes !== null && bytes > MAX_UPLOAD_BYTES) throw new AppError('media.too-large')
  const id = projectId ?? (await latestProject(db, user.workspaceId, user.id))
  if (!id) throw new AppError('project.not-found')
  requireEditor(await getProject(db, id, user.id))
  const name = plainName(filename)
  await db.transaction((tx) =>
    insertVideo(tx, {
      id: videoId,
      projectId: id,
      userId: user.id,
      title: titleOf(name),
      filename: name,
      storagePath: videoKey(videoId, 'source'),
      fileSizeBytes: bytes,
    }),
  )
}

/** The last part of a path, without what no name has. */
function plainName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return last.replace(/[\u0000-\u001f\u007f]/g, '').trim() || 'video'
}

/** `2026-03 board_call.final.mp4` → `2026-03 board call.final` */
function titleOf(name: string): string {
  const bare = name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
  return bare.trim().slice(0, 200) || name
}
