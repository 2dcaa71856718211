import { filterStatuses, type VideoCard, type VideoFilter } from '#core/video.ts'

export type Pages = { pages: { videos: VideoCard[] }[]; pageParams: unknown[] }

/**
 * The list with what has just been read put into it. Cards stay where they are, so that nothing
 * jumps under a hand; one that no longer belongs goes. Null where nothing is different.
 */
export function patchPages<P extends Pages>(
  data: P,
  asked: { ids: Set<string>; filter: VideoFilter; projectId?: string },
  cards: VideoCard[],
): P | null {
  const fresh = new Map<string, VideoCard>(cards.map((card) => [card.id, card]))
  let changed = false
  const pages = data.pages.map((page) => {
    if (!page.videos.some(({ id }) => asked.ids.has(id))) return page
    changed = true
    return {
      ...page,
      videos: page.videos.flatMap((video) => {
        if (!asked.ids.has(video.id)) return video
        const now = fresh.get(video.id)
        const stays =
          now &&
          filterStatuses[asked.filter].includes(now.status) &&
          (asked.projectId === undefined || asked.projectId === now.project.id)
        return stays ? now : []
      }),
    }
  })
  return changed ? { ...data, pages } : null
}

/** Whether a card is nowhere in the list yet. */
export const isNew = (data: Pages, id: string) =>
  !data.pages.some(({ videos }) => videos.some((video) => video.id === id))
