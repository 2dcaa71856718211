import { expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { insertVersion } from '#db/clip-versions.ts'
import { notificationsOf } from '#db/notifications.ts'
import { openRound, writeMemberVerdict } from '#db/review-rounds.ts'
import { clips } from '#db/schema/clips.ts'
import { jobStudio } from '../run-alone.fixtures.ts'
import { remindReviewer } from './remind-reviewer.ts'

/** A clip whose version somebody is asked to approve within an hour; `mail` takes what is written. */
async function asked(mail: (to: string) => Promise<void>) {
  const studio = await jobStudio({ mail: ({ to }) => mail(to) })
  const { db, videoId, owner } = studio
  const [clip] = await db
    .insert(clips)
    .values({ videoId, userId: owner, name: 'A clip', startMs: ms(0), endMs: ms(2000) })
    .returning()
  const clipId = clip?.id as never
  const send = async (dueAt: Date) => {
    const versionId = await insertVersion(db, {
      ...{ clipId, kind: 'named' as const, name: 'For review', decisions: {}, people: [owner] },
      ...{ edits: 0, say: [], startedAt: new Date() },
    })
    const round = await openRound(db, { clipId, versionId, sentBy: owner, dueAt }, [owner])
    return { versionId, roundId: round.id, verdictId: round.asked[0]?.id as never }
  }
  const dueAt = new Date(Date.now() + 3600_000)
  const round = await send(dueAt)
  const input = { verdictId: round.verdictId, dueAt: dueAt.toISOString() }
  return { ...studio, clipId, dueAt, send, ...round, input, owner: owner as UserId }
}

test('who has not decided is reminded once, by mail and in their list', async () => {
  const to: string[] = []
  const { db, run, input, owner } = await asked(async (one) => void to.push(one))
  await run(remindReviewer, input)
  await run(remindReviewer, input)
  expect(to).toHaveLength(1)
  expect((await notificationsOf(db, owner, 10)).list.map(({ kind }) => kind)).toEqual(['due'])
})

test('nobody is reminded who decided, whose deadline moved, or whose version was replaced', async () => {
  const to: string[] = []
  const { db, run, input, send, dueAt, owner, roundId, clipId } = await asked(
    async (one) => void to.push(one),
  )
  await run(remindReviewer, { ...input, dueAt: new Date(dueAt.getTime() + 1).toISOString() })
  await send(dueAt)
  await run(remindReviewer, input)
  await writeMemberVerdict(db, { id: roundId, clipId }, owner, { verdict: 'approved', note: '' })
  await run(remindReviewer, input)
  expect(to).toEqual([])
})

test('a message that was not taken is tried again', async () => {
  let tries = 0
  const { run, input } = await asked(async () => {
    tries++
    if (tries === 1) throw new AppError('mail.unsent')
  })
  expect(await run(remindReviewer, input)).toBe('mail.unsent')
  expect(await run(remindReviewer, input)).toBe('done')
  expect(tries).toBe(2)
})
