import { z } from 'zod'
import { compactTranscript } from '#core/compact-transcript.ts'
import { AppError } from '#core/errors.ts'
import { ProjectId, TranscriptionId, VideoId } from '#core/ids.ts'
import { VideoFilter } from '#core/video.ts'
import { findSaid } from '#db/said.ts'
import { getTranscript, getTranscription } from '#db/transcripts.ts'
import { countVideos, getVideo, listVideos, videoCards } from '#db/videos.ts'
import {
  ConfirmWords,
  confirmTranscript,
  RetimeWords,
  RewriteWords,
  retimeTranscript,
  rewriteWords,
} from '../commands/edit-words.server.ts'
import { FixEverywhere, fixEverywhere } from '../commands/fix-everywhere.server.ts'
import { MoveVideo, moveVideo } from '../commands/move-video.server.ts'
import { openSample } from '../commands/open-sample.server.ts'
import { OneVideo, removeVideo, restoreVideo } from '../commands/remove-video.server.ts'
import { RenameSpeaker, renameSpeaker } from '../commands/rename-speaker.server.ts'
import { RenameVideo, renameVideo } from '../commands/rename-video.server.ts'
import { RetryVideo, retryVideo } from '../commands/retry-video.server.ts'
import { StartTranscription, startTranscription } from '../commands/start-transcription.server.ts'
import { StopJob, stopJob } from '../commands/stop-job.server.ts'
import { TranslateClips, translateClips } from '../commands/translate-clips.server.ts'
import { UndoWords, undoWords, wordSteps } from '../commands/undo-words.server.ts'
import { videoPage } from '../video/video-page.server.ts'
import { memberProcedure, router } from './init.ts'

const Typed = z.string().max(200)

export const Listing = z.object({
  projectId: ProjectId.optional(),
  filter: VideoFilter.default('all'),
  typed: Typed.default(''),
})

export const videos = router({
  /** A page of the library; `cursor` is the last page's `next`. */
  list: memberProcedure
    .input(
      Listing.extend({
        /** Null, as clients of paged lists send it, is the first page. */
        cursor: z.object({ changedAt: z.number(), id: VideoId }).nullish(),
        limit: z.number().int().min(1).max(100).default(40),
      }),
    )
    .query(({ ctx: { db, user }, input }) =>
      listVideos(db, user.id, {
        ...input,
        cursor: input.cursor ?? undefined,
        workspaceId: user.workspaceId,
      }),
    ),
  /** How many videos each filter would show. */
  counts: memberProcedure
    .input(Listing.omit({ filter: true }))
    .query(({ ctx: { db, user }, input }) =>
      countVideos(db, user.id, { ...input, workspaceId: user.workspaceId }),
    ),
  /** Some videos of a list again, after they changed. */
  cards: memberProcedure
    .input(z.object({ ids: z.array(VideoId).max(100) }))
    .query(({ ctx: { db, user }, input }) => videoCards(db, input.ids, user.id)),
  /** Where the words were said. */
  said: memberProcedure
    .input(z.object({ projectId: ProjectId.optional(), typed: Typed }))
    .query(({ ctx: { db, user }, input }) =>
      findSaid(db, user.id, { ...input, workspaceId: user.workspaceId, limit: 30 }),
    ),
  page: memberProcedure
    .input(z.object({ videoId: VideoId }))
    .query(({ ctx, input }) => videoPage(ctx, input.videoId)),
  /** The words of one version; `changedAt` only tells one reading from the next. */
  transcript: memberProcedure
    .input(
      z.object({
        videoId: VideoId,
        transcriptionId: TranscriptionId,
        changedAt: z.number().optional(),
      }),
    )
    .query(async ({ ctx: { db, user }, input }) => {
      const video = await getVideo(db, input.videoId, user.id)
      const transcription = await getTranscription(db, input.transcriptionId)
      if (transcription?.videoId !== video.id) throw new AppError('transcript.missing')
      const transcript = await getTranscript(db, input.transcriptionId)
      if (!transcript) throw new AppError('transcript.missing')
      return compactTranscript(transcript)
    }),
  /** The sample talk, made on first ask. */
  openSample: memberProcedure.mutation(({ ctx }) => openSample(ctx)),
  rename: memberProcedure.input(RenameVideo).mutation(({ ctx, input }) => renameVideo(ctx, input)),
  move: memberProcedure.input(MoveVideo).mutation(({ ctx, input }) => moveVideo(ctx, input)),
  remove: memberProcedure.input(OneVideo).mutation(({ ctx, input }) => removeVideo(ctx, input)),
  restore: memberProcedure.input(OneVideo).mutation(({ ctx, input }) => restoreVideo(ctx, input)),
  renameSpeaker: memberProcedure
    .input(RenameSpeaker)
    .mutation(({ ctx, input }) => renameSpeaker(ctx, input)),
  fixEverywhere: memberProcedure
    .input(FixEverywhere)
    .mutation(({ ctx, input }) => fixEverywhere(ctx, input)),
  rewriteWords: memberProcedure
    .input(RewriteWords)
    .mutation(({ ctx, input }) => rewriteWords(ctx, input)),
  retimeWords: memberProcedure
    .input(RetimeWords)
    .mutation(({ ctx, input }) => retimeTranscript(ctx, input)),
  confirmWords: memberProcedure
    .input(ConfirmWords)
    .mutation(({ ctx, input }) => confirmTranscript(ctx, input)),
  undoWords: memberProcedure.input(UndoWords).mutation(({ ctx, input }) => undoWords(ctx, input)),
  /** What could be taken back; `changedAt` only tells one reading from the next. */
  wordSteps: memberProcedure
    .input(UndoWords.pick({ transcriptionId: true }).extend({ changedAt: z.number().optional() }))
    .query(({ ctx, input }) => wordSteps(ctx, input)),
  transcribe: memberProcedure
    .input(StartTranscription)
    .mutation(({ ctx, input }) => startTranscription(ctx, input)),
  translateClips: memberProcedure
    .input(TranslateClips)
    .mutation(({ ctx, input }) => translateClips(ctx, input)),
  stop: memberProcedure.input(StopJob).mutation(({ ctx, input }) => stopJob(ctx, input)),
  retry: memberProcedure.input(RetryVideo).mutation(({ ctx, input }) => retryVideo(ctx, input)),
})
