import { z } from '@hono/zod-openapi'
import { Strength, type Tightening, TighteningKind } from '#core/tighten/find-tightenings.ts'
import {
  findClipTightenings,
  TightenClip,
  tightenClipNow,
} from '../commands/tighten-clip.server.ts'
import { answerClip } from './clip-endpoints.ts'
import { ApiClip } from './clips.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'
import { inSeconds } from './videos.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })

const ApiTightening = z
  .strictObject({
    id: z.string(),
    kind: TighteningKind,
    description: z.string(),
    start_time: z.number().describe('Where it is in the video'),
    saves_seconds: z.number(),
    is_sure: z.boolean().describe('false: it may be meant, and goes only where its id is named'),
  })
  .openapi('Tightening')

const present = (one: Tightening): z.input<typeof ApiTightening> => ({
  id: one.id,
  kind: one.kind,
  description: one.say,
  start_time: inSeconds(one.at),
  saves_seconds: inSeconds(one.gain),
  is_sure: one.sure,
})

export function tightenEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/tightenings',
      tag,
      summary: 'List what could go from a clip',
      more: 'Fillers, long pauses, and sentences said twice, in spoken order. Nothing is changed.',
      params: Id,
      query: z.object({ strength: Strength.default('usual') }),
      answer: { status: 200, schema: z.strictObject({ tightenings: z.array(ApiTightening) }) },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const found = await findClipTightenings(
        { db: who.app.db, user: who.caller.user },
        { clipId, strength: who.query.strength ?? 'usual' },
      )
      return { tightenings: found.map(present) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/tighten',
      tag,
      summary: 'Take out fillers, pauses and retakes',
      more: 'All that is sure, or what is named by its id, as one step that can be undone. Whoever has the clip open sees it change.',
      params: Id,
      body: z.object({
        strength: Strength.default('usual'),
        kinds: TightenClip.shape.kinds,
        ids: TightenClip.shape.ids,
      }),
      bodyOptional: true,
      answer: {
        status: 200,
        schema: z.strictObject({
          clip: ApiClip,
          cut: z.array(ApiTightening),
          saved_seconds: z.number(),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const { cut, savedMs } = await tightenClipNow(
        { ...app, user: caller.user },
        { clipId, strength: body.strength ?? 'usual', kinds: body.kinds, ids: body.ids },
      )
      return {
        ...(await answerClip(app, clipId)),
        cut: cut.map(present),
        saved_seconds: inSeconds(savedMs),
      }
    },
  )
}
