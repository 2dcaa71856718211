import { Circle, CircleCheck, Ellipsis, Lock, Pencil, PenLine, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuItem } from '../components/menu.tsx'
import type { Comment } from '../editor/comments.ts'
import type { Thread } from '../editor/place-threads.ts'
import { sayTenths } from '../editor/timeline-view.ts'
import { personColour } from '../library/person-colour.ts'
import { sayAgo } from '../settings/say-when.ts'
import { type Named, splitNames } from './say-names.ts'
import { ShortField } from './short-field.tsx'

/** Who looks at comments, and what they may do with them. */
export type CommentViewer = {
  me: string
  mayAnswer: boolean
  mayResolve: boolean
  /** Whether what others said is theirs to take away. */
  mayManage: boolean
  people: readonly Named[]
  answer(threadId: Comment['id'], body: string): Promise<unknown>
  edit(id: Comment['id'], body: string): Promise<unknown>
  remove(id: Comment['id']): void
  resolve(id: Comment['id'], resolved: boolean): void
}

export const nameOf = ({ by }: Pick<Comment, 'by'>) => by?.name ?? 'Somebody who left'

/** One comment, what was answered, and what can be done with it. */
export function ThreadItem({
  thread,
  active,
  viewer,
  onGo,
}: {
  thread: Thread
  active: boolean
  viewer: CommentViewer
  onGo(): void
}) {
  const { comment, answers, from, to, gone, changed } = thread
  const mayResolve = viewer.mayResolve || (comment.by?.id === viewer.me && !comment.by.guest)
  const when = to > from ? `${sayTenths(from)} – ${sayTenths(to)}` : sayTenths(from)
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (active) item.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <li
      ref={item}
      className={`border-line border-b px-3.5 py-3 ${active ? 'bg-[color-mix(in_oklab,var(--accent)_14%,var(--panel))]' : ''}`}
    >
      <Said comment={comment} viewer={viewer}>
        <button
          type="button"
          aria-current={active || undefined}
          aria-label={`Go to ${when}`}
          className="tabular rounded-1 font-semibold text-12 text-accent-text hover:underline max-md:min-h-9"
          onClick={onGo}
        >
          {when}
        </button>
        {comment.drawing && (
          <span className="flex items-center gap-1 text-11 text-3">
            <PenLine size={11} aria-hidden />
            drawing
          </span>
        )}
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
          <Said comment={answer} viewer={viewer} />
        </div>
      ))}
      <div className="mt-2 flex items-center gap-1 pl-9">
        {!comment.resolved && viewer.mayAnswer && (
          <Answer people={viewer.people} onSend={(body) => viewer.answer(comment.id, body)} />
        )}
        {mayResolve ? (
          <button
            type="button"
            className={`ml-auto flex h-7 items-center gap-1.5 rounded-2 px-2 text-12 hover:bg-hover max-md:h-11 ${
              comment.resolved ? 'text-success' : 'text-2'
            }`}
            onClick={() => viewer.resolve(comment.id, !comment.resolved)}
          >
            {comment.resolved ? (
              <CircleCheck size={14} aria-hidden />
            ) : (
              <Circle size={14} aria-hidden />
            )}
            {comment.resolved ? 'Open again' : 'Resolve'}
          </button>
        ) : (
          comment.resolved && (
            <span className="ml-auto flex items-center gap-1.5 text-12 text-success">
              <CircleCheck size={14} aria-hidden />
              Resolved
            </span>
          )
        )}
      </div>
    </li>
  )
}

const Tag = ({ children }: { children: string }) => (
  <span className="rounded-1 bg-hover px-1.5 text-11 text-2">{children}</span>
)

/** What was said, with the names in it marked. */
export const Body = ({ comment }: { comment: Pick<Comment, 'body' | 'mentions'> }) => (
  <>
    {splitNames(comment.body, comment.mentions).map(({ text, name, at }) =>
      name ? (
        <b key={at} className="font-medium text-accent-text">
          {text}
        </b>
      ) : (
        <span key={at}>{text}</span>
      ),
    )}
  </>
)

function Said({
  comment,
  viewer,
  children,
}: {
  comment: Comment
  viewer: CommentViewer
  children?: React.ReactNode
}) {
  const [editing, setEditing] = useState(false)
  const { by } = comment
  const name = nameOf(comment)
  const mine = by?.id === viewer.me
  return (
    <div className="flex gap-2.5">
      <Avatar name={name} colour={by ? personColour(by.id, viewer.me) : 8} size={26} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-12 text-3">
          <b className="truncate font-semibold text-13 text-1">{name}</b>
          {by?.guest && !mine && <span className="shrink-0 text-11">guest</span>}
          <time dateTime={new Date(comment.createdAt).toISOString()} className="shrink-0">
            {sayAgo(new Date(comment.createdAt), Date.now())}
            {comment.editedAt && ', edited'}
          </time>
          {(mine || viewer.mayManage) && (
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
                  onSelect={() => viewer.remove(comment.id)}
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
            people={[]}
            onClose={() => setEditing(false)}
            onSend={(body) => viewer.edit(comment.id, body)}
          />
        ) : (
          <p className="whitespace-pre-wrap break-words text-13 text-1">
            <Body comment={comment} />
          </p>
        )}
      </div>
    </div>
  )
}

function Answer({
  people,
  onSend,
}: {
  people: readonly Named[]
  onSend(body: string): Promise<unknown>
}) {
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
      people={people}
      onClose={() => setOpen(false)}
      onSend={onSend}
    />
  )
}
