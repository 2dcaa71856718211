import type { Change } from '#db/notify.ts'
import { memberProcedure, router } from './init.ts'

export const changes = router({
  /** What changed, as it changes: ids of things this person may see. Ask again for what they hold. */
  watch: memberProcedure.subscription(async function* ({
    ctx,
    signal,
  }): AsyncGenerator<Change, void> {
    yield* ctx.changes.watch(ctx.user.id, signal)
  }),
})
