import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import type { ClipVersionId } from '#core/ids.ts'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC, useTRPCClient } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'
import { sayVersion } from './say-version.ts'
import { useRoom } from './use-room.tsx'

/** A state of the clip somebody can come back to, as the history lists it. */
export type Version = inferRouterOutputs<AppRouter>['versions']['list'][number]

/** How many are asked for at a time. */
const PAGE = 50

/** The clip's history, newest first, page by page. */
export function useVersions() {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const client = useTRPCClient()
  return useInfiniteQuery({
    queryKey: [...trpc.versions.list.queryKey({ clipId: clip.id }), 'pages'],
    initialPageParam: undefined as ClipVersionId | undefined,
    queryFn: ({ pageParam: before, signal }) =>
      client.versions.list.query(
        { clipId: clip.id, limit: PAGE, ...(before && { before }) },
        { signal },
      ),
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  })
}

/** What would come back and what would leave. */
export function useAgainstNow(from: ClipVersionId) {
  const trpc = useTRPC()
  return useQuery(trpc.versions.compare.queryOptions({ from, to: 'now' }, { staleTime: 0 }))
}

/** What can be done with versions. What goes wrong is said where the person is looking. */
export function useVersionActions() {
  const { room, clip, actions } = useRoom()
  const trpc = useTRPC()
  const client = useQueryClient()

  const refresh = () =>
    client.invalidateQueries({ queryKey: trpc.versions.list.queryKey({ clipId: clip.id }) })
  const fail = (error: unknown) => void toast.error(sayOf(error))
  const name = useMutation(
    trpc.versions.name.mutationOptions({ onSettled: refresh, onError: fail }),
  )
  const rename = useMutation(
    trpc.versions.rename.mutationOptions({ onSettled: refresh, onError: fail }),
  )
  const restore = useMutation(
    trpc.versions.restore.mutationOptions({ onSettled: refresh, onError: fail }),
  )
  const preview = useMutation({
    mutationFn: (version: Version) =>
      client.fetchQuery(trpc.versions.preview.queryOptions({ versionId: version.id })),
    onError: fail,
    onSuccess: (project, version) =>
      room.look({ id: version.id, name: sayVersion(version, new Date()) }, project),
  })
  return {
    preview,
    name: {
      ...name,
      now: (typed: string) => name.mutate({ clipId: clip.id, name: typed }),
    },
    rename,
    restore: {
      ...restore,
      async to(version: Version) {
        const { changed, changedSince } = await restore.mutateAsync({ versionId: version.id })
        room.look(null)
        const title = sayVersion(version, new Date())
        if (changed === 0) {
          toast(`The clip is already as ${title} has it.`)
          return
        }
        room.ui.setState({ said: `Restored ${title}`, saidOf: 'edit' })
        toast(`Restored ${title}. Everybody sees it.`, {
          id: 'undo',
          action: { label: 'Undo', onClick: actions.undo },
          ...(changedSince > 0 && {
            description: 'What others changed while it came back stays theirs.',
          }),
        })
      },
    },
  }
}
