import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { NotificationId } from '#core/ids.ts'
import { markRead, type Notification, notificationsOf } from '#db/notifications.ts'
import type { CommandContext } from './command-context.ts'

type Context = Pick<CommandContext, 'db' | 'user'>

/** How many the list shows. */
const SHOWN = 50

/** What one is told of, newest first, and how many of it one has not read. */
export const listNotifications = ({
  db,
  user,
}: Context): Promise<{ list: Notification[]; unread: number }> =>
  notificationsOf(db, user.id, SHOWN)

export const ReadNotifications = z.object({
  /** Null: all. */
  id: NotificationId.nullable(),
})
export type ReadNotifications = z.infer<typeof ReadNotifications>

/** One's own alone. */
export async function readNotifications(
  { db, user }: Context,
  { id }: ReadNotifications,
): Promise<void> {
  const found = await markRead(db, user.id, id)
  if (id && !found) throw new AppError('notification.not-found')
}
