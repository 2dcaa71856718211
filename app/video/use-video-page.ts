import { keepPreviousData, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { expandTranscript } from '#core/compact-transcript.ts'
import { splitSentences } from '#core/moments/sentences.ts'
import { type Transcript, transcriptWords } from '#core/transcript.ts'
import { readTranscript, type TranscriptText } from '../editor/transcript-text.ts'
import { useTRPC } from '../trpc/client.tsx'
import { plainWords } from './find-words.ts'
import type { Bounds } from './moment-bounds.ts'
import type { VideoPage } from './video-page.ts'

/** News come in bursts; they are read together. */
const GATHER_MS = 300
/** Splitting a long talk takes a tenth of a second; the first picture goes before it. */
const SPLIT_AFTER_MS = 400

/** What the page shows, kept true while the work goes on and others change things. */
export function useVideoPage(loaded: VideoPage): VideoPage {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { id: videoId } = loaded
  const { queryKey, ...options } = trpc.videos.page.queryOptions(
    { videoId },
    { initialData: loaded },
  )
  const { data } = useQuery({ queryKey, ...options })
  // Coming back to this page, what the loader has just read is newer than what was kept.
  useEffect(() => {
    queryClient.setQueryData(trpc.videos.page.queryKey({ videoId: loaded.id }), loaded)
  }, [queryClient, trpc, loaded])

  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  const again = () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      queryClient.invalidateQueries({ queryKey })
    }, GATHER_MS)
  }
  useSubscription(
    trpc.changes.watch.subscriptionOptions(undefined, {
      // Also after an interruption: whatever happened meanwhile was not heard.
      onStarted: again,
      onData(change) {
        const about =
          change.kind === 'job'
            ? change.entityId
            : change.kind === 'clip'
              ? change.videoId
              : change.id
        const clips = queryClient.getQueryData(queryKey)?.clips ?? []
        if (about === videoId || clips.some(({ id }) => id === about)) again()
      },
    }),
  )
  return data
}

export type Words = {
  text: TranscriptText
  /** As find compares them. */
  plain: string[]
  /** Where clips may begin and end; null until they are worked out, which waits for a quiet moment. */
  sentences: readonly Bounds[] | null
  whole: Transcript
}

/** The words of a transcript: read once, and again where somebody put them right. */
export function useWords({ id: videoId, transcript }: VideoPage): {
  words: Words | null
  failed: boolean
  again(): void
} {
  const trpc = useTRPC()
  const { data, isError, refetch } = useQuery(
    trpc.videos.transcript.queryOptions(
      transcript
        ? { videoId, transcriptionId: transcript.id, changedAt: transcript.changedAt }
        : skipToken,
      { staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData },
    ),
  )
  const read = useMemo(() => {
    if (!data) return null
    const whole = expandTranscript(data)
    const text = readTranscript(transcriptWords(whole), whole.speakers)
    return { whole, text, plain: plainWords(text) }
  }, [data])
  const [split, setSplit] = useState<{ of: Transcript; sentences: readonly Bounds[] } | null>(null)
  useEffect(() => {
    if (!read) return
    const timer = setTimeout(
      () => setSplit({ of: read.whole, sentences: splitSentences(read.whole) }),
      SPLIT_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [read])
  const words = useMemo(
    () =>
      read && {
        text: read.text,
        plain: read.plain,
        whole: read.whole,
        sentences: split?.of === read.whole ? split.sentences : null,
      },
    [read, split],
  )
  return { words, failed: isError, again: () => void refetch() }
}
