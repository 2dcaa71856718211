import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef } from 'react'
import { VideoId } from '#core/ids.ts'
import { filterStatuses, type VideoCard, type VideoFilter } from '#core/video.ts'
import { useTRPC } from '../trpc/client.tsx'
import { isNew, patchPages } from './live-pages.ts'

type List = InfiniteData<{ videos: VideoCard[] }>

/** News come in bursts; they are read together. */
const GATHER_MS = 400

/** Keeps what the library shows true while things change, without asking for all of it again. */
export function useLiveCards() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const gathered = useRef(new Set<VideoId>())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const connected = useRef(false)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])

  const everything = () => {
    queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() })
    queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() })
  }

  const read = async () => {
    timer.current = null
    const ids = [...gathered.current].slice(0, 100)
    gathered.current = new Set([...gathered.current].slice(100))
    const cards = await queryClient
      .fetchQuery(trpc.videos.cards.queryOptions({ ids }, { staleTime: 0, gcTime: 0 }))
      .catch(() => null)
    // The server is away; once it is back everything is read.
    if (!cards) return
    let counted = true
    for (const [key, data] of queryClient.getQueriesData<List>({
      queryKey: trpc.videos.list.pathKey(),
    })) {
      if (!data) continue
      const asked = askedBy(key)
      if (cards.some((card) => isNew(data, card.id) && belongs(card, asked))) {
        queryClient.invalidateQueries({ queryKey: key })
        counted = false
        continue
      }
      const before = statusesOf(data)
      const patched = patchPages(data, { ...asked, ids: new Set(ids) }, cards)
      if (!patched) continue
      queryClient.setQueryData(key, patched)
      if (statusesOf(patched) !== before) counted = false
    }
    if (!counted) {
      queryClient.invalidateQueries({ queryKey: trpc.videos.counts.pathKey() })
      queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() })
    }
    if (gathered.current.size > 0) timer.current ??= setTimeout(read, GATHER_MS)
  }

  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      onStarted() {
        // After an interruption: whatever happened meanwhile was not heard.
        if (connected.current) everything()
        connected.current = true
      },
      onData(change) {
        const id =
          change.kind === 'job' ? change.entityId : 'videoId' in change ? change.videoId : change.id
        gathered.current.add(VideoId.parse(id))
        timer.current ??= setTimeout(read, GATHER_MS)
      },
    }),
  )
}

type ListAsked = { filter: VideoFilter; projectId?: string; typed?: string }

/** What a cached list was asked for; its key holds the input. */
function askedBy(key: readonly unknown[]): ListAsked {
  for (const part of key) {
    if (typeof part !== 'object' || part === null || !('input' in part)) continue
    const { input } = part
    if (typeof input === 'object' && input !== null && 'filter' in input) return input as ListAsked
  }
  return { filter: 'all' }
}

/** A search is answered once: what comes later is not pushed into it. */
const belongs = (card: VideoCard, { filter, projectId, typed }: ListAsked) =>
  !typed &&
  filterStatuses[filter].includes(card.status) &&
  (projectId === undefined || projectId === card.project.id)

const statusesOf = ({ pages }: List) =>
  pages.flatMap(({ videos }) => videos.map(({ id, status }) => `${id} ${status}`)).join()
