import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ExportSettings } from '#core/export-settings.ts'
import type { ClipId } from '#core/ids.ts'
import { sayMinutes } from '#core/plan.ts'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { useTRPCClient } from '../trpc/client.tsx'

export type ExportCosts = ReturnType<typeof useExportCost>

/**
 * What files would cost, before they are asked for: of the plan, and at AWS. One place in `files` for
 * each. `pending`: it is not known yet, so nothing is to be asked for.
 */
export function useExportCost(
  files: { clipId: ClipId }[],
  { format, fps }: Pick<ExportSettings, 'format' | 'fps'>,
) {
  const client = useTRPCClient()
  const counts = new Map<ClipId, number>()
  for (const { clipId } of files) counts.set(clipId, (counts.get(clipId) ?? 0) + 1)
  const clips = [...counts].map(([clipId, count]) => ({ clipId, files: count }))
  const asked = { clips, format, fps }
  const { data, isError, isPending, isPlaceholderData, refetch } = useQuery({
    queryKey: ['cost of files', asked],
    queryFn: () => client.renders.costOfMany.mutate(asked),
    enabled: clips.length > 0,
    placeholderData: keepPreviousData,
    networkMode: 'always',
  })
  const some = clips.length > 0
  // Where nothing is charged for, nothing will be: there is no need to wait for it again.
  const free = data !== undefined && data.plan === null && data.lambda === null
  const pending = some && (isPending || (isPlaceholderData && !free))
  return {
    pending,
    failed: some && isError && !pending,
    known: some && !pending ? data : undefined,
    clips: clips.length,
    again: () => void refetch(),
  }
}

/** The same in words; nothing where nothing is charged for. */
export function ExportCost({
  cost: { pending, failed, known, clips, again },
}: {
  cost: ExportCosts
}) {
  if (pending)
    return (
      <p className="text-12 text-3" role="status">
        Working out the cost…
      </p>
    )
  if (failed)
    return (
      <p className="flex items-center gap-2 text-12 text-warning" role="alert">
        The cost could not be worked out.
        <Button look="ghost" size="small" onClick={again}>
          Try again
        </Button>
      </p>
    )
  if (!known) return null
  const { plan, lambda } = known
  const [here] = lambda?.here ?? []
  return (
    <>
      {lambda && (
        <p className="text-12 text-3" role="status">
          {lambda.here.length < clips && `Drawn at AWS for ${sayDollars(lambda.dollars)}. `}
          {here &&
            `${clips === 1 ? 'Drawn' : `${sayCount(lambda.here.length, 'clip')} drawn`} on this server: ${here.say}.`}
        </p>
      )}
      {plan && <OfPlan {...plan} />}
    </>
  )
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

/** "about $0.04"; less than a cent is said so. */
export const sayDollars = (dollars: number): string =>
  dollars < 0.01 ? 'less than $0.01' : `about $${dollars.toFixed(2)}`
