import {
  listNotifications,
  ReadNotifications,
  readNotifications,
} from '../commands/notifications.server.ts'
import { memberProcedure, router } from './init.ts'

export const notifications = router({
  list: memberProcedure.query(({ ctx }) => listNotifications(ctx)),
  read: memberProcedure
    .input(ReadNotifications)
    .mutation(({ ctx, input }) => readNotifications(ctx, input)),
})
