import { useSearchParams } from '@remix-run/react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTRPC } from '../trpc/client.tsx'
import { readAsked, writeAsked } from './asked.ts'
import { type Asked, type LibraryData, PAGE_SIZE } from './library-data.ts'

/** A pause in typing this long asks. */
const TYPING_MS = 180

/** What the library shows: what is asked, the videos, how many there are of each kind, and more. */
export function useLibrary(data: LibraryData) {
  const trpc = useTRPC()
  const [params, setParams] = useSearchParams()
  const asked = readAsked(params)
  const [typing, setTyping] = useState(asked.typed)

  const ask = (change: Partial<Asked>) =>
    setParams((now) => writeAsked(now, change), { replace: true, preventScrollReset: true })
  // What this field asked for itself; an address that says otherwise came from a link, and is shown.
  const askedHere = useRef(asked.typed)
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (typing === askedHere.current) return
    const timer = setTimeout(() => {
      askedHere.current = typing
      latest.current({ typed: typing })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typing])
  useEffect(() => {
    if (asked.typed.trim() === askedHere.current.trim()) return
    askedHere.current = asked.typed
    setTyping(asked.typed)
  }, [asked.typed])

  const inProject = data.project ? { projectId: data.project.id } : {}
  const answered =
    asked.filter === data.asked.filter && asked.typed === data.asked.typed ? data : null

  const list = useInfiniteQuery(
    trpc.videos.list.infiniteQueryOptions(
      { ...inProject, ...asked, limit: PAGE_SIZE },
      {
        getNextPageParam: (page) => page.next ?? undefined,
        placeholderData: keepPreviousData,
        ...(answered && { initialData: { pages: [answered.page], pageParams: [null] } }),
      },
    ),
  )
  const counts = useQuery(
    trpc.videos.counts.queryOptions(
      { ...inProject, typed: asked.typed },
      { placeholderData: keepPreviousData, ...(answered && { initialData: answered.counts }) },
    ),
  )
  const said = useQuery(
    trpc.videos.said.queryOptions(
      { ...inProject, typed: asked.typed },
      { enabled: asked.typed.trim().length > 1, placeholderData: keepPreviousData },
    ),
  )
  const projects = useQuery(
    trpc.projects.list.queryOptions(undefined, { initialData: data.projects }),
  )

  return {
    asked,
    typing,
    setTyping,
    ask,
    list,
    videos: list.data?.pages.flatMap((page) => page.videos) ?? [],
    counts: counts.data ?? data.counts,
    said: asked.typed.trim().length > 1 ? said : null,
    projects: projects.data,
    total: projects.data.reduce((sum, { videoCount }) => sum + videoCount, 0),
  }
}
