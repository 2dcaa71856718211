import { expect, test } from 'vitest'
import type { ClipId } from '#core/ids.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { auditOf } from '#db/workspace-people.ts'
import { approvalOf } from './approval.server.ts'
import { decide } from './decide.server.ts'
import { listNotifications } from './notifications.server.ts'
import { openReview } from './open-review.server.ts'
import { removePerson } from './people.server.ts'
import { requestRender } from './request-render.server.ts'
import { reviewRoom } from './review.fixtures.ts'
import { setReviewRule } from './review-rule.server.ts'
import { sendForReview } from './send-for-review.server.ts'

type Room = Awaited<ReturnType<typeof reviewRoom>>

const states = async ({ db }: Room, clipId: ClipId) => {
  const approval = await approvalOf(db, clipId)
  return approval && [approval.round.version.number, approval.state, approval.editedSince > 0]
}

test('who is asked is told, approves what they saw, and whoever sent it hears', async () => {
  const room = await reviewRoom()
  const { clipId, people, place, sent, db } = room
  expect(await states(room, clipId)).toBeNull()
  const { versionId } = await sendForReview(people.editor, {
    clipId,
    reviewers: [place.reviewer, place.owner],
  })
  expect(await states(room, clipId)).toEqual([1, 'waiting', false])
  expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
    ['rae.lind@example.org', 'Eli Moss asks you to approve “A clip”'],
    ['ona.reyes@example.org', 'Eli Moss asks you to approve “A clip”'],
  ])
  expect(sent[0]?.text).toContain(`http://clips.example/clips/${clipId}/review`)
  expect(await listNotifications(people.reviewer)).toMatchObject({
    unread: 1,
    list: [{ kind: 'asked', byName: 'Eli Moss', clip: { id: clipId, title: 'A clip' } }],
  })

  await decide(people.reviewer, { clipId, versionId, verdict: 'approved' })
  expect(await states(room, clipId)).toEqual([1, 'waiting', false])
  await decide(people.owner, { clipId, versionId, verdict: 'changes', note: 'Shorter, please.' })
  expect(await states(room, clipId)).toEqual([1, 'changes', false])
  // Minds change.
  await decide(people.owner, { clipId, versionId, verdict: 'approved' })
  expect(await states(room, clipId)).toEqual([1, 'approved', false])
  expect(
    (await listNotifications(people.editor)).list.map(({ kind, byName }) => [kind, byName]),
  ).toEqual([
    ['approved', 'Ona Reyes'],
    ['changes', 'Ona Reyes'],
    ['approved', 'Rae Lind'],
  ])
  const audit = await auditOf(db, place.workspaceId, { limit: 10 })
  expect(audit.map(({ action, by }) => [action, by])).toEqual([
    ['review.approved', 'Ona Reyes'],
    ['review.changes', 'Ona Reyes'],
    ['review.approved', 'Rae Lind'],
    ['review.sent', 'Eli Moss'],
  ])
})

test('an edit reopens what was approved; taken back, it stands again', async () => {
  const room = await reviewRoom()
  const { clipId, people, place, cut } = room
  const { versionId } = await sendForReview(people.editor, { clipId, reviewers: [place.reviewer] })
  await decide(people.reviewer, { clipId, versionId, verdict: 'approved' })
  await cut(clipId, 1)
  expect(await states(room, clipId)).toEqual([1, 'approved', true])
  expect((await openReview(people.reviewer, { clipId })).approval).toMatchObject({
    state: 'approved',
    edited: true,
  })
  // Sent again it is a version of its own, and its reviewers are asked anew.
  const again = await sendForReview(people.editor, { clipId, reviewers: [place.reviewer] })
  expect(await states(room, clipId)).toEqual([2, 'waiting', false])
  expect(await codeOf(decide(people.reviewer, { clipId, versionId, verdict: 'approved' }))).toBe(
    'review.superseded',
  )
  // Sent once more without an edit it is the same version.
  expect(
    (await sendForReview(people.editor, { clipId, reviewers: [place.reviewer, place.owner] }))
      .versionId,
  ).toBe(again.versionId)
  expect((await approvalOf(room.db, clipId))?.verdicts.map(({ by }) => by.name)).toEqual([
    'Rae Lind',
    'Ona Reyes',
  ])
})

