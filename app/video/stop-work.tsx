import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Square } from 'lucide-react'
import type { JobId, VideoId } from '#core/ids.ts'
import { Button } from '../components/button.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'

/** Stops work on a video. What it has done so far is kept. */
export function StopWork({
  videoId,
  jobId,
  label,
}: {
  videoId: VideoId
  jobId: JobId
  label: string
}) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const stopping = useMutation(
    trpc.videos.stop.mutationOptions({
      onError: (error) => void toast.error(sayOf(error)),
      // It may have ended by itself meanwhile: either way the page is another.
      onSettled: () =>
        queryClient.invalidateQueries({ queryKey: trpc.videos.page.queryKey({ videoId }) }),
    }),
  )
  return (
    <Button
      size="small"
      aria-label={label}
      className="max-md:h-11"
      busy={stopping.isPending}
      icon={<Square size={12} aria-hidden />}
      onClick={() => stopping.mutate({ jobId })}
    >
      Stop
    </Button>
  )
}
