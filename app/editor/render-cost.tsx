import { useQuery } from '@tanstack/react-query'
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
