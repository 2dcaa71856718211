import { Check, Ellipsis, MessageSquarePlus } from 'lucide-react'
import { type TouchEvent, useEffect, useRef, useState } from 'react'
import { Body, nameOf } from '../comments/thread-item.tsx'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { sayTenths } from '../editor/timeline-view.ts'
import { personColour } from '../library/person-colour.ts'
import { Compose } from './compose.tsx'
import { GuestName } from './guest-name.tsx'
import { ReviewComments } from './review-comments.tsx'
import { ApprovalList } from './review-facts.tsx'
import {
  ApprovalState,
  CompareLink,
  DownloadLink,
  EditedSince,
  ReviewTitle,
  VersionTabs,
} from './review-head.tsx'
import { ReviewStageView } from './review-stage.tsx'
import { ShareButton } from './share-button.tsx'
import { Sheet } from './sheet.tsx'
import { goTo, myVerdict, type ShownVersion, useReview, useReviewUi } from './use-review.tsx'
import { VerdictSheet } from './verdict-sheet.tsx'

type Open = 'verdict' | 'comments' | 'more' | null

/** On a phone: the picture, one comment at a time, and two buttons under the thumb. */
export function PhoneReview({ onVersion }: { onVersion(version: ShownVersion): void }) {
  const { review, stage } = useReview()
  const { approval, version, may } = review
  const [open, setOpen] = useState<Open>(null)
  const [writing, setWriting] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (writing) field.current?.focus()
  }, [writing])
  const stop = () => {
    setWriting(false)
    stage.ui.setState({ about: null, tool: null })
  }
  const mine = myVerdict(review)
  const decides = may.decide && approval && version?.id === approval.version.id
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-panel">
      <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b bg-panel px-3">
        <div className="min-w-0 flex-1">
          <ReviewTitle />
        </div>
        <IconButton label="More" className="size-11!" onClick={() => setOpen('more')}>
          <Ellipsis size={18} aria-hidden />
        </IconButton>
      </header>
      <EditedSince onVersion={onVersion} />
      <main aria-label="Preview" className="min-h-0 flex-1">
        <ReviewStageView onDraw={() => setWriting(true)} />
      </main>
      {writing ? (
        <section aria-label="Your comment" className="shrink-0 border-line border-t bg-panel">
          <Compose field={field} onSent={stop} />
          <div className="px-3 pb-3">
            <Button look="ghost" size="small" className="h-11!" onClick={stop}>
              Cancel
            </Button>
          </div>
        </section>
      ) : (
        <>
          <CommentCard onOpen={() => setOpen('comments')} />
          <footer className="flex shrink-0 gap-2.5 bg-panel p-3 pt-1.5">
            {may.comment && (
              <Button
                size="large"
                className="h-12! flex-1"
                icon={<MessageSquarePlus size={17} aria-hidden />}
                onClick={() => setWriting(true)}
              >
                Comment
              </Button>
            )}
            {decides && (
              <Button
                look={mine === null ? 'approve' : 'plain'}
                size="large"
                className="h-12! flex-1"
                icon={<Check size={17} aria-hidden />}
                onClick={() => setOpen('verdict')}
              >
                {mine === null ? 'Approve…' : mine === 'approved' ? 'Approved' : 'Changes asked'}
              </Button>
            )}
          </footer>
        </>
      )}
      {open === 'verdict' && decides && <VerdictSheet onClose={() => setOpen(null)} />}
      {open === 'comments' && (
        <Sheet title="All comments" onClose={() => setOpen(null)}>
          <div className="-mx-5 flex min-h-0 flex-col">
            <ReviewComments />
          </div>
        </Sheet>
      )}
      {open === 'more' && (
        <Sheet title={review.clip.title} onClose={() => setOpen(null)}>
          <ApprovalState />
          <ApprovalList />
          <VersionTabs onVersion={onVersion} />
          <div className="flex flex-wrap gap-2">
            <CompareLink />
            <DownloadLink />
            <ShareButton />
          </div>
          <GuestName />
        </Sheet>
      )}
    </div>
  )
}

/** A finger must go this far for the next comment, px. */
const SWIPE = 48

/** One comment; a swipe goes to the next, and the picture with it. */
function CommentCard({ onOpen }: { onOpen(): void }) {
  const { threads, stage, review } = useReview()
  const active = useReviewUi((ui) => ui.comment)
  const from = useRef<number | null>(null)
  const open = threads.filter(({ comment }) => !comment.resolved)
  const now = Math.max(
    0,
    open.findIndex(({ comment }) => comment.id === active),
  )
  const thread = open[now]
  const onTouchEnd = (event: TouchEvent) => {
    const by = (event.changedTouches[0]?.clientX ?? 0) - (from.current ?? 0)
    from.current = null
    if (Math.abs(by) > SWIPE) {
      goTo(stage, open[(now + (by < 0 ? 1 : -1) + open.length) % open.length])
    }
  }
  if (!thread) return <p className="px-4 py-3 text-13 text-3">Nothing has been said here yet.</p>
  const { comment, answers } = thread
  const name = nameOf(comment)
  return (
    <button
      type="button"
      className="mx-3 mt-2 flex shrink-0 gap-3 rounded-3 border border-line bg-raised p-3 text-left"
      onTouchStart={(event) => {
        from.current = event.touches[0]?.clientX ?? null
      }}
      onTouchEnd={onTouchEnd}
      onClick={() => {
        if (comment.id === active) onOpen()
        else goTo(stage, thread)
      }}
    >
      <Avatar
        name={name}
        colour={comment.by ? personColour(comment.by.id, review.me.id) : 8}
        size={30}
      />
      <span className="min-w-0 flex-1 text-13">
        <span className="flex gap-2">
          <b className="truncate font-semibold text-1">{name}</b>
          <span className="tabular font-semibold text-accent-text">{sayTenths(thread.from)}</span>
          <span className="ml-auto shrink-0 text-12 text-3">
            {now + 1} of {open.length}
          </span>
        </span>
        <span className="line-clamp-2 text-1">
          <Body comment={comment} />
        </span>
        {answers.length > 0 && (
          <span className="text-12 text-3">
            {answers.length === 1 ? '1 reply' : `${answers.length} replies`}
          </span>
        )}
      </span>
    </button>
  )
}
