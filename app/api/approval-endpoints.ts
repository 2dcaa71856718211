import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { ClipVersionId, NotificationId, ReviewLinkId, UserId } from '#core/ids.ts'
import type { Notification } from '#db/notifications.ts'
import type { ReviewLink } from '#db/review-links.ts'
import { clipOfLink } from '#db/review-links.ts'
import { exportRule } from '#db/workspaces.ts'
import { type Approval, approvalOf } from '../commands/approval.server.ts'
import { decide } from '../commands/decide.server.ts'
import { listNotifications, readNotifications } from '../commands/notifications.server.ts'
import {
  listReviewLinks,
  listReviewViews,
  makeReviewLink,
  revokeReviewLink,
} from '../commands/review-links.server.ts'
import { setReviewRule } from '../commands/review-rule.server.ts'
import { sendForReview } from '../commands/send-for-review.server.ts'
import type { Caller } from './caller.ts'
import { type Api, type Ask, endpoint } from './endpoint.ts'
import { idOf, theClip } from './reach.ts'

const tag = 'Review'
const Id = z.object({ id: z.string() })
const at = (date: Date | null) => date?.toISOString() ?? null

const ApiReview = z
  .strictObject({
    version_id: z.uuid(),
    version_number: z.number().int(),
    state: z.enum(['waiting', 'changes', 'approved']),
    edited_since: z
      .boolean()
      .describe('The clip is not what this version is any more: a verdict is about the version'),
    sent_by: z.string().nullable(),
    sent_at: z.iso.datetime(),
    due_at: z.iso.datetime().nullable(),
    verdicts: z.array(
      z.strictObject({
        name: z.string(),
        guest: z.boolean(),
        verdict: z.enum(['approved', 'changes']).nullable().describe('Null: not decided yet'),
        note: z.string(),
        decided_at: z.iso.datetime().nullable(),
      }),
    ),
  })
  .openapi('Review')

const present = ({ round, verdicts, state, editedSince }: Approval): z.input<typeof ApiReview> => ({
  version_id: round.version.id,
  version_number: round.version.number,
  state,
  edited_since: editedSince > 0,
  sent_by: round.sentBy?.name ?? null,
  sent_at: round.createdAt.toISOString(),
  due_at: at(round.dueAt),
  verdicts: verdicts.map(({ by, verdict, note, decidedAt }) => ({
    ...{ name: by.name, guest: by.guest, verdict, note },
    decided_at: at(decidedAt),
  })),
})

const ApiLink = z
  .strictObject({
    id: z.uuid(),
    label: z.string(),
    made_by: z.string().nullable(),
    has_password: z.boolean(),
    may_comment: z.boolean(),
    may_approve: z.boolean(),
    may_download: z.boolean(),
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    guests: z.number().int(),
    last_view_at: z.iso.datetime().nullable(),
  })
  .openapi('ReviewLink')

const presentLink = (link: ReviewLink): z.input<typeof ApiLink> => ({
  ...{ id: link.id, label: link.label, made_by: link.by, has_password: link.hasPassword },
  ...{ may_comment: link.mayComment, may_approve: link.mayApprove },
  ...{ may_download: link.mayDownload, guests: link.guests },
  expires_at: at(link.expiresAt),
  revoked_at: at(link.revokedAt),
  created_at: link.createdAt.toISOString(),
  last_view_at: at(link.lastViewAt),
})

const ApiNotification = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['mention', 'asked', 'approved', 'changes', 'due']),
    by: z.string(),
    clip_id: z.uuid(),
    clip_title: z.string(),
    comment_id: z.uuid().nullable(),
    read_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .openapi('Notification')

const presentNotification = (one: Notification): z.input<typeof ApiNotification> => ({
  ...{ id: one.id, kind: one.kind, by: one.byName, comment_id: one.commentId },
  ...{ clip_id: one.clip.id, clip_title: one.clip.title },
  read_at: at(one.readAt),
  created_at: one.createdAt.toISOString(),
})

