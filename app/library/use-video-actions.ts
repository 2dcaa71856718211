import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ProjectId, VideoId } from '#core/ids.ts'
import type { VideoCard } from '#core/video.ts'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'

type List = InfiniteData<{ videos: VideoCard[] }>
type Project = { id: ProjectId; name: string }
type OneVideo = Pick<VideoCard, 'id' | 'title'>

/** What can be done to a video from its card. Each shows at once, and says so where it failed. */
export function useVideoActions() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const read = (...keys: (readonly unknown[])[]) => {
    for (const queryKey of keys) queryClient.invalidateQueries({ queryKey })
  }
  const everything = () => read(trpc.videos.pathKey(), trpc.projects.pathKey())
  // The list shows it already; a thousand videos are not read again for one.
  const aroundIt = () =>
    read(trpc.videos.counts.pathKey(), trpc.videos.said.pathKey(), trpc.projects.pathKey())
  const onError = (error: unknown) => {
    toast.error(sayOf(error))
    everything()
  }

  // Here and not with each call: a toast's Undo is pressed when this page may be gone.
  const renaming = useMutation(
    trpc.videos.rename.mutationOptions({ onError, onSuccess: aroundIt }),
  ).mutate
  const moving = useMutation(
    trpc.videos.move.mutationOptions({ onError, onSuccess: aroundIt }),
  ).mutate
  const removing = useMutation(
    trpc.videos.remove.mutationOptions({ onError, onSuccess: aroundIt }),
  ).mutate
  const restoring = useMutation(
    trpc.videos.restore.mutationOptions({ onError, onSuccess: everything }),
  ).mutate
  const retrying = useMutation(
    trpc.videos.retry.mutationOptions({ onError, onSuccess: aroundIt }),
  ).mutate

  // One object for as long as the page lives: a card is drawn again only for a change of its own.
  return useMemo(() => {
    const change = (id: VideoId, patch: (video: VideoCard) => VideoCard[]) =>
      queryClient.setQueriesData<List>({ queryKey: trpc.videos.list.pathKey() }, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                videos: page.videos.flatMap((video) => (video.id === id ? patch(video) : [video])),
              })),
            }
          : data,
      )
    const moveTo = (id: VideoId, project: Project) => {
      change(id, (card) => [{ ...card, project }])
      moving({ videoId: id, projectId: project.id })
    }
    return {
      rename({ id }: OneVideo, title: string) {
        change(id, (video) => [{ ...video, title }])
        renaming({ videoId: id, title })
      },
      move(video: OneVideo & { project: Project }, project: Project) {
        const back = video.project
        moveTo(video.id, project)
        toast(`Moved to ${project.name}`, {
          action: { label: 'Undo', onClick: () => moveTo(video.id, back) },
        })
      },
      remove({ id, title }: OneVideo) {
        change(id, () => [])
        removing(
          { videoId: id },
          {
            onSuccess: () =>
              toast(`Deleted “${title}”`, {
                action: { label: 'Undo', onClick: () => restoring({ videoId: id }) },
              }),
          },
        )
      },
      retry: ({ id }: OneVideo) => retrying({ videoId: id }),
    }
  }, [queryClient, trpc, renaming, moving, removing, restoring, retrying])
}

export type VideoActions = ReturnType<typeof useVideoActions>
