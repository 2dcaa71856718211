import { Download, MessageSquare, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuItem } from '../components/menu.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { sayOf } from '../trpc/client.tsx'
import { CommentField } from './comment-field.tsx'
import { CommentThread } from './comment-thread.tsx'
import { useThreads } from './comments.ts'
import { nextThread, type Thread } from './place-threads.ts'
import { useRoom, useUi } from './use-room.tsx'

type Shown = 'open' | 'resolved'

/** What people say of the clip, in its order; a press goes where it was said. */
export function CommentsPanel({ onClose }: { onClose(): void }) {
  const { threads, isPending, isError, error, refetch } = useThreads()
  const [shown, setShown] = useState<Shown>('open')
  const open = threads.filter(({ comment }) => !comment.resolved)
  const resolved = threads.filter(({ comment }) => comment.resolved)
  const wanted = shown === 'open' ? open : resolved
  useNextComment(open)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b pr-1.5 pl-3.5 max-md:h-14">
        <h2 className="mr-auto font-semibold text-13 text-1">Comments</h2>
        <ExportMenu />
        <IconButton label="Close comments" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="flex shrink-0 border-line border-b px-3.5 py-2">
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
        {isPending ? (
          <div className="flex flex-col gap-4 p-3.5">
            <Skeleton className="h-16" />
            <Skeleton className="h-16" />
          </div>
        ) : isError ? (
          <EmptyState
            title="The comments cannot be read"
            actions={<Button onClick={() => void refetch()}>Try again</Button>}
          >
            {sayOf(error)}
          </EmptyState>
        ) : wanted.length === 0 ? (
          <EmptyState
            icon={<MessageSquare size={24} aria-hidden />}
            title={shown === 'open' ? 'No open comments' : 'Nothing resolved yet'}
          >
            {shown === 'open'
              ? 'Stop where something should change, and say what.'
              : 'What is done with is listed here, and can be opened again.'}
          </EmptyState>
        ) : (
          <ul>
            {wanted.map((thread) => (
              <CommentThread key={thread.comment.id} thread={thread} />
            ))}
          </ul>
        )}
      </div>
      <CommentField />
    </div>
  )
}

/** Takes what was said along, for a table or another editing program. */
function ExportMenu() {
  const { clip } = useRoom()
  const files = [
    { format: 'pdf', name: 'To print (PDF)' },
    { format: 'csv', name: 'As a table (CSV)' },
    { format: 'edl', name: 'As markers (EDL)' },
    { format: 'fcpxml', name: 'As markers (FCPXML)' },
  ]
  return (
    <Menu
      trigger={
        <IconButton label="Take the comments along">
          <Download size={15} aria-hidden />
        </IconButton>
      }
    >
      {files.map(({ format, name }) => (
        <MenuItem
          key={format}
          onSelect={() => location.assign(`/clips/${clip.id}/comments/${format}`)}
        >
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}

/** Goes on to the next open comment when that was asked for. */
function useNextComment(open: Thread[]) {
  const { room } = useRoom()
  const asked = useUi((ui) => ui.nextComment)
  useEffect(() => {
    if (!asked) return
    room.ui.setState({ nextComment: false })
    const next = nextThread(open, room.ui.getState().comment, room.playhead.get())
    if (!next) return
    room.transport.pause()
    room.transport.seek(next.from)
    const { comment } = next
    const who = comment.by?.name ?? 'Somebody who left'
    room.ui.setState({ comment: comment.id, said: `${who}: ${comment.body}`, saidOf: 'look' })
  }, [asked, open, room])
}
