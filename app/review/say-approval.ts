import type { Review } from './use-review.tsx'

type Approval = NonNullable<Review['approval']>
type Verdict = Approval['verdicts'][number]

/** `1 of 3 approved`, `Changes asked`, `Approved`. */
export function sayApproval({
  state,
  verdicts,
  edited,
}: Pick<Approval, 'state' | 'verdicts' | 'edited'>) {
  const approved = verdicts.filter(({ verdict }) => verdict === 'approved').length
  if (state === 'changes') return 'Changes asked'
  if (state === 'approved') return edited ? 'Approved, then edited' : 'Approved'
  return verdicts.length === 0 ? 'Nobody asked yet' : `${approved} of ${verdicts.length} approved`
}

/** `Approved 10:02`, `Asked for changes`, `Waiting`. */
export function sayVerdict({ verdict, decidedAt }: Pick<Verdict, 'verdict' | 'decidedAt'>): string {
  if (verdict === null) return 'Waiting'
  if (verdict === 'changes') return 'Asked for changes'
  return decidedAt ? `Approved ${sayMoment(new Date(decidedAt))}` : 'Approved'
}

/** `10:02` of today, `24 Nov` of another day. */
export function sayMoment(at: Date, now = new Date()): string {
  const sameDay = at.toDateString() === now.toDateString()
  return sameDay
    ? at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

/** `due Thu 26 Nov, 17:00`, `was due …`. */
export function sayDue(due: Date, now = new Date()): string {
  const day = due.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
  const time = due.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return `${due < now ? 'was due' : 'due'} ${day}, ${time}`
}
