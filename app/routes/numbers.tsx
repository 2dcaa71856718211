import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useSearchParams, useSubmit } from '@remix-run/react'
import { Download } from 'lucide-react'
import { histogram, NumbersSpan, shareInterval } from '#core/numbers.ts'
import { sayCount } from '#core/say-count.ts'
import { listProjects } from '#db/projects.ts'
import { membersOf } from '#db/workspace-people.ts'
import { listMemberships } from '#db/workspaces.ts'
import { ReadNumbers, readNumbers } from '../commands/read-numbers.server.ts'
import { Segmented } from '../components/segmented.tsx'
import { LibraryShell } from '../library/library-shell.tsx'
import { useProjectActions } from '../library/project-controls.tsx'
import { ChartCard } from '../numbers/chart-card.tsx'
import { ShareLine, StepBars, WeekBars } from '../numbers/charts.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'

export const meta = titled('Numbers')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db } = context
  const { searchParams } = new URL(request.url)
  const asked = ReadNumbers.safeParse(
    Object.fromEntries([...searchParams].filter(([, value]) => value !== '')),
  )
  const filter = asked.success ? asked.data : ReadNumbers.parse({})
  const [memberships, projects, people, numbers] = await Promise.all([
    listMemberships(db, user.id),
    listProjects(db, user.workspaceId, user.id),
    membersOf(db, user.workspaceId),
    readNumbers({ ...context, user }, filter),
  ])
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  return {
    user: { fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    workspaceName: mine?.name ?? '',
    mayChange: mine !== undefined && mine.role !== 'reviewer',
    projects,
    people: people.map(({ id, name }) => ({ id, name })),
    filter,
    numbers,
  }
}

const SPANS: Record<NumbersSpan, string> = {
  '30-days': '30 days',
  quarter: 'Quarter',
  year: 'Year',
  all: 'All',
}
/** Minutes a step of the chart of first exports, and how many. */
const STEP = 3
const STEPS = 12

const number = (value: number) => Math.round(value).toLocaleString('en')
const percent = (hits: number, tries: number) =>
  tries === 0 ? '–' : `${Math.round((hits / tries) * 100)} %`
const day = (at: string | Date) =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

const STATUS = { done: 'Done', underway: 'Under way', stopped: 'Stopped by you', failed: 'Failed' }

