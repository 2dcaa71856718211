import { z } from 'zod'
import { AppError, isAppError } from '#core/errors.ts'
import { ClipId, ReviewLinkId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import {
  clipOfLink,
  insertReviewLink,
  linksOf,
  type ReviewLink,
  revokeLinkRow,
  viewsOf,
} from '#db/review-links.ts'
import { newestRound } from '#db/review-rounds.ts'
import { note } from '#db/workspace-people.ts'
import type { AppContext } from '../server/context.ts'
import { hashToken, newToken } from '../server/hashed-token.ts'
import type { CommandContext } from './command-context.ts'
import type { MailContext } from './mail-people.server.ts'
import { requireEditor } from './require-editor.server.ts'
import { sendForReview } from './send-for-review.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'>

export const MakeReviewLink = z.object({
  clipId: ClipId,
  /** For whom. */
  label: z.string().trim().max(80).default(''),
  password: z.string().min(6).max(200).nullable().default(null),
  /** Days; null: until it is ended by hand. */
  lasts: z.number().int().min(1).max(365).nullable().default(30),
  mayComment: z.boolean().default(true),
  mayApprove: z.boolean().default(true),
  mayDownload: z.boolean().default(false),
})
export type MakeReviewLink = z.input<typeof MakeReviewLink>

/**
 * A way for people without an account to see this clip, as it was last sent for review: now, where it
 * never was. The address is told once; we keep its hash.
 */
export async function makeReviewLink(
  context: Pick<CommandContext, 'db' | 'collab' | 'queue' | 'user'> &
    MailContext &
    Pick<AppContext, 'auth' | 'siteUrl'>,
  input: MakeReviewLink,
): Promise<{ linkId: ReviewLinkId; link: string }> {
  const { db, auth, siteUrl, user } = context
  const { password, lasts, ...made } = MakeReviewLink.parse(input)
  const clip = await getClip(db, made.clipId, user.id)
  requireEditor(clip)
  if (!(await newestRound(db, made.clipId))) await sendForReview(context, { clipId: made.clipId })
  const token = newToken()
  const passwordHash = password === null ? null : await auth.hashPassword(password)
  const linkId = await db.transaction(async (tx) => {
    const id = await insertReviewLink(tx, {
      ...made,
      createdBy: user.id,
      hash: hashToken(token),
      passwordHash,
      expiresAt: lasts === null ? null : new Date(Date.now() + lasts * 24 * 3600_000),
    })
    await note(tx, {
      workspaceId: clip.workspaceId,
      userId: user.id,
      action: 'link.made',
      subject: made.label || clip.title,
      data: { clipId: made.clipId, linkId: id },
    })
    return id
  })
  return { linkId, link: `${siteUrl()}/r/${token}` }
}

export const ListReviewLinks = z.object({ clipId: ClipId })
export type ListReviewLinks = z.infer<typeof ListReviewLinks>

/** A clip's links, newest first; without their addresses, which nobody has any more. */
export async function listReviewLinks(
  { db, user }: Context,
  { clipId }: ListReviewLinks,
): Promise<ReviewLink[]> {
  requireEditor(await getClip(db, clipId, user.id))
  return linksOf(db, clipId)
}

export const OneReviewLink = z.object({ linkId: ReviewLinkId })
export type OneReviewLink = z.infer<typeof OneReviewLink>

/** Ends a link: whoever has it open is shut out at once. What guests said stays. */
export async function revokeReviewLink(
  { db, user }: Context,
  { linkId }: OneReviewLink,
): Promise<void> {
  const clip = await clipFor(db, linkId, user)
  await db.transaction(async (tx) => {
    await revokeLinkRow(tx, linkId, clip.id)
    await note(tx, {
      workspaceId: clip.workspaceId,
      userId: user.id,
      action: 'link.revoked',
      subject: clip.title,
      data: { clipId: clip.id, linkId },
    })
  })
}

/** Who looked by a link, and when, newest first. */
export async function listReviewViews({ db, user }: Context, { linkId }: OneReviewLink) {
  await clipFor(db, linkId, user)
  return viewsOf(db, linkId)
}

/** The clip of a link, for who may change it. A stranger's link is "not found". */
async function clipFor(db: Context['db'], linkId: ReviewLinkId, user: Context['user']) {
  const clip = await getClip(db, await clipOfLink(db, linkId), user.id).catch((error) => {
    throw isAppError(error) ? new AppError('link.not-found') : error
  })
  requireEditor(clip)
  return clip
}
