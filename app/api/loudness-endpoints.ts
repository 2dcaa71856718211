import { z } from '@hono/zod-openapi'
import type { Loudness } from '#core/loudness.ts'
import { clipLoudness } from '../commands/clip-loudness.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'

const ApiLoudness = z
  .strictObject({
    lufs: z.number().describe('Of the whole clip'),
    true_peak: z.number().describe('dBTP'),
    range: z.number().describe('Between its quiet and its loud parts, LU'),
  })
  .openapi('Loudness')

const present = ({ loudness, peak, range }: Loudness): z.input<typeof ApiLoudness> => ({
  lufs: loudness,
  true_peak: peak,
  range,
})

export function loudnessEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/loudness',
      tag: 'Clips',
      summary: 'Measure how loud the file of a clip will be',
      more: 'After voices, noise, music and fades, before and after it is brought to its loudness. Takes a second or two for each minute.',
      params: z.object({ id: z.string() }),
      answer: {
        status: 200,
        schema: z.strictObject({
          loudness: z
            .strictObject({ before: ApiLoudness, after: ApiLoudness })
            .nullable()
            .describe('Null where nothing is heard, and where the clip is too long to wait for it'),
          message: z.string().nullable().describe('Why it is not measured'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const { app, caller } = who
      const found = await clipLoudness({ ...app, user: caller.user }, { clipId })
      if (!found || 'say' in found) return { loudness: null, message: found?.say ?? null }
      return {
        loudness: { before: present(found.before), after: present(found.after) },
        message: null,
      }
    },
  )
}
