import { useNavigate, useRevalidator } from '@remix-run/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Film, Folder, RotateCcw } from 'lucide-react'
import { sayCount } from '#core/say-count.ts'
import type { Trashed } from '#db/trash.ts'
import { Button } from '../components/button.tsx'
import { toast } from '../components/toast.ts'
import { sayClock } from '../say-time.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** `went`: how long ago, in words. */
export type DeletedThing = Without<Trashed, 'deletedAt'> & { went: string }

/** What was deleted, by whom and when; whoever may change things brings it back from here. */
export function TrashList({ things, mayChange }: { things: DeletedThing[]; mayChange: boolean }) {
  const { bringBack, isBusy } = useBringBack()
  return (
    <ul aria-label="Deleted" className="divide-y divide-line rounded-3 border border-line bg-panel">
      {things.map((thing) => {
        const Icon = thing.kind === 'project' ? Folder : Film
        return (
          <li key={thing.id} className="flex min-h-15 items-center gap-3 px-4 py-2.5">
            <Icon size={16} className="shrink-0 text-3" aria-hidden />
            <div className="min-w-0 flex-1 leading-[18px]">
              <div className="break-words font-medium text-13 text-1 md:truncate">{thing.name}</div>
              <div className="truncate text-12 text-3">{sayWhat(thing)}</div>
              <div className="text-12 text-2 md:hidden">{sayGone(thing)}</div>
            </div>
            <span className="shrink-0 text-12 text-2 max-md:hidden">{sayGone(thing)}</span>
            {mayChange && (
              <Button
                size="small"
                className="max-md:h-11!"
                icon={<RotateCcw size={14} aria-hidden />}
                aria-label={`Bring back ${thing.name}`}
                busy={isBusy(thing)}
                onClick={() => bringBack(thing)}
              >
                Bring back
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function sayWhat(thing: DeletedThing): string {
  if (thing.kind === 'project') return `Project with ${sayCount(thing.videoCount, 'video')}`
  const length = thing.durationMs === null ? '' : `, ${sayClock(thing.durationMs)}`
  return `Video of ${thing.project}${length}`
}

function sayGone({ by, went }: DeletedThing): string {
  const when = went === 'now' ? 'just now' : went
  return by ? `${by} deleted it ${when}` : `Deleted ${when}`
}

function useBringBack() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const read = () => {
    revalidate()
    queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() })
    queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() })
  }
  // Where it failed, somebody else was first, or its project went too: the list shows what is so.
  const options = {
    onSettled: read,
    onError: (error: unknown) => void toast.error(sayOf(error)),
  }
  const videos = useMutation(trpc.videos.restore.mutationOptions(options))
  const projects = useMutation(trpc.projects.restore.mutationOptions(options))
  return {
    bringBack(thing: DeletedThing) {
      const restoring =
        thing.kind === 'video'
          ? videos.mutateAsync({ videoId: thing.id })
          : projects.mutateAsync({ projectId: thing.id })
      // Not a callback of the call: those are forgotten where another is brought back meanwhile.
      restoring.then(
        () =>
          toast(`Brought back “${thing.name}”`, {
            action: { label: 'Open', onClick: () => navigate(`/${thing.kind}s/${thing.id}`) },
          }),
        () => {},
      )
    },
    isBusy: ({ id }: DeletedThing) =>
      (videos.isPending && videos.variables.videoId === id) ||
      (projects.isPending && projects.variables.projectId === id),
  }
}
