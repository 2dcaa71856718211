import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { expandTranscript } from '#core/compact-transcript.ts'
import { joinWords } from '#core/script.ts'
import { ms } from '#core/time.ts'
import type { TranscriptSegment } from '#core/transcript.ts'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC, useTRPCClient } from '../trpc/client.tsx'
import type { VideoPage } from './video-page.ts'

type Part = { text: string; speaker?: number | null }

/** What can be done to the words of a video. Each answers whether it was done, and says why not. */
export function useWordsEdits(
  { id: videoId }: Pick<VideoPage, 'id'>,
  { id: transcriptionId, changedAt }: NonNullable<VideoPage['transcript']>,
  segments: readonly TranscriptSegment[],
) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const { data: steps } = useQuery(
    trpc.videos.wordSteps.queryOptions(
      { transcriptionId, changedAt },
      { placeholderData: keepPreviousData },
    ),
  )
  // What was read last, also before it is drawn: the next step says what it saw.
  const latest = useRef(segments)
  useEffect(() => {
    latest.current = segments
  }, [segments])
  const pageKey = trpc.videos.page.queryKey({ videoId })
  const readAgain = async () => {
    await queryClient.invalidateQueries({ queryKey: pageKey })
    const fresh = queryClient.getQueryData(pageKey)?.transcript
    if (!fresh) return
    const words = { videoId, transcriptionId: fresh.id, changedAt: fresh.changedAt }
    const read = await queryClient
      .fetchQuery(
        trpc.videos.transcript.queryOptions(words, { staleTime: Number.POSITIVE_INFINITY }),
      )
      .catch(() => null)
    if (read) latest.current = expandTranscript(read).segments
  }
  const send = async (change: Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    const done = await change.then(
      () => true,
      (error: unknown) => {
        toast.error(sayOf(error))
        return false
      },
    )
    await readAgain()
    setBusy(false)
    return done
  }
  const wordsAt = (at: number, count = 1) =>
    latest.current.slice(at, at + count).flatMap(({ words }) => words.map(({ text }) => text))
  const was = (at: number, count = 1) => joinWords(wordsAt(at, count))
  const rewrite = (at: number, count: number, parts: Part[]) =>
    send(
      client.videos.rewriteWords.mutate({
        ...{ transcriptionId, at, count, was: was(at, count) },
        parts,
      }),
    )
  const undo = (which: 'back' | 'again' | 'original') =>
    send(client.videos.undoWords.mutate({ transcriptionId, which }))
  return {
    busy,
    steps,
    rewrite,
    undo,
    /** Puts one word of a segment right. */
    correct(at: number, index: number, text: string) {
      const said = wordsAt(at)
      said[index] = text
      return rewrite(at, 1, [{ text: joinWords(said) }])
    },
    retime: (at: number, word: number | null, from: number, to: number) =>
      send(
        client.videos.retimeWords.mutate({
          ...{ transcriptionId, at, was: was(at), from: ms(from), to: ms(to) },
          ...(word !== null && { word }),
        }),
      ),
    confirm: (at: number, words: number[]) =>
      send(client.videos.confirmWords.mutate({ transcriptionId, at, was: was(at), words })),
  }
}

export type WordsEdits = ReturnType<typeof useWordsEdits>
