import { z } from 'zod'
import { ClipId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { rendersOfClip } from '#db/renders.ts'
import {
  listVideoExports,
  RequestExports,
  requestExports,
  VideoExports,
} from '../commands/batch-exports.server.ts'
import { CancelRender, cancelRender } from '../commands/cancel-render.server.ts'
import { ExportsCost, exportsCost } from '../commands/exports-cost.server.ts'
import { RequestRender, requestRender } from '../commands/request-render.server.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { memberProcedure, router } from './init.ts'

export const renders = router({
  /** A clip's exports, newest first; `made` tells two states of the clip apart. */
  list: memberProcedure
    .input(z.object({ clipId: ClipId }))
    .query(async ({ ctx: { db, user }, input }) => {
      await getClip(db, input.clipId, user.id)
      const found = await rendersOfClip(db, input.clipId)
      return found.map(({ project, createdAt, completedAt, ...render }) => ({
        ...render,
        made: fingerprint(project),
        language: project.captionLanguage ?? null,
        createdAt: createdAt.getTime(),
        completedAt: completedAt?.getTime() ?? null,
      }))
    }),
  request: memberProcedure
    .input(RequestRender)
    .mutation(({ ctx, input }) => requestRender(ctx, input)),
  /** Every clip of a video with its files. */
  ofVideo: memberProcedure
    .input(VideoExports)
    .query(({ ctx, input }) => listVideoExports(ctx, input)),
  requestMany: memberProcedure
    .input(RequestExports)
    .mutation(({ ctx, input }) => requestExports(ctx, input)),
  /** What many would cost. It changes nothing; asked as a mutation, since an address is too short for it. */
  costOfMany: memberProcedure
    .input(ExportsCost)
    .mutation(({ ctx, input }) => exportsCost(ctx, input)),
  cancel: memberProcedure
    .input(CancelRender)
    .mutation(({ ctx, input }) => cancelRender(ctx, input)),
})
