import { Link } from '@remix-run/react'
import { Columns2, Download } from 'lucide-react'
import { Avatar } from '../components/avatar.tsx'
import { buttonClass } from '../components/button.tsx'
import { Logo } from '../components/logo.tsx'
import { Segmented } from '../components/segmented.tsx'
import { personColour } from '../library/person-colour.ts'
import { sayApproval, sayDue, sayMoment } from './say-approval.ts'
import { type ShownVersion, useReview } from './use-review.tsx'

/** What is looked at, and until when. */
export function ReviewTitle() {
  const { review } = useReview()
  const { clip, version, approval, may } = review
  const shown = version ? `v${version.number}` : 'As it is now'
  const due = approval?.dueAt ? `, ${sayDue(new Date(approval.dueAt))}` : ''
  const sent = approval?.sentBy && version ? `, sent by ${approval.sentBy}` : ''
  return (
    <div className="flex min-w-0 items-center gap-3">
      {may.edit ? (
        <Link to={`/clips/${clip.id}`} aria-label="Open in the editor" title="Open in the editor">
          <Logo size={24} />
        </Link>
      ) : (
        <Logo size={24} />
      )}
      <div className="min-w-0">
        <h1 className="truncate font-semibold text-13 text-1 leading-4">{clip.title}</h1>
        <p className="truncate text-12 text-3">
          {shown}
          {sent}
          {due}
        </p>
      </div>
    </div>
  )
}

/** The versions that were sent; for who edits also the clip as it is now. */
export function VersionTabs({ onVersion }: { onVersion(version: ShownVersion): void }) {
  const { review, place } = useReview()
  const { sent, version } = review
  const member = 'clipId' in place
  if (sent.length + (member ? 1 : 0) < 2) return null
  const value = version?.id ?? 'now'
  return (
    <Segmented
      label="Version"
      value={value}
      options={[
        ...sent
          .slice(0, 4)
          .reverse()
          .map((one) => ({
            value: one.id as string,
            name: `v${one.number}`,
            ...(one.id === value && {
              after: <span className="font-normal text-3">{sayMoment(new Date(one.sentAt))}</span>,
            }),
          })),
        ...(member ? [{ value: 'now', name: 'Now' }] : []),
      ]}
      onChange={(next) => onVersion(next as ShownVersion)}
    />
  )
}

/** Beside the version that was sent before, for members. */
export function CompareLink() {
  const { review, place } = useReview()
  const { version, sent, clip } = review
  const now = sent.findIndex(({ id }) => id === version?.id)
  const before = version ? sent[now + 1] : sent[0]
  if ('token' in place || !before) return null
  return (
    <Link
      to={`/clips/${clip.id}/compare?from=${before.id}&to=${version?.id ?? 'now'}`}
      className={`${buttonClass('soft')} max-md:h-11`}
    >
      <Columns2 size={15} aria-hidden />
      Compare with v{before.number}
    </Link>
  )
}

/** Faces of those who approved, and how many are missing. */
export function ApprovalState() {
  const { review } = useReview()
  const { approval, me } = review
  if (!approval) return null
  const approved = approval.verdicts.filter(({ verdict }) => verdict === 'approved')
  return (
    <div className="flex items-center gap-2 text-13 text-2">
      <span className="flex pl-1">
        {approved.slice(0, 3).map(({ id, by }) => (
          <span key={id} className="-ml-1">
            <Avatar name={by.name} colour={personColour(by.id, me.id)} size={24} />
          </span>
        ))}
      </span>
      <span role="status">{sayApproval(approval)}</span>
    </div>
  )
}

export function DownloadLink() {
  const { review } = useReview()
  if (!review.download) return null
  return (
    <a href={review.download} download className={`${buttonClass()} max-md:h-11`}>
      <Download size={15} aria-hidden />
      Download
    </a>
  )
}

/** Said plainly where a verdict would be about something else than the clip is now. */
export function EditedSince({ onVersion }: { onVersion(version: ShownVersion): void }) {
  const { review, place } = useReview()
  const { approval, version } = review
  if (!approval) return null
  const newer = version && version.id !== approval.version.id
  if (newer)
    return (
      <Line>
        v{approval.version.number} was sent since.{' '}
        <Press onClick={() => onVersion(approval.version.id)}>Look at it</Press>
      </Line>
    )
  if (!approval.edited || 'token' in place) return null
  return (
    <Line>
      The clip was edited after v{approval.version.number} was sent. What is approved is v
      {approval.version.number}, not what it is now.{' '}
      {version && <Press onClick={() => onVersion('now')}>Look at it now</Press>}
    </Line>
  )
}

const Line = ({ children }: { children: React.ReactNode }) => (
  <p role="status" className="border-line border-b bg-raised px-4 py-2 text-13 text-2">
    {children}
  </p>
)
const Press = ({ onClick, children }: { onClick(): void; children: string }) => (
  <button
    type="button"
    className="rounded-1 font-medium text-accent-text hover:underline max-md:min-h-9"
    onClick={onClick}
  >
    {children}
  </button>
)
