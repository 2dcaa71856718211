import { useQuery } from '@tanstack/react-query'
import type { ExportSettings } from '#core/export-settings.ts'
import type { ClipId } from '#core/ids.ts'
import { sayMinutes } from '#core/plan.ts'
import { sayCount } from '#core/say-count.ts'
import { useTRPC, useTRPCClient } from '../trpc/client.tsx'

/** What files would take of the plan, before they are asked for. Nothing where no plans are sold. */
export function RenderCost({ clipId, files }: { clipId: ClipId; files: number }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.plan.renderCost.queryOptions({ clipId, files }, { enabled: files > 0 }),
  )
  return data && files > 0 ? <OfPlan {...data} /> : null
}

function OfPlan({ ms, leftMs }: { ms: number; leftMs: number | null }) {
  const tooMuch = leftMs !== null && ms > leftMs
  return (
    <p className={tooMuch ? 'text-12 text-warning' : 'text-12 text-3'} role="status">
      Takes {sayMinutes(ms)}
      {leftMs !== null && ` of the ${sayMinutes(leftMs)} left in your plan`}. What is reused or
      stops costs nothing.
    </p>
  )
}

/** Where files would be drawn and for how much, where functions at AWS are set up. */
export function LambdaCost({
  clipId,
  files,
  settings: { format, fps },
}: {
  clipId: ClipId
  files: number
  settings: Pick<ExportSettings, 'format' | 'fps'>
}) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.renders.lambdaCost.queryOptions({ clipId, files, format, fps }, { enabled: files > 0 }),
  )
  if (!data || files === 0) return null
  return (
    <p className="text-12 text-3" role="status">
      {'here' in data
        ? `Drawn on this server: ${data.here}.`
        : `Drawn at AWS for ${sayDollars(data.dollars)}.`}
    </p>
  )
}

/** Both of these for files of several clips: one place in `files` for each. */
export function CostOfMany({
  files,
  settings: { format, fps },
}: {
  files: { clipId: ClipId }[]
  settings: Pick<ExportSettings, 'format' | 'fps'>
}) {
  const client = useTRPCClient()
  const counts = new Map<ClipId, number>()
  for (const { clipId } of files) counts.set(clipId, (counts.get(clipId) ?? 0) + 1)
  const clips = [...counts].map(([clipId, count]) => ({ clipId, files: count }))
  const asked = { clips, format, fps }
  const { data } = useQuery({
    queryKey: ['cost of many', asked],
    queryFn: () => client.renders.costOfMany.mutate(asked),
    enabled: files.length > 0,
  })
  if (!data || files.length === 0) return null
  const { plan, lambda } = data
  return (
    <>
      {lambda && (
        <p className="text-12 text-3" role="status">
          {lambda.here.length < counts.size && `Drawn at AWS for ${sayDollars(lambda.dollars)}. `}
          {lambda.here[0] &&
            `${sayCount(lambda.here.length, 'clip')} drawn on this server: ${lambda.here[0].say}.`}
        </p>
      )}
      {plan && <OfPlan {...plan} />}
    </>
  )
}

/** "about $0.04"; less than a cent is said so. */
export const sayDollars = (dollars: number): string =>
  dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`
