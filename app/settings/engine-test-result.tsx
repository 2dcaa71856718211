import type { ReactNode } from 'react'
import type { EngineTest } from '#core/engine-facts.ts'

/** How a try of an engine ended, beside the button that starts one. */
export function EngineTestResult({
  test,
  children,
}: {
  test: EngineTest | null
  children: ReactNode
}) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3">
        {children}
        {test && (
          <p
            role="status"
            className={`min-w-0 flex-1 text-12 ${test.ok ? 'text-success' : 'text-danger'}`}
          >
            {test.say}
          </p>
        )}
        {test && <span className="tabular text-12 text-3">in {(test.ms / 1000).toFixed(1)} s</span>}
      </div>
      {test?.sample && <p className="text-13 text-1">“{test.sample}”</p>}
    </div>
  )
}
