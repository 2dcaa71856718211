import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useMemo } from 'react'
import type { UserId } from '#core/ids.ts'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'
import { placeThreads, type Thread } from './place-threads.ts'
import { useClip, useRoom } from './use-room.tsx'

export type Comment = inferRouterOutputs<AppRouter>['comments']['list'][number]

/** What was said of this clip, in the clip's order. */
export function useThreads() {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const query = useQuery(trpc.comments.list.queryOptions({ clipId: clip.id }))
  const cuts = useClip((view) => view.cuts)
  const project = useClip((view) => view.project)
  const threads: Thread[] = useMemo(
    () => placeThreads(query.data ?? [], { cuts, project }),
    [query.data, cuts, project],
  )
  return { ...query, threads }
}

const NOBODY: { id: UserId; name: string }[] = []

/** Whom a comment may name: the others of this workspace. */
export function usePeopleToName(): readonly { id: UserId; name: string }[] {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const { data = NOBODY } = useQuery(
    trpc.review.people.queryOptions({ clipId: clip.id }, { staleTime: 60_000 }),
  )
  return useMemo(() => data.filter(({ id }) => id !== clip.me.userId), [data, clip])
}

/** What can be done with comments. What is not sent stays where it was written. */
export function useCommentActions() {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const client = useQueryClient()
  const onSettled = () =>
    client.invalidateQueries(trpc.comments.list.queryFilter({ clipId: clip.id }))
  const fail = (error: unknown) => void toast.error(sayOf(error))
  return {
    // Its field says what went wrong: the words are in it.
    add: useMutation(trpc.comments.add.mutationOptions({ onSettled })),
    edit: useMutation(trpc.comments.edit.mutationOptions({ onSettled })),
    resolve: useMutation(trpc.comments.resolve.mutationOptions({ onSettled, onError: fail })),
    remove: useMutation(trpc.comments.remove.mutationOptions({ onSettled, onError: fail })),
  }
}
