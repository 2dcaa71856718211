import { useRevalidator } from '@remix-run/react'
import { CircleCheck, CircleDashed, RefreshCw, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../components/button.tsx'
import type { MachineFact } from '../server/machine-facts.ts'

/** What this machine can do: what is missing first, what it costs, and one way on. */
export function MachinePanel({ facts }: { facts: MachineFact[] }) {
  const { revalidate, state } = useRevalidator()
  // Whoever comes back has perhaps just put something right.
  useEffect(() => {
    const back = () => document.visibilityState === 'visible' && revalidate()
    document.addEventListener('visibilitychange', back)
    return () => document.removeEventListener('visibilitychange', back)
  }, [revalidate])
  const of = (wanted: MachineFact['state']) => facts.filter(({ state }) => state === wanted).length
  const summary = [
    `${of('ready')} ready`,
    of('missing') > 0 && `${of('missing')} missing`,
    of('optional') > 0 && `${of('optional')} you may not need`,
  ].filter(Boolean)
  return (
    <aside
      aria-labelledby="machine-heading"
      className="flex flex-col border-line bg-panel max-xl:rounded-4 max-xl:border xl:min-h-dvh xl:w-[408px] xl:shrink-0 xl:border-l"
    >
      <div className="flex items-start gap-2 px-5 pt-5 pb-4">
        <div className="flex-1">
          <h2 id="machine-heading" className="font-semibold text-15 text-1">
            What this machine can do
          </h2>
          <p className="text-12 text-2" aria-live="polite">
            {summary.join(', ')}
          </p>
        </div>
        <Button
          look="ghost"
          size="small"
          icon={<RefreshCw size={14} aria-hidden />}
          busy={state !== 'idle'}
          onClick={revalidate}
        >
          Check again
        </Button>
      </div>
      <ul>
        {facts.map((fact) => (
          <li
            key={fact.id}
            className={
              fact.state === 'missing'
                ? 'flex gap-3.5 border-line border-t bg-[color-mix(in_srgb,var(--warning)_9%,transparent)] px-5 py-3'
                : 'flex gap-3.5 border-line border-t px-5 py-3'
            }
          >
            <StateIcon state={fact.state} />
            <div className="min-w-0">
              <h3 className="font-semibold text-13 text-1">{fact.name}</h3>
              <p className="text-12 text-2 leading-[18px] [overflow-wrap:anywhere]">{fact.found}</p>
              {fact.costs && (
                <p className="text-12 text-2 leading-[18px]">Costs you: {fact.costs}</p>
              )}
              {fact.wayOn && (
                <p className="mt-1 text-12 text-accent-text leading-[18px]">{fact.wayOn}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-auto border-line border-t px-5 py-3 text-12 text-3">
        The same list in a terminal: <code className="font-mono">npm run doctor</code>
      </p>
    </aside>
  )
}

function StateIcon({ state }: { state: MachineFact['state'] }) {
  const shared = { size: 18, strokeWidth: 1.75, className: 'mt-0.5 shrink-0' }
  if (state === 'ready') {
    return (
      <CircleCheck
        {...shared}
        className={`${shared.className} text-success`}
        role="img"
        aria-label="Ready"
      />
    )
  }
  if (state === 'missing') {
    return (
      <TriangleAlert
        {...shared}
        className={`${shared.className} text-warning`}
        role="img"
        aria-label="Missing"
      />
    )
  }
  return (
    <CircleDashed
      {...shared}
      className={`${shared.className} text-3`}
      role="img"
      aria-label="Optional"
    />
  )
}
