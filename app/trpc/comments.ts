import { EditComment, NewComment, OneComment, ResolveComment } from '#core/comment.ts'
import {
  addComment,
  deleteComment,
  editComment,
  ListComments,
  listComments,
  resolveComment,
} from '../commands/comments.server.ts'
import { memberProcedure, router } from './init.ts'

export const comments = router({
  /** What was said of a clip, oldest first. */
  list: memberProcedure.input(ListComments).query(({ ctx, input }) => listComments(ctx, input)),
  add: memberProcedure.input(NewComment).mutation(({ ctx, input }) => addComment(ctx, input)),
  edit: memberProcedure.input(EditComment).mutation(({ ctx, input }) => editComment(ctx, input)),
  resolve: memberProcedure
    .input(ResolveComment)
    .mutation(({ ctx, input }) => resolveComment(ctx, input)),
  remove: memberProcedure.input(OneComment).mutation(({ ctx, input }) => deleteComment(ctx, input)),
})
