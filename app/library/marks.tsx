import type { VideoCard } from '#core/video.ts'

/** Where in the video its suggestions lie, along the picture's lower edge. */
export function Marks({ marks, durationMs }: Pick<VideoCard, 'marks' | 'durationMs'>) {
  if (!durationMs || marks.length === 0) return null
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-0 bottom-0 h-1">
      {marks.map(({ rank, from, to }) => (
        <span
          key={rank}
          className="absolute bottom-0 h-1 min-w-1 bg-accent"
          style={{
            left: `${(from / durationMs) * 100}%`,
            // A gap even where one suggestion begins as the other ends.
            width: `max(4px, calc(${((to - from) / durationMs) * 100}% - 3px))`,
          }}
        />
      ))}
    </div>
  )
}
