import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { ClipId, CommentId, NotificationId, UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { notifyChange } from './notify.ts'
import { clips } from './schema/clips.ts'
import { notifications } from './schema/review.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers } from './schema/workspaces.ts'

export type NotificationKind = (typeof notifications.$inferSelect)['kind']

export type Notification = {
  id: NotificationId
  kind: NotificationKind
  byName: string
  clip: { id: ClipId; title: string }
  commentId: CommentId | null
  readAt: Date | null
  createdAt: Date
}

/** Tells people, in the transaction that gave the reason. */
export async function tellPeople(
  tx: Db,
  people: readonly UserId[],
  what: { kind: NotificationKind; clipId: ClipId; commentId?: CommentId; byName: string },
): Promise<void> {
  if (people.length === 0) return
  await tx.insert(notifications).values(people.map((userId) => ({ userId, ...what })))
  for (const id of people) await notifyChange(tx, { kind: 'inbox', id })
}

/** Of clips that are still there and that this person may still see. */
const visible = (db: Db, userId: UserId) =>
  db
    .select({ id: clips.id })
    .from(clips)
    .innerJoin(videos, and(eq(videos.id, clips.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(isNull(clips.deletedAt))

/** A person's newest, and how many of all are unread. */
export async function notificationsOf(
  db: Db,
  userId: UserId,
  limit: number,
): Promise<{ list: Notification[]; unread: number }> {
  const mine = and(
    eq(notifications.userId, userId),
    inArray(notifications.clipId, visible(db, userId)),
  )
  const list = await db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      byName: notifications.byName,
      clip: { id: clips.id, title: clips.name },
      commentId: notifications.commentId,
      readAt: notifications.readAt,
      createdAt: notifications.createdAt,
    })
    .from(notifications)
    .innerJoin(clips, eq(clips.id, notifications.clipId))
    .where(mine)
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit)
  const [row] = await db
    .select({ unread: count() })
    .from(notifications)
    .where(and(mine, isNull(notifications.readAt)))
  return { list, unread: row?.unread ?? 0 }
}

/** One's own alone; none named: all. False: there is no such one. */
export async function markRead(
  db: Db,
  userId: UserId,
  id: NotificationId | null,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(notifications)
      .set({ readAt: new Date() })
      .where(
        and(
          eq(notifications.userId, userId),
          id ? eq(notifications.id, id) : isNull(notifications.readAt),
        ),
      )
      .returning({ id: notifications.id })
    if (rows.length > 0) await notifyChange(tx, { kind: 'inbox', id: userId })
    return rows.length > 0
  })
}
