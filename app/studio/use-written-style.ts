import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { TemplateRef } from '#core/caption-style.ts'
import type { ClipId } from '#core/ids.ts'
import type { ShownStyle } from '../components/clip-player.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'

/** One version of a written style with its properties; it never changes, so it is asked for once. */
export function useStyleVersion(clipId: ClipId, template: TemplateRef | null) {
  const trpc = useTRPC()
  const asked = { clipId, id: template?.id ?? '', version: template?.version ?? 1 }
  return useQuery(
    trpc.styles.run.queryOptions(asked, {
      enabled: template !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
}

/** The style a clip names as its player takes it; null where it names none. */
export function useWrittenStyle(clipId: ClipId, template: TemplateRef | null): ShownStyle | null {
  const { data, error } = useStyleVersion(clipId, template)
  return useMemo(() => {
    if (!template) return null
    if (error) return { say: sayOf(error) }
    return data ? { style: data.style } : { say: 'The caption style is on its way.' }
  }, [template, data, error])
}
