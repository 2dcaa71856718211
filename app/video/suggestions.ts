import type { Bounds } from './moment-bounds.ts'
import type { Moment } from './moment-spans.ts'
import type { PageSuggestion, VideoPage } from './video-page.ts'

/** A suggestion as it is shown: moved by sentences, and with what became of it. */
export type ShownSuggestion = PageSuggestion & {
  /** Where it began, before anybody moved it. */
  found: Bounds
  /** The clip made from it, and its number among the video's clips. */
  clip: (VideoPage['clips'][number] & { number: number }) | null
}

export type SuggestionOrder = 'score' | 'time'

export function shownSuggestions(
  { suggestions, clips }: Pick<VideoPage, 'suggestions' | 'clips'>,
  moved: Record<string, Bounds>,
): ShownSuggestion[] {
  return suggestions.map((one) => {
    const index = clips.findIndex(({ suggestionId }) => suggestionId === one.id)
    const clip = clips[index]
    return {
      ...one,
      // A clip has its own edges; what was moved before it was made is in them.
      ...(clip ? { from: clip.from, to: clip.to } : moved[one.id]),
      found: { from: one.from, to: one.to },
      clip: clip ? { ...clip, number: index + 1 } : null,
    }
  })
}

/** Best first, or as they come in the video. */
export const inOrder = (suggestions: ShownSuggestion[], order: SuggestionOrder) =>
  [...suggestions].sort((a, b) => (order === 'score' ? a.rank - b.rank : a.from - b.from))

/** What the transcript marks: the clips, and the suggestions that are none yet. */
export const momentsOf = (clips: VideoPage['clips'], shown: ShownSuggestion[]): Moment[] => [
  ...clips.map(({ id, from, to }, i) => ({
    id,
    kind: 'clip' as const,
    label: `Clip ${i + 1}`,
    from,
    to,
  })),
  ...shown
    .filter(({ clip }) => !clip)
    .map(({ id, rank, from, to }) => ({
      id,
      kind: 'suggestion' as const,
      label: `Suggestion ${rank}`,
      from,
      to,
    })),
]