export default function NumbersPage() {
  const { numbers, filter, people, ...shell } = useLoaderData<typeof loader>()
  const actions = useProjectActions()
  const submit = useSubmit()
  const [search] = useSearchParams()
  const { totals, weeks, byRank, toFirstExport, renders, failures, clips } = numbers
  const csv = (table: string) =>
    `/numbers/csv?${new URLSearchParams([...search, ['table', table]])}`
  const ask = (changed: Record<string, string>) =>
    submit({ ...Object.fromEntries(search), ...changed }, { replace: true })
  const asked = renders.reduce((sum, { count }) => sum + count, 0)
  const minutes = (ms: number) => ms / 60_000
  const middle = totals.toFirstExportMs
  const steps = histogram(toFirstExport.map(minutes), STEP, STEPS)
  const total = shell.projects.reduce((sum, { videoCount }) => sum + videoCount, 0)
  return (
    <LibraryShell {...shell} total={total} actions={actions}>
      <div className="flex flex-col gap-4 p-7 max-md:p-4">
        <header className="flex flex-wrap items-center gap-2.5">
          <h1 className="mr-auto font-semibold text-26 text-1 tracking-[-0.01em]">Numbers</h1>
          <Segmented
            label="How far back"
            value={filter.span ?? 'quarter'}
            options={NumbersSpan.options.map((value) => ({ value, name: SPANS[value] }))}
            onChange={(span) => ask({ span })}
          />
          <Form className="flex flex-wrap gap-2.5">
            <Choice
              name="projectId"
              label="Project"
              any="Any project"
              value={filter.projectId}
              options={shell.projects}
              onChange={(projectId) => ask({ projectId })}
            />
            <Choice
              name="userId"
              label="Person"
              any="Anyone"
              value={filter.userId}
              options={people}
              onChange={(userId) => ask({ userId })}
            />
          </Form>
          <a
            href={csv('weeks')}
            download
            className="flex h-8 items-center gap-2 rounded-2 border border-edge px-3 font-medium text-13 text-1 hover:bg-hover"
          >
            <Download size={16} aria-hidden />
            CSV
          </a>
        </header>
        <dl className="grid grid-cols-6 gap-px overflow-hidden rounded-3 border border-line bg-line max-xl:grid-cols-3 max-md:grid-cols-2">
          <Tile
            name="Minutes in"
            value={number(totals.minutesIn)}
            note={sayCount(totals.videos, 'video')}
          />
          <Tile
            name="Suggestions made"
            value={number(totals.made)}
            note={
              totals.minutesIn > 0
                ? `${number(totals.made / (totals.minutesIn / 60))} for each hour`
                : totals.made > 0
                  ? 'of the sample, or earlier videos'
                  : 'none yet'
            }
          />
          <Tile
            name="Accepted"
            value={number(totals.accepted)}
            note={percent(totals.accepted, totals.made)}
          />
          <Tile
            name="Time to first export"
            value={middle === null ? '–' : `${number(minutes(middle))} min`}
            note={middle === null ? 'no file yet' : 'half of them'}
          />
          <Tile
            name="Files made"
            value={number(totals.filesMade)}
            note={`${number(asked)} asked for`}
          />
          <Tile
            name="Views"
            value={number(totals.views)}
            note={sayCount(totals.downloads, 'download')}
          />
        </dl>
        <div className="grid grid-cols-3 gap-3.5 max-xl:grid-cols-2 max-md:grid-cols-1">
          <ChartCard
            title="Minutes in"
            note="a week; hatched is not over yet"
            csv={csv('weeks')}
            table={{
              head: ['Week of', 'Minutes'],
              rows:
                totals.minutesIn > 0
                  ? weeks.map(({ week, minutesIn }) => [day(week), Math.round(minutesIn)])
                  : [],
            }}
          >
            <WeekBars
              bars={weeks.map(({ week, minutesIn }) => ({ name: day(week), value: minutesIn }))}
            />
          </ChartCard>
          <ChartCard
            title="Suggestions"
            note="outline is made, filled is accepted"
            csv={csv('weeks')}
            table={{
              head: ['Week of', 'Made', 'Accepted'],
              rows:
                totals.made > 0
                  ? weeks.map(({ week, made, accepted }) => [day(week), made, accepted])
                  : [],
            }}
          >
            <WeekBars
              bars={weeks.map(({ week, made, accepted }) => ({
                ...{ name: day(week), value: accepted, behind: made },
              }))}
            />
          </ChartCard>
          <ChartCard
            title="Accepted, by rank"
            note="rank 1 is the best score in its video; lines show ±"
            csv={csv('ranks')}
            table={{
              head: ['Rank', 'Made', 'Accepted', 'Share'],
              rows: byRank.map(({ rank, made, accepted }) => [
                ...[rank, made, accepted],
                percent(accepted, made),
              ]),
            }}
          >
            <ShareLine
              all={totals.made === 0 ? 0 : totals.accepted / totals.made}
              points={byRank.slice(0, 12).map(({ rank, made, accepted }) => ({
                ...{ name: String(rank), share: accepted / made },
                ...shareInterval(accepted, made),
              }))}
            />
          </ChartCard>
          <ChartCard
            title="From upload to first export"
            note={
              middle === null
                ? `videos, in steps of ${STEP} min`
                : `half within ${number(minutes(middle))} min; videos, in steps of ${STEP} min`
            }
            csv={csv('first-exports')}
            table={{
              head: ['Minutes', 'Videos'],
              rows:
                toFirstExport.length === 0
                  ? []
                  : steps.map(({ from, count }, i) => [
                      i === STEPS - 1 ? `${from} or more` : `${from} to ${from + STEP}`,
                      count,
                    ]),
            }}
          >
            <StepBars bars={steps} step={STEP} middle={middle === null ? null : minutes(middle)} />
          </ChartCard>
          <ChartCard
            title="Renders"
            note={`${number(asked)} asked for`}
            csv={csv('renders')}
            table={{
              head: ['How they ended', 'Files', 'Share'],
              rows: renders.map(({ status, count }) => [
                ...[STATUS[status], count],
                percent(count, asked),
              ]),
            }}
          >
            <ul className="flex flex-col gap-2 text-13">
              {renders.map(({ status, count }) => (
                <Row key={status} name={STATUS[status]} value={count} of={asked} />
              ))}
              {failures.map(({ message, count }) => (
                <li key={message} className="text-12 text-3">
                  {sayCount(count, 'time')}: {message || 'for a reason nobody wrote down'}
                </li>
              ))}
            </ul>
          </ChartCard>
          <ChartCard
            title="Views"
            note="of clips shared by a link, with their downloads"
            csv={csv('clips')}
            table={{
              head: ['Clip', 'Views', 'Downloads'],
              rows: clips.map(({ title, views, downloads }) => [title, views, downloads]),
            }}
          >
            <ul className="flex flex-col gap-2 text-13">
              {totals.views === 0 && <li className="text-3">Nobody looked at a link yet.</li>}
              {clips
                .filter(({ views }) => views > 0)
                .slice(0, 5)
                .map(({ title, views }) => (
                  <Row key={title} name={title} value={views} of={clips[0]?.views ?? 0} />
                ))}
            </ul>
          </ChartCard>
        </div>
      </div>
    </LibraryShell>
  )
}

const Tile = ({ name, value, note }: { name: string; value: string; note: string }) => (
  <div className="flex flex-col gap-0.5 bg-panel p-4">
    <dt className="text-12 text-2">{name}</dt>
    <dd className="tabular font-semibold text-26 text-1">{value}</dd>
    <dd className="text-12 text-3">{note}</dd>
  </div>
)

const Row = ({ name, value, of }: { name: string; value: number; of: number }) => (
  <li className="flex flex-col gap-1">
    <div className="flex gap-3">
      <span className="min-w-0 flex-1 truncate text-2">{name}</span>
      <span className="tabular font-semibold text-1">{number(value)}</span>
    </div>
    <span
      aria-hidden
      className="h-3 rounded-1 bg-info"
      style={{ width: `${of === 0 ? 0 : Math.max(1, (value / of) * 100)}%` }}
    />
  </li>
)

function Choice({
  name,
  label,
  any,
  value = '',
  options,
  onChange,
}: {
  name: string
  label: string
  any: string
  value?: string | undefined
  options: { id: string; name: string }[]
  onChange(value: string): void
}) {
  return (
    <select
      name={name}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className="h-8 max-w-44 rounded-2 border border-edge bg-bg px-2 text-13 text-1 max-md:h-11"
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </select>
  )
}
