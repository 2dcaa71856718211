import { useNavigate } from '@remix-run/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArrangementChoice } from '#core/arrangement.ts'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC, useTRPCClient } from '../trpc/client.tsx'
import { importWords } from './import-words.ts'
import type { Passage } from './passage.ts'
import type { ShownSuggestion } from './suggestions.ts'
import type { VideoPage } from './video-page.ts'

type One = Pick<ShownSuggestion, 'id' | 'rank' | 'title'>

/** What can be done on a video's page. Each says so where it failed. */
export function usePageActions({ id: videoId }: Pick<VideoPage, 'id'>) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const queryKey = trpc.videos.page.queryKey({ videoId })
  const [accepting, setAccepting] = useState<ReadonlySet<string>>(new Set())
  const [importing, setImporting] = useState(false)

  const again = () => queryClient.invalidateQueries({ queryKey })
  const failed = (error: unknown) => {
    toast.error(sayOf(error))
    return again()
  }
  const change = (patch: (page: VideoPage) => VideoPage) =>
    queryClient.setQueryData<VideoPage>(queryKey, (page) => page && patch(page))

  const accept = async ({ id, from, to, found }: ShownSuggestion, arrange: ArrangementChoice) => {
    if (accepting.has(id)) return
    setAccepting((now) => new Set(now).add(id))
    const isMoved = from !== found.from || to !== found.to
    await client.clips.create
      .mutate({ videoId, suggestionId: id, arrange, ...(isMoved && { range: { from, to } }) })
      .then(again, failed)
    setAccepting((now) => new Set([...now].filter((other) => other !== id)))
  }

  const putAway = async (suggestion: One, dismissed: boolean): Promise<boolean> => {
    await queryClient.cancelQueries({ queryKey })
    change((page) => ({
      ...page,
      suggestions: page.suggestions.map((one) =>
        one.id === suggestion.id ? { ...one, dismissed } : one,
      ),
    }))
    return client.suggestions.dismiss.mutate({ suggestionId: suggestion.id, dismissed }).then(
      () => true,
      async (error: unknown) => {
        await failed(error)
        return false
      },
    )
  }
  const takeBack = (suggestion: One) => void putAway(suggestion, false)
  const dismiss = async (suggestion: One) => {
    if (!(await putAway(suggestion, true))) return
    toast(`Put away “${suggestion.title}”`, {
      action: { label: 'Undo', onClick: () => takeBack(suggestion) },
    })
  }

  const making = useMutation(
    trpc.clips.create.mutationOptions({
      onError: failed,
      onSuccess: ({ clipId }) => navigate(`/clips/${clipId}`),
    }),
  )
  const makeClip = ({ from, to }: Passage, title: string) => {
    if (!making.isPending) making.mutate({ videoId, from, to, title })
  }

  const steering = useMutation(trpc.suggestions.steer.mutationOptions({ onError: failed }))
  /** Looks for moments as somebody wishes; empty: for the best of all. Whether it was asked for. */
  const steer = async (prompt: string): Promise<boolean> => {
    const sent = await steering
      .mutateAsync({ videoId, options: prompt ? { steering: { prompt } } : {} })
      .then(again)
      .then(
        () => true,
        () => false,
      )
    if (!sent) return false
    // The address keeps the wish for a reload and for whoever it is sent to.
    const url = new URL(window.location.href)
    if (prompt) url.searchParams.set('ask', prompt)
    else url.searchParams.delete('ask')
    window.history.replaceState(window.history.state, '', url)
    return true
  }

  const options = { onError: failed, onSuccess: again }
  const retrying = useMutation(trpc.videos.retry.mutationOptions(options))
  const starting = useMutation(trpc.videos.transcribe.mutationOptions(options))
  const renaming = useMutation(trpc.videos.rename.mutationOptions(options))
  const restoring = useMutation(trpc.videos.restore.mutationOptions(options))
  const removing = useMutation(
    trpc.videos.remove.mutationOptions({
      onError: failed,
      onSuccess() {
        toast('Deleted the video', {
          action: { label: 'Undo', onClick: () => restoring.mutate({ videoId }) },
        })
        navigate('/library')
      },
    }),
  )

  const bringWords = async (file: File) => {
    setImporting(true)
    const { say, wordCount } = await importWords(videoId, file)
    if (wordCount === null) toast.error(say)
    else toast(say)
    await again()
    setImporting(false)
  }

  return {
    accepting,
    steer,
    steering: steering.isPending,
    accept,
    dismiss,
    takeBack,
    makeClip,
    making: making.isPending,
    retry: () => retrying.mutate({ videoId }),
    retrying: retrying.isPending,
    transcribe: () => starting.mutate({ videoId }),
    transcribing: starting.isPending,
    rename(title: string) {
      change((page) => ({ ...page, title }))
      renaming.mutate({ videoId, title })
    },
    remove: () => removing.mutate({ videoId }),
    bringWords,
    importing,
  }
}

export type PageActions = ReturnType<typeof usePageActions>
