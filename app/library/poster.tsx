import { clsx } from 'clsx'
import { AudioLines, Film } from 'lucide-react'
import { type PointerEvent, useState } from 'react'
import type { VideoCard } from '#core/video.ts'
import { sayClock } from '../say-time.ts'
import { pictureAt } from './filmstrip-place.ts'

/** The picture of a card. Moving a pointer over it runs through the video. */
export function Poster({
  video,
  dim = false,
}: {
  video: Pick<VideoCard, 'id' | 'hasPoster' | 'filmstrip' | 'durationMs' | 'notes'>
  /** Something is written over it. */
  dim?: boolean
}) {
  const { id, hasPoster, filmstrip, durationMs } = video
  const [place, setPlace] = useState<number | null>(null)
  const scrub =
    filmstrip && !dim
      ? {
          onPointerMove({ pointerType, clientX, currentTarget }: PointerEvent<HTMLDivElement>) {
            // A finger scrolls the page; only what hovers runs through the video.
            if (pointerType !== 'mouse') return
            const { left, width } = currentTarget.getBoundingClientRect()
            setPlace(Math.min(1, Math.max(0, (clientX - left) / width)))
          },
          onPointerLeave: () => setPlace(null),
        }
      : {}
  const picture = filmstrip && place !== null ? pictureAt(filmstrip, place) : null
  return (
    <div className="absolute inset-0 overflow-hidden rounded-3 bg-stage" {...scrub}>
      {hasPoster ? (
        <img
          src={`/media/videos/${id}/poster.jpg`}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className={clsx('size-full object-cover', dim && 'opacity-30')}
        />
      ) : (
        !dim && (
          <div className="grid size-full place-items-center text-video-ink/40">
            {durationMs === null ? (
              <Film size={32} strokeWidth={1.25} aria-hidden />
            ) : (
              <AudioLines size={32} strokeWidth={1.25} aria-hidden />
            )}
          </div>
        )
      )}
      {picture && (
        <>
          <div
            aria-hidden
            className={clsx(
              '-translate-x-1/2 -translate-y-1/2 absolute top-1/2 left-1/2 bg-no-repeat',
              // Fills the card as the still picture does: what is too high or too wide hangs over.
              filmstrip && filmstrip.width * 9 < filmstrip.height * 16 ? 'w-full' : 'h-full',
            )}
            style={{
              aspectRatio: `${filmstrip?.width} / ${filmstrip?.height}`,
              backgroundImage: `url(/media/videos/${id}/filmstrip.jpg)`,
              backgroundSize: picture.size,
              backgroundPosition: picture.position,
            }}
          />
          <div
            aria-hidden
            className="absolute bottom-0 left-0 h-[3px] bg-accent"
            style={{ width: `${(place ?? 0) * 100}%` }}
          />
        </>
      )}
      {durationMs !== null && !dim && (
        <span className="tabular absolute right-2 bottom-2 rounded-1 bg-stage/85 px-1.5 font-medium text-12 text-video-ink">
          {place === null ? sayClock(durationMs) : sayClock(durationMs * place)}
        </span>
      )}
    </div>
  )
}
