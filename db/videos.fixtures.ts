import { type ProjectId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { insertProject } from './projects.ts'
import { users } from './schema/accounts.ts'
import { videos } from './schema/videos.ts'
import { type Role, workspaceMembers, workspaces } from './schema/workspaces.ts'

let people = 0

/** Somebody with an account, in a workspace of their own or in `workspaceId`. */
export async function newPerson(
  db: Db,
  {
    name = 'Ana',
    workspaceId,
    role = 'owner',
  }: { name?: string; workspaceId?: WorkspaceId; role?: Role } = {},
): Promise<{ id: UserId; workspaceId: WorkspaceId }> {
  const id = UserId.parse(crypto.randomUUID())
  people++
  await db.insert(users).values({
    id,
    email: `${name.toLowerCase()}${people}@example.com`,
    passwordHash: 'none',
    fullName: name,
  })
  const place = workspaceId ?? WorkspaceId.parse(crypto.randomUUID())
  if (!workspaceId) await db.insert(workspaces).values({ id: place, name: `${name}'s` })
  await db.insert(workspaceMembers).values({ workspaceId: place, userId: id, role })
  return { id, workspaceId: place }
}

export const newProject = (
  db: Db,
  { id, workspaceId }: { id: UserId; workspaceId: WorkspaceId },
  name = 'Talks',
): Promise<ProjectId> => insertProject(db, { workspaceId, userId: id, name })

/** A video that is ready, except for what the test says otherwise. */
export async function newVideo(
  db: Db,
  userId: UserId,
  projectId: ProjectId,
  values: Partial<typeof videos.$inferInsert> = {},
): Promise<VideoId> {
  const id = VideoId.parse(crypto.randomUUID())
  await db.insert(videos).values({
    id,
    projectId,
    userId,
    title: 'A talk',
    originalFilename: 'talk.mp4',
    storagePath: `videos/${id}/source`,
    status: 'ready',
    ...values,
  })
  return id
}
