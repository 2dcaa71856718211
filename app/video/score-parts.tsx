import { clsx } from 'clsx'
import type { ScoreParts as Parts } from '#core/suggestion.ts'

const names: Record<keyof Parts, { name: string; absent: string }> = {
  hook: { name: 'Hook', absent: 'no opening words' },
  emotion: { name: 'Emotion', absent: 'no sound signal' },
  topic: { name: 'Topic', absent: 'no topic signal' },
  thought: { name: 'Thought', absent: 'no words signal' },
  visual: { name: 'Visual', absent: 'no picture signal' },
}
const order: (keyof Parts)[] = ['hook', 'emotion', 'topic', 'thought', 'visual']

/** The five parts of a score: as bars to be seen, as a table to be read out. */
export function ScorePartsBars({ parts, of }: { parts: Parts; of: string }) {
  return (
    <>
      <div aria-hidden className="grid grid-cols-3 gap-x-2 gap-y-1 @min-[310px]:grid-cols-5">
        {order.map((part) => {
          const points = parts[part]
          const strong = points !== null && points >= 80
          return (
            <div key={part} className="min-w-0" title={points === null ? names[part].absent : ''}>
              <div className="flex justify-between gap-0.5 text-11">
                <span className={clsx('truncate tracking-tight', strong ? 'text-2' : 'text-3')}>
                  {names[part].name}
                </span>
                <span className={clsx('tabular', strong ? 'font-semibold text-1' : 'text-2')}>
                  {points === null ? '–' : Math.round(points)}
                </span>
              </div>
              <div
                className={clsx(
                  'h-0.5 overflow-hidden rounded-full',
                  points === null ? 'border-edge border-b border-dashed' : 'bg-line',
                )}
              >
                {points !== null && (
                  <div
                    className={clsx('h-full rounded-full', strong ? 'bg-1' : 'bg-edge')}
                    style={{ width: `${points}%` }}
                  />
                )}
              </div>
            </div>
          )
        })}
      </div>
      <table className="sr-only">
        <caption>Score of {of}, in five parts</caption>
        <tbody>
          {order.map((part) => {
            const points = parts[part]
            return (
              <tr key={part}>
                <th scope="row">{names[part].name}</th>
                <td>{points === null ? names[part].absent : Math.round(points)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

/** What a suggestion could not be judged by, in words: a dash alone explains nothing. */
export const missingSignals = (parts: Parts): string[] =>
  order.flatMap((part) => (parts[part] === null ? names[part].absent : []))