/** Versions that are sent, what is decided of them, and who may look without an account. */
export function approvalEndpoints(api: Api): void {
  const Answer = { status: 200 as const, schema: z.strictObject({ review: ApiReview.nullable() }) }
  const answer = async (
    who: Pick<Ask<undefined, undefined, undefined, Caller>, 'app'>,
    id: Parameters<typeof approvalOf>[1],
  ) => {
    const approval = await approvalOf(who.app.db, id)
    return { review: approval && present(approval) }
  }

  endpoint(
    api,
    'read',
    {
      ...{ method: 'get', path: '/clips/{id}/review', tag },
      summary: 'How the newest version that was sent for review stands',
      params: Id,
      answer: Answer,
      refuses: [404],
    },
    async (who) => answer(who, (await theClip(who, who.params.id)).id),
  )

  endpoint(
    api,
    'write',
    {
      ...{ method: 'post', path: '/clips/{id}/review', tag },
      summary: 'Send a clip for review as it is now',
      more: 'Keeps it as a version, asks the members that are named, and reminds them before the deadline. Sent again without an edit it is the same version.',
      params: Id,
      body: z.object({
        reviewers: z.array(z.uuid()).max(50).default([]),
        due_at: z.iso.datetime().nullish(),
        name: z.string().trim().min(1).max(120).optional(),
      }),
      answer: Answer,
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const { reviewers, due_at, name } = who.body
      await sendForReview(
        { ...who.app, user: who.caller.user },
        {
          clipId,
          reviewers: reviewers.map((id) => UserId.parse(id)),
          dueAt: due_at ? new Date(due_at) : null,
          ...(name && { name }),
        },
      )
      return answer(who, clipId)
    },
  )

  endpoint(
    api,
    'write',
    {
      ...{ method: 'post', path: '/clips/{id}/verdict', tag },
      summary: 'Approve a version, or ask for changes',
      more: 'For members who were asked, about the newest version that was sent.',
      params: Id,
      body: z.object({
        version_id: z.uuid(),
        verdict: z.enum(['approved', 'changes']),
        note: z.string().trim().max(2_000).default(''),
      }),
      answer: Answer,
      refuses: [404, 409],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const { version_id, verdict, note } = who.body
      await decide(
        { db: who.app.db, user: who.caller.user },
        { clipId, versionId: ClipVersionId.parse(version_id), verdict, note },
      )
      return answer(who, clipId)
    },
  )

  endpoint(
    api,
    'read',
    {
      ...{ method: 'get', path: '/clips/{id}/review-links', tag },
      summary: 'List the links by which people without an account see a clip',
      params: Id,
      answer: { status: 200, schema: z.strictObject({ links: z.array(ApiLink) }) },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const links = await listReviewLinks({ db: who.app.db, user: who.caller.user }, { clipId })
      return { links: links.map(presentLink) }
    },
  )

  endpoint(
    api,
    'write',
    {
      ...{ method: 'post', path: '/clips/{id}/review-links', tag },
      summary: 'Make a link by which people without an account see a clip',
      more: 'It shows the version that was sent last. The address is told once.',
      params: Id,
      body: z.object({
        label: z.string().trim().max(80).default(''),
        password: z.string().min(6).max(200).nullish(),
        lasts_days: z.number().int().min(1).max(365).nullable().default(30),
        may_comment: z.boolean().default(true),
        may_approve: z.boolean().default(true),
        may_download: z.boolean().default(false),
      }),
      answer: { status: 201, schema: z.strictObject({ id: z.uuid(), url: z.url() }) },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const { label, password, lasts_days, may_comment, may_approve, may_download } = who.body
      const { linkId, link } = await makeReviewLink(
        { ...who.app, user: who.caller.user },
        {
          ...{ clipId, label, password: password ?? null, lasts: lasts_days },
          ...{ mayComment: may_comment, mayApprove: may_approve, mayDownload: may_download },
        },
      )
      return { id: linkId, url: link }
    },
  )

  endpoint(
    api,
    'read',
    {
      ...{ method: 'get', path: '/review-links/{id}/views', tag },
      summary: 'Who looked by a link, and when, newest first',
      params: Id,
      answer: {
        status: 200,
        schema: z.strictObject({
          views: z.array(z.strictObject({ name: z.string(), viewed_at: z.iso.datetime() })),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const linkId = await theLink(who)
      const views = await listReviewViews({ db: who.app.db, user: who.caller.user }, { linkId })
      return { views: views.map(({ name, at }) => ({ name, viewed_at: at.toISOString() })) }
    },
  )

  endpoint(
    api,
    'delete',
    {
      ...{ method: 'delete', path: '/review-links/{id}', tag },
      summary: 'End a link: whoever has it open is shut out at once',
      params: Id,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const linkId = await theLink(who)
      await revokeReviewLink({ db: who.app.db, user: who.caller.user }, { linkId })
    },
  )

  endpoint(
    api,
    'read',
    {
      ...{ method: 'get', path: '/notifications', tag },
      summary: 'What you are told of, newest first',
      answer: {
        status: 200,
        schema: z.strictObject({
          notifications: z.array(ApiNotification),
          unread: z.number().int(),
        }),
      },
    },
    async (who) => {
      const { list, unread } = await listNotifications({ db: who.app.db, user: who.caller.user })
      return { notifications: list.map(presentNotification), unread }
    },
  )

  endpoint(
    api,
    'write',
    {
      ...{ method: 'post', path: '/notifications/read', tag },
      summary: 'Mark one as read, or all',
      body: z.object({ id: z.uuid().nullish().describe('Left out: all') }),
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id } = who.body
      await readNotifications(
        { db: who.app.db, user: who.caller.user },
        { id: id ? NotificationId.parse(id) : null },
      )
    },
  )

  endpoint(
    api,
    'manage',
    {
      ...{ method: 'put', path: '/workspace/review-rule', tag },
      summary: 'Say whether files are made of approved clips alone',
      body: z.object({ export_needs_approval: z.boolean() }),
      answer: { status: 200, schema: z.strictObject({ export_needs_approval: z.boolean() }) },
    },
    async (who) => {
      const { app, caller, body } = who
      await setReviewRule(
        { db: app.db, user: caller.user },
        { exportNeedsApproval: body.export_needs_approval },
      )
      const { needsApproval } = await exportRule(app.db, caller.user.workspaceId)
      return { export_needs_approval: needsApproval }
    },
  )
}

/** A link of a clip that may be seen; any other is "not found". */
async function theLink(who: Ask<typeof Id, undefined, undefined, Caller>): Promise<ReviewLinkId> {
  const missing = 'link.not-found'
  const linkId = idOf(ReviewLinkId, who.params.id, missing)
  await theClip(who, await clipOfLink(who.app.db, linkId)).catch(() => {
    throw new AppError(missing)
  })
  return linkId
}
