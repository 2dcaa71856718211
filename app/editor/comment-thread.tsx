import { Circle, CircleCheck, Ellipsis, Lock, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { MAX_COMMENT } from '#core/comment.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { inputClass } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuItem } from '../components/menu.tsx'
import { personColour } from '../library/person-colour.ts'
import { sayAgo } from '../settings/say-when.ts'
import { sayOf } from '../trpc/client.tsx'
import { type Comment, useCommentActions } from './comments.ts'
import type { Thread } from './place-threads.ts'
import { sayTenths } from './timeline-view.ts'
import { useRoom, useUi } from './use-room.tsx'

/** One comment, what was answered, and what can be done with it. */
export function CommentThread({ thread }: { thread: Thread }) {
  const { room, clip } = useRoom()
  const { resolve, add } = useCommentActions()
  const { comment, answers, from, to, gone, changed } = thread
  const active = useUi((ui) => ui.comment === comment.id)
  const mayResolve = clip.canEdit || comment.by?.id === clip.me.userId
  const go = () => {
    room.transport.pause()
    room.transport.seek(from)
    room.ui.setState({ comment: comment.id })
  }
  const when = to > from ? `${sayTenths(from)} – ${sayTenths(to)}` : sayTenths(from)
  return (
    <li
      className={`border-line border-b px-3.5 py-3 ${active ? 'bg-[color-mix(in_oklab,var(--accent)_14%,var(--panel))]' : ''}`}
    >
      <Said comment={comment}>
        <button
          type="button"
          aria-current={active || undefined}
          aria-label={`Go to ${when}`}
          className="tabular rounded-1 font-semibold text-12 text-accent-text hover:underline max-md:min-h-9"
          onClick={go}
        >
          {when}
        </button>
        {gone ? <Tag>Cut out</Tag> : changed && <Tag>Words around this changed</Tag>}
        {comment.internal && (
          <span className="flex items-center gap-1 text-11 text-3">
            <Lock size={11} aria-hidden />
            Internal
          </span>
        )}
      </Said>
      {answers.map((answer) => (
        <div key={answer.id} className="mt-2.5 pl-9">
          <Said comment={answer} />
        </div>
      ))}
      <div className="mt-2 flex items-center gap-1 pl-9">
        {!comment.resolved && (
          <Answer onSend={(body) => add.mutateAsync({ threadId: comment.id, body })} />
        )}
        {mayResolve && (
          <button
            type="button"
            disabled={resolve.isPending}
            className={`ml-auto flex h-7 items-center gap-1.5 rounded-2 px-2 text-12 hover:bg-hover max-md:h-11 ${
              comment.resolved ? 'text-success' : 'text-2'
            }`}
            onClick={() => resolve.mutate({ commentId: comment.id, resolved: !comment.resolved })}
          >
            {comment.resolved ? (
              <CircleCheck size={14} aria-hidden />
            ) : (
              <Circle size={14} aria-hidden />
            )}
            {comment.resolved ? 'Open again' : 'Resolve'}
          </button>
        )}
      </div>
    </li>
  )
}

const Tag = ({ children }: { children: string }) => (
  <span className="rounded-1 bg-hover px-1.5 text-11 text-2">{children}</span>
)

function Said({ comment, children }: { comment: Comment; children?: React.ReactNode }) {
  const { clip } = useRoom()
  const { edit, remove } = useCommentActions()
  const [editing, setEditing] = useState(false)
  const { by } = comment
  const name = by?.name ?? 'Somebody who left'
  const mine = by?.id === clip.me.userId
  return (
    <div className="flex gap-2.5">
      <Avatar name={name} colour={by ? personColour(by.id, clip.me.userId) : 8} size={26} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-12 text-3">
          <b className="truncate font-semibold text-13 text-1">{name}</b>
          <time dateTime={new Date(comment.createdAt).toISOString()} className="shrink-0">
            {sayAgo(new Date(comment.createdAt), Date.now())}
            {comment.editedAt && ', edited'}
          </time>
          {(mine || clip.canManage) && (
            <span className="-my-1 ml-auto">
              <Menu
                trigger={
                  <IconButton label={`More for the comment of ${name}`}>
                    <Ellipsis size={15} aria-hidden />
                  </IconButton>
                }
              >
                {mine && (
                  <MenuItem
                    icon={<Pencil size={15} aria-hidden />}
                    onSelect={() => setEditing(true)}
                  >
                    Put it in other words
                  </MenuItem>
                )}
                <MenuItem
                  danger
                  icon={<Trash2 size={15} aria-hidden />}
                  onSelect={() => remove.mutate({ commentId: comment.id })}
                >
                  Delete
                </MenuItem>
              </Menu>
            </span>
          )}
        </div>
        {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
        {editing ? (
          <ShortField
            label="The comment in other words"
            submit="Keep"
            first={comment.body}
            onClose={() => setEditing(false)}
            onSend={(body) => edit.mutateAsync({ commentId: comment.id, body })}
          />
        ) : (
          <p className="whitespace-pre-wrap break-words text-13 text-1">{comment.body}</p>
        )}
      </div>
    </div>
  )
}

function Answer({ onSend }: { onSend(body: string): Promise<unknown> }) {
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button
        look="ghost"
        size="small"
        className="-ml-2.5 max-md:h-11!"
        onClick={() => setOpen(true)}
      >
        Answer
      </Button>
    )
  return (
    <ShortField
      label="Answer"
      submit="Send"
      first=""
      onClose={() => setOpen(false)}
      onSend={onSend}
    />
  )
}

/** A field that stays open, with what was typed, until the server has it. */
function ShortField({
  label,
  submit,
  first,
  onSend,
  onClose,
}: {
  label: string
  submit: string
  first: string
  onSend(body: string): Promise<unknown>
  onClose(): void
}) {
  const [body, setBody] = useState(first)
  const [state, setState] = useState<'typing' | 'sending' | { failed: string }>('typing')
  const send = async () => {
    if (!body.trim() || state === 'sending') return
    setState('sending')
    try {
      await onSend(body.trim())
      onClose()
    } catch (error) {
      setState({ failed: sayOf(error) })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-1.5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write in it
        autoFocus
        aria-label={label}
        rows={2}
        maxLength={MAX_COMMENT}
        value={body}
        className={`${inputClass} h-auto! resize-none py-1.5 max-md:text-15`}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex gap-1.5">
        <Button
          type="submit"
          look="soft"
          size="small"
          className="max-md:h-11!"
          busy={state === 'sending'}
        >
          {submit}
        </Button>
        <Button look="ghost" size="small" className="max-md:h-11!" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {typeof state === 'object' && (
        <p role="alert" className="text-12 text-danger">
          Not sent. {state.failed}
        </p>
      )}
    </form>
  )
}
