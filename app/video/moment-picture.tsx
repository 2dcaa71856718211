import { AudioLines } from 'lucide-react'
import { pictureAt } from '../library/filmstrip-place.ts'
import type { VideoPage } from './video-page.ts'

/** The picture shown at a place of the video, filling whatever box it is in. */
export function MomentPicture({ media, at }: { media: VideoPage['media']; at: number }) {
  const { filmstrip, poster } = media
  if (filmstrip) {
    const { everyMs, count, width, height } = filmstrip
    const { size, position } = pictureAt(filmstrip, Math.ceil(at / everyMs) / count)
    return (
      <div
        aria-hidden
        className="-translate-x-1/2 absolute inset-y-0 left-1/2 h-full bg-no-repeat"
        style={{
          aspectRatio: `${width} / ${height}`,
          minWidth: '100%',
          backgroundImage: `url(${filmstrip.src})`,
          backgroundSize: size,
          backgroundPosition: position,
        }}
      />
    )
  }
  if (poster) {
    return (
      <img src={poster} alt="" className="absolute inset-0 size-full object-cover" loading="lazy" />
    )
  }
  return (
    <div className="absolute inset-0 grid place-items-center text-video-ink/40" aria-hidden>
      <AudioLines size={32} strokeWidth={1.25} />
    </div>
  )
}
