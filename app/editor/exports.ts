import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useTRPC } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'
import { useRoom } from './use-room.tsx'

export type Export = inferRouterOutputs<AppRouter>['renders']['list'][number]

export const isOpen = ({ status }: Pick<Export, 'status'>) =>
  status === 'pending' || status === 'running'

/** The clip's exports, how far the open ones are, and what can be asked for. */
export function useExports() {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const client = useQueryClient()
  const list = useQuery(trpc.renders.list.queryOptions({ clipId: clip.id }))
  const { data: all = [] } = list
  const refresh = () =>
    void client.invalidateQueries(trpc.renders.list.queryFilter({ clipId: clip.id }))
  // Without a connection it is refused at once, and said, instead of waiting in silence.
  const request = useMutation(
    trpc.renders.request.mutationOptions({ networkMode: 'always', onSettled: refresh }),
  )
  const cancel = useMutation(
    trpc.renders.cancel.mutationOptions({ networkMode: 'always', onSettled: refresh }),
  )
  const open = all.filter(isOpen)
  const percent =
    open.length === 0 ? 0 : open.reduce((sum, one) => sum + one.progress, 0) / open.length
  return { list, all, open, percent, request, cancel }
}

/** Asks again whenever a job of this clip moved on or the clip changed. Once a page. */
export function useClipChanges() {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const client = useQueryClient()
  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      onData(change) {
        const mine = change.kind === 'job' ? change.entityId === clip.id : change.id === clip.id
        if (!mine) return
        if (change.kind === 'review') {
          void client.invalidateQueries(trpc.review.standing.queryFilter({ clipId: clip.id }))
          return
        }
        if (change.kind === 'comments') {
          void client.invalidateQueries(trpc.comments.list.queryFilter({ clipId: clip.id }))
          return
        }
        void client.invalidateQueries(trpc.renders.list.queryFilter({ clipId: clip.id }))
        void client.invalidateQueries(trpc.versions.list.queryFilter({ clipId: clip.id }))
      },
    }),
  )
}

/** What the button says while files are made; null when none is. */
export function sayExports(open: Export[]): string | null {
  if (open.length === 0) return null
  return open.length === 1
    ? `Exporting ${Math.round(open[0]?.progress ?? 0)}%`
    : `Exporting ${open.length} files`
}
