import { TriangleAlert } from 'lucide-react'
import { groupRefusals, type Refusal, sayNames } from './say-export.ts'

/** What was not made, or not done, and why: once for each reason. `others`: there are files that go on. */
export function ExportRefusals({ refused, others }: { refused: Refusal[]; others: boolean }) {
  return groupRefusals(refused).map(({ say, names }) => (
    <div
      key={say}
      role="alert"
      className="flex items-start gap-2.5 rounded-3 bg-bg p-3 text-13 text-2"
    >
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      <p className="min-w-0 flex-1">
        <b className="font-semibold text-1">{sayNames(names)}.</b> {say}
        {others && ` The other files go on without ${names.length === 1 ? 'it' : 'them'}.`}
      </p>
    </div>
  ))
}