test('only who was asked decides, and only members can be asked', async () => {
  const { clipId, people, place } = await reviewRoom()
  expect(await codeOf(sendForReview(people.editor, { clipId, reviewers: [place.stranger] }))).toBe(
    'member.not-found',
  )
  const { versionId } = await sendForReview(people.editor, { clipId, reviewers: [place.reviewer] })
  const act = (who: keyof typeof people) =>
    codeOf(decide(people[who], { clipId, versionId, verdict: 'approved' }))
  expect(await act('editor')).toBe('review.not-asked')
  expect(await act('stranger')).toBe('clip.not-found')
  expect(await act('reviewer')).toBeNull()
  expect((await openReview(people.reviewer, { clipId })).may).toMatchObject({
    decide: true,
    edit: false,
  })
  expect((await openReview(people.admin, { clipId })).may).toMatchObject({
    decide: false,
    edit: true,
  })
})

test('where the workspace wants it, files are made of approved clips alone, and it says what is missing', async () => {
  const { clipId, people, place, cut } = await reviewRoom()
  const ask = () =>
    requestRender(people.editor, { clipId, shapes: ['9:16'] }).then(
      () => 'made',
      (error: Error & { code?: string }) => {
        expect(error.code).toBe('export.not-approved')
        return error.message
      },
    )
  await setReviewRule(people.admin, { exportNeedsApproval: true })
  expect(await ask()).toBe('This workspace exports approved clips only. Send this one for review.')
  const { versionId } = await sendForReview(people.editor, { clipId })
  expect(await ask()).toBe('Nobody has approved v1 yet. Ask somebody to.')
  await sendForReview(people.editor, { clipId, reviewers: [place.reviewer, place.owner] })
  expect(await ask()).toBe(
    'v1 waits for Ona Reyes and Rae Lind to approve it. Then it can be exported.',
  )
  await decide(people.reviewer, { clipId, versionId, verdict: 'changes' })
  expect(await ask()).toBe('Rae Lind asked for changes to v1. Send a new version.')
  await decide(people.reviewer, { clipId, versionId, verdict: 'approved' })
  await decide(people.owner, { clipId, versionId, verdict: 'approved' })
  expect(await ask()).toBe('made')
  await cut(clipId, 1)
  expect(await ask()).toBe('This clip was edited after v1 was approved. Send it for review again.')
  await setReviewRule(people.admin, { exportNeedsApproval: false })
  expect(await ask()).toBe('made')
})

test('a deadline lies ahead, and has a reminder for each who is asked', async () => {
  const { db, clipId, people, place } = await reviewRoom()
  const past = new Date(Date.now() - 1000)
  expect(await codeOf(sendForReview(people.editor, { clipId, dueAt: past }))).toBe(
    'review.past-deadline',
  )
  await sendForReview(people.editor, {
    clipId,
    reviewers: [place.reviewer, place.owner],
    dueAt: new Date(Date.now() + 3600_000),
  })
  const jobs = await jobsOf(db, { type: 'clip', id: clipId })
  expect(jobs.map(({ type, status }) => [type, status])).toEqual([
    ['remind-reviewer', 'pending'],
    ['remind-reviewer', 'pending'],
  ])
})

test('whoever leaves without deciding is waited for no longer', async () => {
  const room = await reviewRoom()
  const { clipId, people, place } = room
  const { versionId } = await sendForReview(people.editor, {
    clipId,
    reviewers: [place.reviewer, place.owner],
  })
  await decide(people.owner, { clipId, versionId, verdict: 'approved' })
  expect(await states(room, clipId)).toEqual([1, 'waiting', false])
  await removePerson(people.admin, { userId: place.reviewer })
  expect(await states(room, clipId)).toEqual([1, 'approved', false])
})
