import { Link } from '@remix-run/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Bell } from 'lucide-react'
import { Popover } from 'radix-ui'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { sayAgo } from '../settings/say-when.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'

type Notification = inferRouterOutputs<AppRouter>['notifications']['list']['list'][number]

/** What one is told of, and how many of it one has not read. */
export function NotificationBell() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries(trpc.notifications.pathFilter())
  const all = useQuery(trpc.notifications.list.queryOptions())
  const read = useMutation(trpc.notifications.read.mutationOptions({ onSettled: refresh }))
  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      onData(change) {
        if (change.kind === 'inbox') void refresh()
      },
    }),
  )
  const unread = all.data?.unread ?? 0
  const list = all.data?.list ?? []
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton
          label={unread === 0 ? 'Messages' : `Messages, ${unread} unread`}
          className="relative"
        >
          <Bell size={16} aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="-top-0.5 -right-0.5 absolute grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[10px] text-accent-ink"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Messages"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 flex max-h-[min(480px,70dvh)] w-[min(360px,calc(100vw-24px))] flex-col rounded-3 bg-raised text-13 text-1 shadow-e2 focus-visible:outline-none"
        >
          <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-3.5">
            <h2 className="mr-auto font-semibold">Messages</h2>
            {unread > 0 && (
              <Button look="ghost" size="small" onClick={() => read.mutate({ id: null })}>
                All read
              </Button>
            )}
          </div>
          {all.isError ? (
            <p role="alert" className="p-4 text-danger">
              {sayOf(all.error)}
            </p>
          ) : list.length === 0 ? (
            <EmptyState icon={<Bell size={22} aria-hidden />} title="Nothing yet">
              When somebody names you, or asks you to approve a clip, it is listed here.
            </EmptyState>
          ) : (
            <ul className="overflow-y-auto">
              {list.map((one) => (
                <li key={one.id}>
                  <Popover.Close asChild>
                    <Link
                      to={addressOf(one)}
                      className="flex gap-2.5 border-line border-b px-3.5 py-2.5 hover:bg-hover"
                      onClick={() => one.readAt === null && read.mutate({ id: one.id })}
                    >
                      <span
                        role="img"
                        aria-label={one.readAt ? 'read' : 'unread'}
                        className={`mt-1.5 size-2 shrink-0 rounded-full ${one.readAt ? 'bg-transparent' : 'bg-mark'}`}
                      />
                      <span className="min-w-0 flex-1">
                        <span className="block">{sayNotification(one)}</span>
                        <span className="text-12 text-3">
                          {sayAgo(new Date(one.createdAt), Date.now())}
                        </span>
                      </span>
                    </Link>
                  </Popover.Close>
                </li>
              ))}
            </ul>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const addressOf = ({ clip, commentId }: Notification) =>
  `/clips/${clip.id}/review${commentId ? `?comment=${commentId}` : ''}`

export function sayNotification({
  kind,
  byName,
  clip: { title },
}: Pick<Notification, 'kind' | 'byName'> & { clip: { title: string } }): string {
  switch (kind) {
    case 'mention':
      return `${byName} mentioned you on “${title}”.`
    case 'asked':
      return `${byName} asks you to approve “${title}”.`
    case 'approved':
      return `${byName} approved “${title}”.`
    case 'changes':
      return `${byName} asks for changes to “${title}”.`
    case 'due':
      return `“${title}” waits for your approval. Its deadline is near.`
  }
}
