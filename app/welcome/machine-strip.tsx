import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { PublicFact } from '../server/machine-facts.ts'

const shown: { id: PublicFact['id']; ready: string; missing: string }[] = [
  { id: 'video', ready: 'Video', missing: 'No video tools' },
  { id: 'export', ready: 'Export', missing: 'No export yet' },
  { id: 'live', ready: 'Live editing', missing: 'No live editing' },
  { id: 'words', ready: 'Speech engine', missing: 'No speech engine yet' },
]

/** The four things people ask first, as this machine answers them now, and what the gaps cost. */
export function MachineStrip({ machine }: { machine: PublicFact[] }) {
  const gaps = machine.filter(({ state }) => state === 'missing')
  return (
    <footer className="mt-9 ml-16 shrink-0 border-line max-sm:mt-7 border-t bg-raised px-7 py-5 text-13 text-2 max-lg:ml-0 max-sm:px-5">
      <ul className="flex flex-wrap items-center gap-x-6 gap-y-2">
        {shown.map(({ id, ready, missing }) => {
          const fact = machine.find((candidate) => candidate.id === id)
          if (!fact) return null
          const works = fact.state === 'ready'
          return (
            <li key={id} className="flex items-center gap-2 font-medium text-1">
              {works ? (
                <CircleCheck size={16} className="text-success" aria-hidden />
              ) : (
                <TriangleAlert size={16} className="text-warning" aria-hidden />
              )}
              {works ? ready : missing}
            </li>
          )
        })}
        {gaps.length > 0 && (
          <li className="ml-auto max-sm:ml-0">
            <details className="group relative">
              <summary className="list-none rounded-1 text-2 marker:hidden hover:text-1">
                What this costs you <span aria-hidden>›</span>
              </summary>
              <dl className="absolute right-0 bottom-9 z-10 flex w-[min(400px,calc(100vw-40px))] flex-col gap-3 rounded-3 bg-raised p-4 shadow-e2 max-sm:right-auto max-sm:left-0">
                {gaps.map((fact) => (
                  <div key={fact.id}>
                    <dt className="font-semibold text-1">{fact.name}</dt>
                    <dd className="text-2">
                      {fact.costs && `Costs you: ${fact.costs} `}
                      {fact.wayOn}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        )}
      </ul>
    </footer>
  )
}
