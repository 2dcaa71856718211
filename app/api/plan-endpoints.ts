import { z } from '@hono/zod-openapi'
import { ExportFormat } from '#core/export-settings.ts'
import { leftMs, PlanName } from '#core/plan.ts'
import {
  ChoosePlan,
  openPortal,
  readPlan,
  renderCost,
  startCheckout,
} from '../commands/billing.server.ts'
import { lambdaCost } from '../commands/lambda-cost.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'

const tag = 'Plan'
const minutes = (ms: number) => ms / 60_000

const ApiPlan = z
  .strictObject({
    name: PlanName,
    status: z.string().nullable().describe('As Stripe says it; null: nothing was bought'),
    minutes_allowed: z.number().nullable().describe('Null: no limit'),
    minutes_heard: z.number(),
    minutes_made: z.number(),
    minutes_reserved: z.number().describe('For work under way: charged if it ends well'),
    minutes_left: z.number().nullable(),
    period_start: z.iso.datetime(),
    period_end: z.iso.datetime().nullable(),
  })
  .openapi('Plan')

const Url = z.strictObject({ url: z.string() })

export function planEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/plan',
      tag,
      summary: 'See what the plan allows and what is used',
      more: 'Null where no plans are sold: nothing is counted.',
      answer: { status: 200, schema: z.strictObject({ plan: ApiPlan.nullable() }) },
    },
    async ({ app, caller }) => {
      const plan = await readPlan({ ...app, user: caller.user })
      if (!plan) return { plan: null }
      const left = leftMs(plan)
      return {
        plan: {
          name: plan.plan,
          status: plan.status,
          minutes_allowed: plan.allowedMs === null ? null : minutes(plan.allowedMs),
          minutes_heard: minutes(plan.heardMs),
          minutes_made: minutes(plan.madeMs),
          minutes_reserved: minutes(plan.reservedMs),
          minutes_left: left === null ? null : minutes(left),
          period_start: plan.periodStart.toISOString(),
          period_end: plan.periodEnd?.toISOString() ?? null,
        },
      }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/render-cost',
      tag,
      summary: 'See what files of a clip would cost',
      more: '`cost` is null where no plans are sold; `lambda` where no functions at AWS are set up.',
      params: z.object({ id: z.string() }),
      query: z.object({
        files: z.coerce.number().int().min(1).max(400).default(1),
        format: ExportFormat.optional(),
        fps: z.coerce.number().int().optional(),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({
          cost: z
            .strictObject({ minutes: z.number(), minutes_left: z.number().nullable() })
            .nullable(),
          lambda: z
            .strictObject({
              dollars: z.number().nullable(),
              /** Why this server draws them instead. */
              drawn_here: z.string().nullable(),
            })
            .nullable(),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const context = { ...who.app, user: who.caller.user }
      const cost = await renderCost(context, { clipId, files: who.query.files })
      const lambda = await lambdaCost(context, { clipId, ...who.query })
      return {
        lambda: lambda && {
          dollars: 'dollars' in lambda ? lambda.dollars : null,
          drawn_here: 'here' in lambda ? lambda.here : null,
        },
        cost: cost && {
          minutes: minutes(cost.ms),
          minutes_left: cost.leftMs === null ? null : minutes(cost.leftMs),
        },
      }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/plan/checkout',
      tag,
      summary: 'Get the address where a plan is paid for',
      body: z.object({ plan: ChoosePlan.shape.plan }),
      answer: { status: 200, schema: Url },
      refuses: [404, 409, 503],
    },
    async ({ app, caller, body }) => startCheckout({ ...app, user: caller.user }, body),
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/plan/portal',
      tag,
      summary: 'Get the address for cards, invoices and changes of plan',
      answer: { status: 200, schema: Url },
      refuses: [404, 409, 503],
    },
    async ({ app, caller }) => openPortal({ ...app, user: caller.user }),
  )
}
