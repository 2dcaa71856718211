import { MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { namedIn } from '../comments/say-names.ts'
import { type CommentViewer, ThreadItem } from '../comments/thread-item.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Segmented } from '../components/segmented.tsx'
import { goTo, useReview, useReviewUi } from './use-review.tsx'

type Shown = 'open' | 'resolved'

/** What was said, in the clip's order. */
export function ReviewComments() {
  const { stage, threads } = useReview()
  const active = useReviewUi((ui) => ui.comment)
  const [shown, setShown] = useState<Shown>('open')
  const viewer = useCommentViewer()
  const open = threads.filter(({ comment }) => !comment.resolved)
  const resolved = threads.filter(({ comment }) => comment.resolved)
  const wanted = shown === 'open' ? open : resolved
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 border-line border-b px-3.5">
        <h2 className="mr-auto font-semibold text-15 text-1">
          Comments <span className="font-normal text-13 text-3">{threads.length}</span>
        </h2>
        <Segmented<Shown>
          label="Which comments"
          value={shown}
          options={[
            { value: 'open', name: `Open ${open.length}` },
            { value: 'resolved', name: `Resolved ${resolved.length}` },
          ]}
          onChange={setShown}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {wanted.length === 0 ? (
          <EmptyState
            icon={<MessageSquare size={24} aria-hidden />}
            title={shown === 'open' ? 'No open comments' : 'Nothing resolved yet'}
          >
            {shown === 'open'
              ? 'Stop where something should change, and say what.'
              : 'What is done with is listed here.'}
          </EmptyState>
        ) : (
          <ul>
            {wanted.map((thread) => (
              <ThreadItem
                key={thread.comment.id}
                thread={thread}
                active={thread.comment.id === active}
                viewer={viewer}
                onGo={() => goTo(stage, thread)}
              />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}

export function useCommentViewer(): CommentViewer {
  const { review, actions } = useReview()
  const { me, may, members } = review
  const people = members.filter(({ id }) => id !== me.id)
  return {
    me: me.id,
    mayAnswer: may.comment,
    mayResolve: may.resolve,
    mayManage: may.manage,
    people,
    answer: (threadId, body) =>
      actions.say({
        ...{ threadId, body },
        ...(!me.guest && { mentions: namedIn(body, people).map(({ id }) => id) }),
      }),
    edit: actions.edit,
    remove: actions.remove,
    resolve: actions.resolve,
  }
}
