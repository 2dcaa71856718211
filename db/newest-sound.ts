import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { videos } from './schema/videos.ts'
import { projects } from './schema/workspaces.ts'

/** The newest video of a workspace that has sound to hear: its title, and the key of its sound track. */
export async function newestSound(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<{ title: string; key: string } | null> {
  const key = sql<string>`${videos.metadata}->>'speech'`
  const [row] = await db
    .select({ title: videos.title, key })
    .from(videos)
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(
      and(
        eq(projects.workspaceId, workspaceId),
        isNull(projects.deletedAt),
        isNull(videos.deletedAt),
        sql`${key} is not null`,
      ),
    )
    .orderBy(desc(videos.createdAt))
    .limit(1)
  return row ?? null
}
