import { Check, MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { inputClass } from '../components/field.tsx'
import { sayTenths } from '../editor/timeline-view.ts'
import { sayOf } from '../trpc/client.tsx'
import { ApprovalList, ChangedFacts } from './review-facts.tsx'
import { Sheet } from './sheet.tsx'
import { goTo, useReview, useReviewUi } from './use-review.tsx'

/** Approve, or ask for changes: with a note, and knowing what is still open. */
export function VerdictSheet({ onClose }: { onClose(): void }) {
  const { review, threads, stage, actions } = useReview()
  const seen = useReviewUi((ui) => ui.seen)
  const [note, setNote] = useState('')
  const [state, setState] = useState<'asking' | 'approved' | 'changes' | { failed: string }>(
    'asking',
  )
  const { approval, version } = review
  if (!approval || !version) return null
  const open = threads.filter(({ comment }) => !comment.resolved)
  const name = `v${version.number}`
  const give = async (verdict: 'approved' | 'changes') => {
    setState(verdict)
    try {
      await actions.decide({ versionId: version.id, verdict, note: note.trim() })
      onClose()
    } catch (error) {
      setState({ failed: sayOf(error) })
    }
  }
  const busy = state === 'approved' || state === 'changes'
  return (
    <Sheet
      title={`Approve ${name}?`}
      onClose={onClose}
      aside={
        <span className={`text-12 ${seen ? 'text-success' : 'text-3'}`}>
          {seen ? 'seen to the end' : 'not seen to the end'}
        </span>
      }
    >
      <div>
        {review.changed && <p className="mb-1.5 text-12 text-3">Since v{review.changed.from}</p>}
        <ChangedFacts />
      </div>
      {open.length > 0 && (
        <div className="flex items-center gap-3 rounded-3 bg-bg p-3 text-13 text-2">
          <MessageSquareWarning size={18} className="shrink-0 text-warning" aria-hidden />
          <p className="flex-1">
            <b className="font-semibold text-1">
              {open.length === 1 ? '1 comment is' : `${open.length} comments are`} still open.
            </b>{' '}
            The first at {sayTenths(open[0]?.from ?? 0)}.
          </p>
          <Button
            look="ghost"
            size="small"
            className="max-md:h-11!"
            onClick={() => {
              goTo(stage, open[0])
              onClose()
            }}
          >
            See
          </Button>
        </div>
      )}
      <ApprovalList />
      <textarea
        aria-label="Note"
        placeholder="Add a note, if you like"
        rows={2}
        maxLength={2_000}
        value={note}
        className={`${inputClass} h-auto! resize-none py-2`}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <div className="flex flex-col gap-2.5">
        <Button
          look="approve"
          size="large"
          icon={<Check size={17} aria-hidden />}
          busy={state === 'approved'}
          disabled={busy && state !== 'approved'}
          onClick={() => void give('approved')}
        >
          Approve {name}
        </Button>
        <Button
          size="large"
          icon={<MessageSquareWarning size={17} aria-hidden />}
          busy={state === 'changes'}
          disabled={busy && state !== 'changes'}
          onClick={() => void give('changes')}
        >
          Ask for changes
        </Button>
      </div>
      {typeof state === 'object' && (
        <p role="alert" className="text-13 text-danger">
          Not sent. {state.failed}
        </p>
      )}
      <p className="text-center text-12 text-3">
        It counts for {name} only. A new version asks you again.
      </p>
    </Sheet>
  )
}
