import { VideoFilter } from '#core/video.ts'
import type { Asked } from './library-data.ts'

/** What an address asks for; what makes no sense in it asks for everything. */
export function readAsked(params: URLSearchParams): Asked {
  return {
    filter: VideoFilter.catch('all').parse(params.get('show')),
    typed: (params.get('q') ?? '').slice(0, 200),
  }
}

/** The same address asking for something else. Everything is asked for by saying nothing. */
export function writeAsked(params: URLSearchParams, change: Partial<Asked>): URLSearchParams {
  const { filter, typed } = { ...readAsked(params), ...change }
  const next = new URLSearchParams(params)
  if (filter === 'all') next.delete('show')
  else next.set('show', filter)
  if (typed.trim() === '') next.delete('q')
  else next.set('q', typed)
  return next
}
