import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { type Cut, clipLength, cutList } from '#core/cut-list.ts'
import type { ClipId, ClipVersionId } from '#core/ids.ts'
import { toast } from '../components/toast.ts'
import type { Comment } from '../editor/comments.ts'
import { placeThreads, type Thread } from '../editor/place-threads.ts'
import type { TransportState } from '../editor/transport.ts'
import type { StyleReader } from '../studio/use-written-style.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'
import type { ReviewStage, ReviewUi } from './review-stage-state.ts'

export type Review = inferRouterOutputs<AppRouter>['review']['open']
export type SentVersion = Review['sent'][number]
type Said = inferRouterInputs<AppRouter>['review']['say']['comment']

/** By a link, or by the clip for members. */
export type ReviewPlace = { token: string } | { clipId: ClipId }
export type ShownVersion = ClipVersionId | 'now' | undefined

const tokenOf = (place: ReviewPlace) => ('token' in place ? { token: place.token } : {})

/** The review as the server has it, kept up while the page is open; `ended`: the link does not count. */
export function useReviewData(place: ReviewPlace, version: ShownVersion) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const [ended, setEnded] = useState<string | null>(null)
  const input =
    'token' in place
      ? { token: place.token, ...(version && version !== 'now' && { version }) }
      : { clipId: place.clipId, ...(version && { version }) }
  const review = useQuery(
    trpc.review.open.queryOptions(input, { placeholderData: (before) => before }),
  )
  const comments = useQuery(trpc.review.comments.queryOptions(place))
  useSubscription(
    trpc.review.watch.subscriptionOptions(place, {
      enabled: ended === null,
      // What happened while nobody listened is asked for.
      onStarted() {
        void client.invalidateQueries(trpc.review.pathFilter())
      },
      onData(kind) {
        if (kind === 'comments') {
          void client.invalidateQueries(trpc.review.comments.queryFilter(place))
        } else void client.invalidateQueries(trpc.review.open.pathFilter())
      },
      onError(error) {
        if (error.data?.appCode === 'link.ended') setEnded(error.message)
      },
    }),
  )
  const refused = review.error ?? comments.error
  const over =
    refused instanceof TRPCClientError && refused.data?.appCode === 'link.ended'
      ? refused.message
      : ended
  return { review, comments, ended: over }
}

/** What can be done here. What is not sent stays where it was written. */
export function useReviewActions(place: ReviewPlace) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const fail = (error: unknown) => void toast.error(sayOf(error))
  const ofComments = {
    onSettled: () => client.invalidateQueries(trpc.review.comments.queryFilter(place)),
  }
  const ofReview = { onSettled: () => client.invalidateQueries(trpc.review.open.pathFilter()) }
  const say = useMutation(trpc.review.say.mutationOptions(ofComments))
  const edit = useMutation(trpc.review.edit.mutationOptions(ofComments))
  const remove = useMutation(trpc.review.remove.mutationOptions({ ...ofComments, onError: fail }))
  const resolve = useMutation(trpc.review.resolve.mutationOptions({ ...ofComments, onError: fail }))
  const decide = useMutation(trpc.review.decide.mutationOptions(ofReview))
  const rename = useMutation(trpc.review.rename.mutationOptions({ ...ofReview, onError: fail }))
  return {
    say: (comment: Said) => say.mutateAsync({ ...tokenOf(place), comment } as never),
    edit: (commentId: Parameters<typeof edit.mutate>[0]['commentId'], body: string) =>
      edit.mutateAsync({ ...tokenOf(place), commentId, body }),
    remove: (commentId: Parameters<typeof remove.mutate>[0]['commentId']) =>
      remove.mutate({ ...tokenOf(place), commentId }),
    resolve: (commentId: Parameters<typeof resolve.mutate>[0]['commentId'], resolved: boolean) =>
      resolve.mutate({ commentId, resolved }),
    decide: (said: { versionId: ClipVersionId; verdict: 'approved' | 'changes'; note: string }) =>
      decide.mutateAsync({ ...place, ...said } as never),
    rename: (name: string) =>
      'token' in place ? rename.mutateAsync({ token: place.token, name }) : Promise.resolve(),
  }
}

export type ReviewContext = {
  place: ReviewPlace
  review: Review
  cuts: Cut[]
  /** Clip ms. */
  length: number
  threads: Thread[]
  stage: ReviewStage
  actions: ReturnType<typeof useReviewActions>
}

const Context = createContext<ReviewContext | null>(null)
export const ReviewProvider = Context.Provider

export function useReview(): ReviewContext {
  const value = useContext(Context)
  if (!value) throw new Error('useReview outside of ReviewProvider')
  return value
}

export const useReviewUi = <T,>(pick: (ui: ReviewUi) => T): T =>
  useStore(useReview().stage.ui, pick)
export const useReviewTransport = <T,>(pick: (state: TransportState) => T): T =>
  useStore(useReview().stage.transport.state, pick)

/** The comments where they stand in what is shown. */
export function usePlaced(
  project: Review['project'] | undefined,
  comments: readonly Comment[] | undefined,
) {
  const cuts = useMemo(() => (project ? cutList(project) : []), [project])
  const threads = useMemo(
    () => (project ? placeThreads(comments ?? [], { cuts, project }) : []),
    [project, comments, cuts],
  )
  return { cuts, threads, length: clipLength(cuts) }
}

/** Goes where a comment was said. */
export function goTo(stage: ReviewStage, thread: Thread | undefined): void {
  if (!thread) return
  stage.transport.pause()
  stage.transport.seek(thread.from)
  stage.ui.setState({ comment: thread.comment.id })
}

/** Where what lies on the clip is to be had. */
export function useAssetFile({ assets }: Review): (id: string) => string {
  const [before, after] = assets
  return useCallback((id) => `${before}${id}${after}`, [before, after])
}

/** By whose right the written style of what is shown is read. */
export const styleReader = (place: ReviewPlace, { clip, version }: Review): StyleReader =>
  'token' in place && version ? { token: place.token, version: version.id } : { clipId: clip.id }

/** What I said of the newest version; null: nothing yet. */
export const myVerdict = ({ approval, me }: Review) =>
  approval?.verdicts.find(({ by }) => by.id === me.id)?.verdict ?? null
