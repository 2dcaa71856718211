import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { ProjectId, VideoId } from '#core/ids.ts'
import type { VideoCard } from '#core/video.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'

type List = InfiniteData<{ videos: VideoCard[] }>
type OneVideo = Pick<VideoCard, 'id' | 'title'>

/** What can be done to a video from its card. Each shows at once, and says so where it failed. */
export function useVideoActions() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const again = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() }),
    ])
  const failed = (error: unknown) => {
    toast.error(sayOf(error))
    return again()
  }
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

  // Here and not with each call: a toast's Undo is pressed when this page may be gone.
  const options = { onError: failed, onSuccess: again }
  const renaming = useMutation(trpc.videos.rename.mutationOptions(options))
  const moving = useMutation(trpc.videos.move.mutationOptions(options))
  const removing = useMutation(trpc.videos.remove.mutationOptions(options))
  const restoring = useMutation(trpc.videos.restore.mutationOptions(options))
  const retrying = useMutation(trpc.videos.retry.mutationOptions(options))

  return {
    rename({ id }: OneVideo, title: string) {
      change(id, (video) => [{ ...video, title }])
      renaming.mutate({ videoId: id, title })
    },
    move(video: OneVideo & Pick<VideoCard, 'project'>, project: { id: ProjectId; name: string }) {
      const back = video.project
      change(video.id, (card) => [{ ...card, project }])
      moving.mutate(
        { videoId: video.id, projectId: project.id },
        {
          onSuccess: () =>
            toast(`Moved to ${project.name}`, {
              action: {
                label: 'Undo',
                onClick: () => moving.mutate({ videoId: video.id, projectId: back.id }),
              },
            }),
        },
      )
    },
    remove({ id, title }: OneVideo) {
      change(id, () => [])
      removing.mutate(
        { videoId: id },
        {
          onSuccess: () =>
            toast(`Deleted “${title}”`, {
              action: { label: 'Undo', onClick: () => restoring.mutate({ videoId: id }) },
            }),
        },
      )
    },
    retry({ id }: OneVideo) {
      retrying.mutate({ videoId: id })
    },
  }
}

export type VideoActions = ReturnType<typeof useVideoActions>
