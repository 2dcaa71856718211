import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sayApproval } from '../review/say-approval.ts'
import { useTRPC } from '../trpc/client.tsx'
import { useRoom } from './use-room.tsx'

/** After the last edit; by then it is stored, and stored is what a version is held against. ms */
const SETTLED = 1_500

/** How the newest version that was sent stands, in a few words; null: none was. An edit reopens it. */
export function useApproval(): string | null {
  const { room, clip } = useRoom()
  const trpc = useTRPC()
  const client = useQueryClient()
  const { data } = useQuery(trpc.review.standing.queryOptions({ clipId: clip.id }))
  const sent = data !== null && data !== undefined
  useEffect(() => {
    if (!sent) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = room.clip.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(
        () => void client.invalidateQueries(trpc.review.standing.queryFilter({ clipId: clip.id })),
        SETTLED,
      )
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [sent, room, client, trpc, clip.id])
  return data ? `v${data.number}: ${sayApproval(data)}` : null
}
