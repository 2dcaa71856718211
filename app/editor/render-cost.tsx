import { useQuery } from '@tanstack/react-query'
import type { ExportSettings } from '#core/export-settings.ts'
import type { ClipId } from '#core/ids.ts'
import { sayMinutes } from '#core/plan.ts'
import { useTRPC } from '../trpc/client.tsx'

/** What files would take of the plan, before they are asked for. Nothing where no plans are sold. */
export function RenderCost({ clipId, files }: { clipId: ClipId; files: number }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.plan.renderCost.queryOptions({ clipId, files }, { enabled: files > 0 }),
  )
  if (!data || files === 0) return null
  const { ms, leftMs } = data
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

/** "about $0.04"; less than a cent is said so. */
export const sayDollars = (dollars: number): string =>
  dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`
