import { clipLoudness, ReadLoudness } from '../commands/clip-loudness.server.ts'
import { CreateClip, createClip } from '../commands/create-clip.server.ts'
import { DeleteClip, deleteClip } from '../commands/delete-clip.server.ts'
import {
  FrameClipByFaces,
  findClipFaces,
  frameClipByFaces,
} from '../commands/frame-by-faces.server.ts'
import { RenameClip, renameClip } from '../commands/rename-clip.server.ts'
import { TranslateClip, translateClip } from '../commands/translate-clip.server.ts'
import { WritePost, writePost } from '../commands/write-post.server.ts'
import { memberProcedure, router } from './init.ts'

export const clips = router({
  /** Opens a clip from a suggestion, or from a stretch of the video. */
  create: memberProcedure.input(CreateClip).mutation(({ ctx, input }) => createClip(ctx, input)),
  rename: memberProcedure.input(RenameClip).mutation(({ ctx, input }) => renameClip(ctx, input)),
  /** Whom each of a clip's shots shows, and which of them somebody should look at. */
  faces: memberProcedure
    .input(FrameClipByFaces)
    .query(({ ctx, input }) => findClipFaces(ctx, input)),
  frameByFaces: memberProcedure
    .input(FrameClipByFaces)
    .mutation(({ ctx, input }) => frameClipByFaces(ctx, input)),
  loudness: memberProcedure
    .input(ReadLoudness)
    .query(({ ctx, input, signal }) => clipLoudness(ctx, input, signal)),
  writePost: memberProcedure.input(WritePost).mutation(({ ctx, input }) => writePost(ctx, input)),
  translate: memberProcedure
    .input(TranslateClip)
    .mutation(({ ctx, input }) => translateClip(ctx, input)),
  remove: memberProcedure.input(DeleteClip).mutation(({ ctx, input }) => deleteClip(ctx, input)),
})
