import { z } from '@hono/zod-openapi'
import {
  ApiComposition,
  ApiCompositionWish,
  ApiOverlay,
  ApiOverlayWish,
  toApiComposition,
} from '#core/api-composition.ts'
import { composeClip } from '../commands/compose-clip.server.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { type Api, endpoint, named } from './endpoint.ts'
import { theClip } from './reach.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })

export const Overlay = named('Overlay', ApiOverlay)
export const OverlayWish = named('OverlayWish', ApiOverlayWish)
export const Composition = named(
  'Composition',
  ApiComposition.extend({ overlays: z.array(Overlay) }),
)
const Wish = ApiCompositionWish.extend({ overlays: z.array(OverlayWish).max(100).optional() })
const Answer = z.strictObject({ composition: Composition })

/** What lies on a clip, its sound, its framing and its seams: one thing to read and to write. */
export function compositionEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/composition',
      tag,
      summary: 'Get what lies on a clip, its sound, framing and transitions',
      more: 'Overlays from the lowest to the topmost. Times of layouts, framing keys and shots are those of the video.',
      params: Id,
      answer: { status: 200, schema: Answer },
      refuses: [404],
    },
    async (who) => {
      const { id } = await theClip(who, who.params.id)
      return { composition: toApiComposition(await readStoredClip(who.app.db, id)) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/clips/{id}/composition',
      tag,
      summary: 'Change what lies on a clip, its sound, framing and transitions',
      more: 'A list that is given takes the place of the one there: an overlay with an id is changed, one without is added, one that is not named is taken out. What is left out stays. It is one step that can be undone, and whoever has the clip open sees it change.',
      params: Id,
      body: Wish,
      answer: { status: 200, schema: Answer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const project = await composeClip({ ...app, user: caller.user }, { clipId, wish: body })
      return { composition: toApiComposition(project) }
    },
  )
}
