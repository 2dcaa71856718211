import { z } from 'zod'
import { LinkToken } from '../commands/enter-link.server.ts'
import { StyleOfLink, styleOfLink } from '../commands/open-review.server.ts'
import {
  CompileStyle,
  compileDraft,
  deleteStyle,
  ListForClip,
  listStyles,
  MakeStyle,
  makeStyle,
  OneStyle,
  openStyle,
  PublishStyle,
  publishStyle,
  RenameStyle,
  renameWrittenStyle,
  runStyleOfClip,
  StyleOfClip,
  stylesForClip,
} from '../commands/written-styles.server.ts'
import { member, memberProcedure, publicProcedure, router } from './init.ts'

/** Styles that people wrote. */
export const styles = router({
  list: memberProcedure.query(({ ctx }) => listStyles(ctx)),
  open: memberProcedure.input(OneStyle).query(({ ctx, input }) => openStyle(ctx, input)),
  forClip: memberProcedure.input(ListForClip).query(({ ctx, input }) => stylesForClip(ctx, input)),
  /** A version as the preview runs it, for members and for guests of a link. It never changes. */
  run: publicProcedure
    .input(z.union([StyleOfLink.extend({ token: LinkToken }), StyleOfClip]))
    .query(({ ctx, input }) =>
      'token' in input ? styleOfLink(ctx, input.token, input) : runStyleOfClip(member(ctx), input),
    ),
  make: memberProcedure.input(MakeStyle).mutation(({ ctx, input }) => makeStyle(ctx, input)),
  rename: memberProcedure
    .input(RenameStyle)
    .mutation(({ ctx, input }) => renameWrittenStyle(ctx, input)),
  remove: memberProcedure.input(OneStyle).mutation(({ ctx, input }) => deleteStyle(ctx, input)),
  compile: memberProcedure
    .input(CompileStyle)
    .mutation(({ ctx, input }) => compileDraft(ctx, input)),
  publish: memberProcedure
    .input(PublishStyle)
    .mutation(({ ctx, input }) => publishStyle(ctx, input)),
})
