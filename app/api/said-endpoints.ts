import { z } from '@hono/zod-openapi'
import { ProjectId } from '#core/ids.ts'
import { findSaid } from '#db/said.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theProject } from './reach.ts'
import { inSeconds } from './videos.ts'

export function saidEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/said',
      tag: 'Transcriptions',
      summary: 'Find where words were said',
      more: 'In the newest transcript of each video; videos with most places first, the first three places of each.',
      query: z.object({
        search: z.string().min(1).max(200),
        project_id: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30).describe('Videos at most'),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({
          videos: z.array(
            z
              .strictObject({
                video_id: z.uuid(),
                title: z.string(),
                place_count: z.int(),
                places: z.array(
                  z.strictObject({
                    start_time: z.number(),
                    words: z.array(
                      z.strictObject({
                        word: z.string(),
                        found: z.boolean().describe('It is one that was looked for'),
                      }),
                    ),
                  }),
                ),
              })
              .openapi('SaidInVideo'),
          ),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { user } = who.caller
      const { search: typed, project_id, limit } = who.query
      if (project_id) await theProject(who, project_id)
      const projectId = project_id ? ProjectId.parse(project_id) : undefined
      const { workspaceId } = user
      const found = await findSaid(who.app.db, user.id, { workspaceId, projectId, typed, limit })
      return {
        videos: found.map(({ video, quotes, total }) => ({
          video_id: video.id,
          title: video.title,
          place_count: total,
          places: quotes.map(({ at, words }) => ({
            start_time: inSeconds(at),
            words: words.map(({ text, hit }) => ({ word: text, found: hit })),
          })),
        })),
      }
    },
  )
}
