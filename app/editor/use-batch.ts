import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { RenderId } from '#core/ids.ts'
import { sayOf, useTRPC, useTRPCClient } from '../trpc/client.tsx'
import type { AppRouter } from '../trpc/router.ts'
import type { Refusal } from './say-export.ts'
import { useRoom, useUi } from './use-room.tsx'

type Wanted = inferRouterInputs<AppRouter>['renders']['requestMany']['files']
/** What became of the files that were asked for last; `refusal`: none of them was taken. */
export type Asked = {
  files: inferRouterOutputs<AppRouter>['renders']['requestMany']
  refusal: string | null
}

/** Asks for files and stops them. What was answered is kept with the room: the sheet may be closed meanwhile. */
export function useBatch() {
  const { room, clip, video } = useRoom()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const cache = useQueryClient()
  const asked = useUi((ui) => ui.asked)
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries(trpc.renders.ofVideo.queryFilter({ videoId: video.id })),
      cache.invalidateQueries(trpc.renders.list.queryFilter({ clipId: clip.id })),
    ])
  const ask = useMutation(
    trpc.renders.requestMany.mutationOptions({
      // Without a connection it is refused at once, and said, instead of waiting in silence.
      networkMode: 'always',
      onMutate: () => room.ui.setState({ asked: null }),
      onSuccess: (files) => {
        room.ui.setState({ asked: { files, refusal: null } })
        // Busy until they are seen: nobody asks for the same twice.
        return refresh()
      },
      onError: (error) => room.ui.setState({ asked: { files: [], refusal: sayOf(error) } }),
    }),
  )
  const asking = useIsMutating({ mutationKey: trpc.renders.requestMany.mutationKey() }) > 0
  const stop = useMutation({
    networkMode: 'always',
    mutationFn: (files: { id: RenderId; name: string }[]) =>
      Promise.all(
        files.map(({ id, name }) =>
          client.renders.cancel.mutate({ renderId: id }).then(
            () => [],
            (error: unknown): Refusal[] => [{ name, say: sayOf(error) }],
          ),
        ),
      ).then((refused) => refused.flat()),
    onSettled: () => void refresh(),
  })
  return {
    asked,
    asking,
    ask: (files: Wanted) => ask.mutate({ files }),
    stop: stop.mutate,
    stopping: stop.isPending,
    notStopped: stop.data ?? [],
    refresh,
  }
}
