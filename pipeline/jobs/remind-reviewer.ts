import { z } from 'zod'
import { VerdictId } from '#core/ids.ts'
import { defineJob } from '../define-job.ts'

/** Reminds somebody of a version that waits for them, once, before its deadline. */
export const remindReviewer = defineJob({
  name: 'remind-reviewer',
  /** The deadline it was asked for: where another was set since, another job has it. */
  input: z.object({ verdictId: VerdictId, dueAt: z.iso.datetime() }),
  retry: { limit: 6, delaySeconds: 60, backoff: true },
  timeoutSeconds: 60,
  concurrency: 2,
  async run({ input: { verdictId, dueAt }, deps, finish }) {
    const { db, records } = deps
    const found = await records.reviews.openVerdict(db, verdictId)
    if (!found || found.dueAt?.toISOString() !== dueAt) return
    const { user, title, number, clipId } = found
    await deps.mail({
      to: user.email,
      subject: `“${title.replace(/\s+/g, ' ').slice(0, 80)}” waits for your approval`,
      say: `v${number} of “${title}” waits for you. The deadline is ${found.dueAt.toUTCString()}.`,
      path: `/clips/${clipId}/review`,
    })
    await finish(async (tx) => {
      await records.reviews.markReminded(tx, verdictId)
      await records.notifications.tellPeople(tx, [user.id], {
        kind: 'due',
        clipId,
        byName: user.name,
      })
    })
  },
})
