import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { leftMs, type PlanName, type PlanStanding, sayMinutes } from '#core/plan.ts'
import { roleIn } from '#db/workspace-people.ts'
import { ChoosePlan, openPortal, readPlan, startCheckout } from '../commands/billing.server.ts'
import { Button } from '../components/button.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { Said, SettingsHead } from '../settings/settings-frame.tsx'

export const meta = titled('Plan and credits')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db, billing } = context
  const role = await roleIn(db, user.workspaceId, user.id)
  return {
    plan: await readPlan({ ...context, user }),
    mayManage: role === 'owner' || role === 'admin',
    sold: billing ? (['pro', 'enterprise'] as const).filter((name) => billing.prices[name]) : [],
    allowances: billing?.allowances ?? null,
    paid: new URL(request.url).searchParams.has('paid'),
  }
}

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  return runIntent(request, {
    choose: intent(ChoosePlan, fieldsOf, async (input) => {
      throw redirect((await startCheckout(context, input)).url)
    }),
    portal: intent(z.object({}), fieldsOf, async () => {
      throw redirect((await openPortal(context)).url)
    }),
  })
}

const NAMES: Record<PlanName, string> = { free: 'Free', pro: 'Pro', enterprise: 'Enterprise' }

const day = (date: string | Date) =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export default function PlanSettings() {
  const { plan, mayManage, sold, allowances, paid } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const trouble = outcome?.errors[''] ?? outcome?.errors.plan
  return (
    <>
      <SettingsHead title="Plan and credits" />
      {trouble && (
        <div className="mb-4">
          <Said text={trouble} bad />
        </div>
      )}
      {paid && (
        <div className="mb-4">
          <Said text="Thank you. The plan shows here once the payment is confirmed." />
        </div>
      )}
      {plan ? (
        <>
          <Standing plan={plan as unknown as PlanStanding} mayManage={mayManage} />
          {mayManage && sold.length > 0 && plan.plan === 'free' && (
            <ul className="mt-4 flex max-w-160 flex-wrap gap-3">
              {sold.map((name) => (
                <li
                  key={name}
                  className="flex min-w-60 flex-1 items-center gap-3 rounded-3 border border-line bg-panel p-4"
                >
                  <div className="min-w-0 flex-1">
                    <h2 className="font-semibold text-15 text-1">{NAMES[name]}</h2>
                    <p className="text-13 text-2">{allowed(allowances?.[name] ?? null)}</p>
                  </div>
                  <Form method="post">
                    <input type="hidden" name="intent" value="choose" />
                    <input type="hidden" name="plan" value={name} />
                    <Button type="submit">Choose {NAMES[name]}</Button>
                  </Form>
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <p className="max-w-[72ch] text-13 text-2">
          There are no plans here: everything is yours, and nothing is counted.
        </p>
      )}
    </>
  )
}

const allowed = (minutes: number | null) =>
  minutes === null ? 'As many minutes as you like' : `${sayMinutes(minutes * 60_000)} a month`

function Standing({ plan, mayManage }: { plan: PlanStanding; mayManage: boolean }) {
  const left = leftMs(plan)
  const { allowedMs, heardMs, madeMs, reservedMs, status } = plan
  const share = (ms: number) => (allowedMs ? `${Math.min(100, (ms / allowedMs) * 100)}%` : '0%')
  return (
    <article className="flex max-w-160 flex-col gap-3 rounded-3 border border-line bg-panel p-4 text-13 text-2">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="font-semibold text-15 text-1">{NAMES[plan.plan]}</h2>
        {plan.periodEnd && (
          <span>
            {plan.plan === 'free' ? 'counts anew on' : 'renews'} {day(plan.periodEnd)}
          </span>
        )}
        {status === 'past_due' && (
          <span className="text-warning">The last payment did not go through</span>
        )}
        {mayManage && status !== null && (
          <Form method="post" className="ml-auto">
            <input type="hidden" name="intent" value="portal" />
            <Button type="submit">Change plan</Button>
          </Form>
        )}
      </header>
      <p>
        {left === null || allowedMs === null ? (
          'As many minutes as you like'
        ) : (
          <>
            <strong className="tabular font-semibold text-15 text-1">{sayMinutes(left)}</strong> of{' '}
            {sayMinutes(allowedMs)} left
          </>
        )}
      </p>
      {allowedMs !== null && (
        <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-hover">
          <span className="bg-info" style={{ width: share(heardMs) }} />
          <span className="bg-2" style={{ width: share(madeMs) }} />
          <span className="bg-accent" style={{ width: share(reservedMs) }} />
        </div>
      )}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-12">
        <Sum name="Transcribed" ms={heardMs} className="bg-info" />
        <Sum name="Rendered" ms={madeMs} className="bg-2" />
        <Sum name="Under way" ms={reservedMs} className="bg-accent" />
      </dl>
      <p className="text-12">
        A render that stops, and a file that is reused, cost nothing. At zero you can still edit,
        watch and download.
      </p>
    </article>
  )
}

const Sum = ({ name, ms, className }: { name: string; ms: number; className: string }) => (
  <div className="flex items-center gap-2">
    <span aria-hidden className={`size-2.5 rounded-1 ${className}`} />
    <dt>{name}</dt>
    <dd className="tabular text-1">{sayMinutes(ms)}</dd>
  </div>
)
