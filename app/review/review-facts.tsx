import { Avatar } from '../components/avatar.tsx'
import { personColour } from '../library/person-colour.ts'
import { sayVerdict } from './say-approval.ts'
import { useReview } from './use-review.tsx'

/** Who is asked about the newest version, and what they said. */
export function ApprovalList() {
  const { review } = useReview()
  const { approval, me } = review
  if (!approval || approval.verdicts.length === 0) return null
  return (
    <ul aria-label={`Approvals for v${approval.version.number}`} className="flex flex-col gap-2.5">
      {approval.verdicts.map((one) => (
        <li key={one.id} className="text-13">
          <div className="flex items-center gap-2.5">
            <Avatar name={one.by.name} colour={personColour(one.by.id, me.id)} size={24} />
            <span className="min-w-0 flex-1 truncate text-1">
              {one.by.name}
              {one.by.id === me.id && ' (you)'}
              {one.by.guest && one.by.id !== me.id && <span className="text-3"> guest</span>}
            </span>
            <span
              className={
                one.verdict === 'approved'
                  ? 'text-success'
                  : one.verdict === 'changes'
                    ? 'text-warning'
                    : 'text-3'
              }
            >
              {sayVerdict(one)}
            </span>
          </div>
          {one.note && <p className="mt-1 pl-9 text-12 text-2">{one.note}</p>}
        </li>
      ))}
    </ul>
  )
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** What the version shown has that the one before had not. */
export function ChangedFacts() {
  const { review } = useReview()
  const { changed } = review
  if (!changed) return null
  return (
    <div className="text-13">
      <dl className="flex flex-col gap-1.5">
        <div className="flex gap-3">
          <dt className="flex-1 text-2">Length</dt>
          <dd className="tabular text-3">{seconds(changed.before)}</dd>
          <dd className="tabular font-semibold text-1">{seconds(changed.after)}</dd>
        </div>
      </dl>
      {changed.say.length > 0 ? (
        <ul className="mt-1.5 flex flex-col gap-1 text-2">
          {changed.say.slice(0, 6).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        <p className="mt-1.5 text-3">Nothing plays or looks different.</p>
      )}
    </div>
  )
}
