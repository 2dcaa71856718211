import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { TemplateRef } from '#core/caption-style.ts'
import type { ClipId, ClipVersionId } from '#core/ids.ts'
import type { ShownStyle } from '../components/clip-player.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'

/** By whose right a style is read: a clip's members', or the guests' of a link to one of its versions. */
export type StyleReader = { clipId: ClipId } | { token: string; version: ClipVersionId }

/** One version of a written style with its properties; it never changes, so it is asked for once. */
export function useStyleVersion(reader: StyleReader, template: TemplateRef | null) {
  const trpc = useTRPC()
  const asked =
    'token' in reader
      ? reader
      : { clipId: reader.clipId, id: template?.id ?? '', version: template?.version ?? 1 }
  return useQuery(
    trpc.styles.run.queryOptions(asked, {
      enabled: template !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
}

/** The style a clip names as its player takes it; null where it names none. */
export function useWrittenStyle(
  reader: StyleReader,
  template: TemplateRef | null,
): ShownStyle | null {
  const { data, error } = useStyleVersion(reader, template)
  return useMemo(() => {
    if (!template) return null
    if (error) return { say: sayOf(error) }
    return data ? { style: data.style } : { say: 'The caption style is on its way.' }
  }, [template, data, error])
}
