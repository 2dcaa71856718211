import { z } from '@hono/zod-openapi'
import type { FacedShot } from '#core/faces/frame-by-faces.ts'
import { Shape } from '#core/shape.ts'
import { findClipFaces, frameClipByFaces } from '../commands/frame-by-faces.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'
import { inSeconds } from './videos.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })
const Share = z.number().min(0).max(1)

const ApiFacedShot = z
  .strictObject({
    start_time: z.number().describe('Where it is in the video'),
    end_time: z.number(),
    people: z.array(
      z
        .strictObject({ x: Share, y: Share, width: Share, height: Share })
        .describe('A face, 0–1 of the picture'),
    ),
    layout: z.enum(['fill', 'split']),
    doubt: z
      .enum(['which-one-talks', 'comes-and-goes', 'nobody'])
      .nullable()
      .describe('Why somebody should look at it; null: it is sure'),
  })
  .openapi('FacedShot')

const present = ({ from, to, people, layout, doubt }: FacedShot): z.input<typeof ApiFacedShot> => ({
  start_time: inSeconds(from),
  end_time: inSeconds(to),
  people: people.map(({ x, y, w, h }) => ({ x, y, width: w, height: h })),
  layout,
  doubt,
})

export function facesEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/faces',
      tag,
      summary: 'List whom the shots of a clip show',
      more: 'In order of the video, with the layout that framing by faces would choose. Nothing is changed.',
      params: Id,
      query: z.object({ shape: Shape.optional() }),
      answer: { status: 200, schema: z.strictObject({ shots: z.array(ApiFacedShot) }) },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const shots = await findClipFaces(
        { db: who.app.db, user: who.caller.user },
        { clipId, shape: who.query.shape },
      )
      return { shots: shots.map(present) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/frame-by-faces',
      tag,
      summary: 'Frame a clip by the faces in it',
      more: 'One step that can be undone. Shots that somebody framed by hand stay as they are.',
      params: Id,
      body: z.object({ shape: Shape.optional() }),
      bodyOptional: true,
      answer: {
        status: 200,
        schema: z.strictObject({
          shots: z.array(ApiFacedShot),
          skipped: z.number().int().describe('Shots that stayed as somebody framed them'),
        }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const { shots, skipped } = await frameClipByFaces(
        { ...app, user: caller.user },
        { clipId, shape: body.shape },
      )
      return { shots: shots.map(present), skipped }
    },
  )
}
