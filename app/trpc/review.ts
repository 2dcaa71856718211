import { z } from 'zod'
import { EditComment, GuestComment, NewComment, OneComment, ResolveComment } from '#core/comment.ts'
import { ClipId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { membersOf } from '#db/workspace-people.ts'
import {
  addComment,
  deleteComment,
  editComment,
  listComments,
  resolveComment,
} from '../commands/comments.server.ts'
import { decide, VerdictGiven } from '../commands/decide.server.ts'
import { LinkToken, RenameGuest, renameGuest } from '../commands/enter-link.server.ts'
import {
  addGuestComment,
  decideAsGuest,
  deleteGuestComment,
  editGuestComment,
  listGuestComments,
  watchAsGuest,
} from '../commands/guest-review.server.ts'
import {
  OpenAsGuest,
  OpenReview,
  openReview,
  openReviewAsGuest,
} from '../commands/open-review.server.ts'
import { readStanding } from '../commands/read-standing.server.ts'
import {
  ListReviewLinks,
  listReviewLinks,
  listReviewViews,
  MakeReviewLink,
  makeReviewLink,
  OneReviewLink,
  revokeReviewLink,
} from '../commands/review-links.server.ts'
import { SendForReview, sendForReview } from '../commands/send-for-review.server.ts'
import { member, memberProcedure, publicProcedure, refusing, router } from './init.ts'

/** By a link, for whoever holds it; or by the clip, for members. */
const ByLink = z.object({ token: LinkToken })
const ByClip = z.object({ clipId: ClipId })
const Place = z.union([ByLink, ByClip])

/** One page for members and guests: each procedure takes either, and each command decides for its own. */
export const review = router({
  open: publicProcedure
    .input(z.union([ByLink.extend(OpenAsGuest.shape), OpenReview]))
    .query(({ ctx, input }) =>
      'token' in input
        ? openReviewAsGuest(ctx, input.token, input)
        : openReview(member(ctx), input),
    ),
  comments: publicProcedure
    .input(Place)
    .query(({ ctx, input }) =>
      'token' in input ? listGuestComments(ctx, input.token) : listComments(member(ctx), input),
    ),
  say: publicProcedure
    .input(
      z.union([
        z.object({ token: LinkToken, comment: GuestComment }),
        z.object({ comment: NewComment }),
      ]),
    )
    .mutation(({ ctx, input }) =>
      'token' in input
        ? addGuestComment(ctx, input.token, input.comment)
        : addComment(member(ctx), input.comment),
    ),
  edit: publicProcedure
    .input(EditComment.extend({ token: LinkToken.optional() }))
    .mutation(({ ctx, input }) =>
      input.token ? editGuestComment(ctx, input.token, input) : editComment(member(ctx), input),
    ),
  remove: publicProcedure
    .input(OneComment.extend({ token: LinkToken.optional() }))
    .mutation(({ ctx, input }) =>
      input.token ? deleteGuestComment(ctx, input.token, input) : deleteComment(member(ctx), input),
    ),
  resolve: memberProcedure
    .input(ResolveComment)
    .mutation(({ ctx, input }) => resolveComment(ctx, input)),
  decide: publicProcedure
    .input(z.union([ByLink.extend(VerdictGiven.shape), ByClip.extend(VerdictGiven.shape)]))
    .mutation(({ ctx, input }) =>
      'token' in input ? decideAsGuest(ctx, input.token, input) : decide(member(ctx), input),
    ),
  /** What changes, as it changes; ends with `link.ended` at once where a link does. */
  watch: publicProcedure.input(Place).subscription(async function* ({
    ctx,
    input,
    signal,
  }): AsyncGenerator<'comments' | 'review', void> {
    if ('token' in input) {
      yield* refusing(watchAsGuest(ctx, input.token, signal))
      return
    }
    const { user } = member(ctx)
    for await (const { kind, id } of ctx.changes.watch(user.id, signal)) {
      if (id !== input.clipId) continue
      if (kind === 'comments') yield kind
      if (kind === 'review' || kind === 'clip') yield 'review'
    }
  }),
  rename: publicProcedure.input(RenameGuest).mutation(({ ctx, input }) => renameGuest(ctx, input)),

  /** Keeps the clip as it is now and asks people to approve it. */
  send: memberProcedure
    .input(SendForReview)
    .mutation(({ ctx, input }) => sendForReview(ctx, input)),
  /** How the newest version that was sent stands; null: none was. */
  standing: memberProcedure.input(ByClip).query(({ ctx, input }) => readStanding(ctx, input)),
  /** Who can be asked. */
  people: memberProcedure.input(ByClip).query(async ({ ctx, input }) => {
    const { workspaceId } = await getClip(ctx.db, input.clipId, ctx.user.id)
    return (await membersOf(ctx.db, workspaceId)).map(({ id, name, role }) => ({ id, name, role }))
  }),
  links: memberProcedure
    .input(ListReviewLinks)
    .query(({ ctx, input }) => listReviewLinks(ctx, input)),
  makeLink: memberProcedure
    .input(MakeReviewLink)
    .mutation(({ ctx, input }) => makeReviewLink(ctx, input)),
  revokeLink: memberProcedure
    .input(OneReviewLink)
    .mutation(({ ctx, input }) => revokeReviewLink(ctx, input)),
  views: memberProcedure
    .input(OneReviewLink)
    .query(({ ctx, input }) => listReviewViews(ctx, input)),
})
