import { z } from '@hono/zod-openapi'
import { UserId } from '#core/ids.ts'
import { NumbersSpan } from '#core/numbers.ts'
import { readNumbers } from '../commands/read-numbers.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theProject } from './reach.ts'

const Count = z.int().min(0)

export function numbersEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/numbers',
      tag: 'Numbers',
      summary: 'See what the workspace did',
      more: 'Weeks begin on Monday, UTC. What was deleted since was still done, and counts.',
      query: z.object({
        span: NumbersSpan.default('quarter'),
        project_id: z.uuid().optional(),
        user_id: z.uuid().optional(),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({
          numbers: z
            .strictObject({
              totals: z.strictObject({
                videos: Count,
                minutes_in: z.number(),
                suggestions_made: Count,
                suggestions_accepted: Count,
                seconds_to_first_export: z.number().nullable().describe('Half took no longer'),
                files_made: Count,
                views: Count,
                downloads: Count,
              }),
              weeks: z.array(
                z.strictObject({
                  week: z.iso.date(),
                  minutes_in: z.number(),
                  suggestions_made: Count,
                  suggestions_accepted: Count,
                }),
              ),
              ranks: z.array(
                z.strictObject({
                  rank: Count,
                  suggestions_made: Count,
                  suggestions_accepted: Count,
                }),
              ),
              renders: z.array(
                z.strictObject({
                  status: z.enum(['done', 'underway', 'stopped', 'failed']),
                  count: Count,
                }),
              ),
              clips: z.array(z.strictObject({ title: z.string(), views: Count, downloads: Count })),
            })
            .openapi('Numbers'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, query } = who
      const project = query.project_id ? await theProject(who, query.project_id) : null
      const found = await readNumbers(
        { db: app.db, user: caller.user },
        {
          span: query.span,
          ...(project && { projectId: project.id }),
          ...(query.user_id && { userId: UserId.parse(query.user_id) }),
        },
      )
      const { totals } = found
      return {
        numbers: {
          totals: {
            videos: totals.videos,
            minutes_in: totals.minutesIn,
            suggestions_made: totals.made,
            suggestions_accepted: totals.accepted,
            seconds_to_first_export:
              totals.toFirstExportMs === null ? null : totals.toFirstExportMs / 1000,
            files_made: totals.filesMade,
            views: totals.views,
            downloads: totals.downloads,
          },
          weeks: found.weeks.map(({ week, minutesIn, made, accepted }) => ({
            week: week.toISOString().slice(0, 10),
            minutes_in: minutesIn,
            suggestions_made: made,
            suggestions_accepted: accepted,
          })),
          ranks: found.byRank.map(({ rank, made, accepted }) => ({
            rank,
            suggestions_made: made,
            suggestions_accepted: accepted,
          })),
          renders: found.renders,
          clips: found.clips,
        },
      }
    },
  )
}
