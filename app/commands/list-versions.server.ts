import { z } from 'zod'
import { ClipId, ClipVersionId } from '#core/ids.ts'
import { listVersions as readVersions, type VersionCard } from '#db/clip-versions.ts'
import { getClip } from '#db/clips.ts'
import type { CommandContext } from './command-context.ts'

export const ListVersions = z.object({
  clipId: ClipId,
  limit: z.number().int().min(1).max(100).default(50),
  /** The last one of the page before. */
  before: ClipVersionId.optional(),
})
export type ListVersions = z.input<typeof ListVersions>

/** A clip's history, newest first. */
export async function listVersions(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  input: ListVersions,
): Promise<VersionCard[]> {
  const { clipId, limit, before } = ListVersions.parse(input)
  await getClip(db, clipId, user.id)
  return readVersions(db, clipId, { limit, ...(before && { before }) })
}
