import { useRevalidator } from '@remix-run/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { ProjectId } from '#core/ids.ts'
import { toast } from '../components/toast.ts'
import { saySize } from '../say-size.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { sendingNow } from '../upload/sending-now.ts'
import { type UnfinishedUpload, unfinishedUploads } from '../upload/unfinished-uploads.ts'
import { heldHere, uploads, useUploads } from '../upload/uploads.ts'
import type { UploadActions } from './upload-overlay.tsx'

/** Uploads as the library works with them: this tab's, those left unfinished, and what can be done. */
export function useUploading(projectId: ProjectId | null) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const items = useUploads()
  const chooser = useRef<HTMLInputElement>(null)
  /** Set while a file is chosen to go on with an earlier upload. */
  const wanted = useRef<UnfinishedUpload | null>(null)

  const unfinished = useQuery({
    queryKey: ['unfinished-uploads'],
    queryFn: () => unfinishedUploads(new Set([...sendingNow(), ...heldHere()])),
    staleTime: 15_000,
  })
  const removing = useMutation(
    trpc.videos.remove.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() }),
    }),
  )

  const { revalidate } = useRevalidator()
  // All projects were deleted: an upload needs one.
  const creating = useMutation(
    trpc.projects.create.mutationOptions({
      onSuccess: () => revalidate(),
      onError: (error) => void toast.error(sayOf(error)),
    }),
  )

  // An upload that has just ended, or got its video, changes what the list shows.
  const landed = items
    .map(({ key, state, videoId }) => `${key} ${videoId} ${state === 'done'}`)
    .join()
  useEffect(() => {
    if (landed === '') return
    queryClient.invalidateQueries({ queryKey: trpc.videos.list.pathKey() })
    queryClient.invalidateQueries({ queryKey: trpc.videos.counts.pathKey() })
    queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() })
  }, [landed, queryClient, trpc])

  const add = (files: File[], folders = 0) => {
    if (folders > 0) toast('Folders cannot be taken. Drop the files that are in them.')
    if (files.length === 0) return
    const earlier = wanted.current
    wanted.current = null
    if (earlier) return carryOnWith(earlier, files)
    if (projectId) return begin(files, projectId)
    creating.mutate({ name: 'My videos' }, { onSuccess: ({ id }) => begin(files, id) })
  }

  const begin = (files: File[], into: ProjectId) => {
    const { already } = uploads().add(files, into)
    for (const name of already) toast(`${name} is on its way already.`)
  }

  const carryOnWith = (earlier: UnfinishedUpload, files: File[]) => {
    const [file] = files
    if (!file || file.size !== earlier.size) {
      toast.error(
        `This is another file: ${saySize(file?.size ?? 0)}, not ${saySize(earlier.size)}. Choose ${earlier.filename}.`,
      )
      return
    }
    uploads().add([file], null, {
      transfer: earlier.earlier,
      videoId: earlier.videoId,
      sent: earlier.sent,
    })
    unfinished.refetch()
  }

  const choose = (multiple: boolean) => {
    if (!chooser.current) return
    chooser.current.multiple = multiple
    // The same file again must count as a choice.
    chooser.current.value = ''
    chooser.current.click()
  }

  const again = () =>
    Promise.all([
      unfinished.refetch(),
      queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() }),
    ])

  const latest = useRef({ removing, choose, again })
  latest.current = { removing, choose, again }
  const actions = useMemo<UploadActions>(
    () => ({
      pause: (key) => uploads().pause(key),
      resume: (key) => uploads().resume(key),
      forget: (key) => uploads().forget(key),
      cancel({ key, videoId }) {
        uploads()
          .cancel(key)
          // The server was away: the row goes as soon as it is back, by hand or by its own sweep.
          .catch(() => videoId && latest.current.removing.mutate({ videoId }))
          .finally(() => latest.current.again())
      },
      carryOn(earlier) {
        wanted.current = earlier
        latest.current.choose(false)
      },
      async giveUp({ videoId, earlier }) {
        const answer = await fetch(earlier.uploadUrl ?? '', {
          method: 'DELETE',
          headers: { 'Tus-Resumable': '1.0.0' },
        }).catch(() => null)
        if (!answer?.ok && answer?.status !== 404) latest.current.removing.mutate({ videoId })
        await latest.current.again()
      },
      chooseFiles() {
        wanted.current = null
        latest.current.choose(true)
      },
    }),
    [],
  )

  return { items, unfinished: unfinished.data ?? [], add, actions, chooser }
}
