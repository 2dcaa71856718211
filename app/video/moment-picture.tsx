import { AudioLines } from 'lucide-react'
import { pictureAt } from '../library/filmstrip-place.ts'
import { useStill } from './use-still.ts'
import type { VideoPage } from './video-page.ts'

/**
 * The picture shown at a place of the video, filling whatever box it is in: at once the small one of
 * the filmstrip, then the video's own.
 */
export function MomentPicture({ media, at }: { media: VideoPage['media']; at: number }) {
  const { filmstrip, poster, proxy } = media
  const { box, still } = useStill<HTMLDivElement>(filmstrip ? proxy : null, at)
  const strip =
    filmstrip &&
    pictureAt(
      filmstrip,
      Math.min(filmstrip.count - 1, Math.ceil(at / filmstrip.everyMs)) / filmstrip.count,
    )
  return (
    <div ref={box} aria-hidden className="absolute inset-0">
      {filmstrip && strip ? (
        <div
          className="-translate-x-1/2 absolute inset-y-0 left-1/2 h-full min-w-full bg-no-repeat"
          style={{
            aspectRatio: `${filmstrip.width} / ${filmstrip.height}`,
            backgroundImage: `url(${filmstrip.src})`,
            backgroundSize: strip.size,
            backgroundPosition: strip.position,
          }}
        />
      ) : poster ? (
        <img src={poster} alt="" className="size-full object-cover" loading="lazy" />
      ) : (
        <div className="grid size-full place-items-center text-video-ink/40">
          <AudioLines size={32} strokeWidth={1.25} />
        </div>
      )}
      {still && <img src={still} alt="" className="absolute inset-0 size-full object-cover" />}
    </div>
  )
}
