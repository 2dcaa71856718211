import { namedIn } from '../comments/say-names.ts'
import { ThreadItem } from '../comments/thread-item.tsx'
import { useCommentActions, usePeopleToName } from './comments.ts'
import type { Thread } from './place-threads.ts'
import { useRoom, useUi } from './use-room.tsx'

/** One comment beside the stage; a press on its time goes there. */
export function CommentThread({ thread }: { thread: Thread }) {
  const { room, clip } = useRoom()
  const { add, edit, resolve, remove } = useCommentActions()
  const people = usePeopleToName()
  const { comment, from } = thread
  const active = useUi((ui) => ui.comment === comment.id)
  return (
    <ThreadItem
      thread={thread}
      active={active}
      viewer={{
        me: clip.me.userId,
        mayAnswer: true,
        mayResolve: clip.canEdit,
        mayManage: clip.canManage,
        people,
        answer: (threadId, body) =>
          add.mutateAsync({
            threadId,
            body,
            mentions: namedIn(body, people).map(({ id }) => id),
          }),
        edit: (commentId, body) => edit.mutateAsync({ commentId, body }),
        remove: (commentId) => remove.mutate({ commentId }),
        resolve: (commentId, resolved) => resolve.mutate({ commentId, resolved }),
      }}
      onGo={() => {
        room.transport.pause()
        room.transport.seek(from)
        room.ui.setState({ comment: comment.id })
      }}
    />
  )
}
