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
import { memberProcedure, router } from './init.ts'

/** Styles that people wrote. */
export const styles = router({
  list: memberProcedure.query(({ ctx }) => listStyles(ctx)),
  open: memberProcedure.input(OneStyle).query(({ ctx, input }) => openStyle(ctx, input)),
  forClip: memberProcedure.input(ListForClip).query(({ ctx, input }) => stylesForClip(ctx, input)),
  /** A version as the preview runs it: it never changes. */
  run: memberProcedure.input(StyleOfClip).query(({ ctx, input }) => runStyleOfClip(ctx, input)),
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
