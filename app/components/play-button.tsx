import { Pause, Play } from 'lucide-react'

/** Starts and stops what is on the stage. */
export const PlayButton = ({
  playing,
  className,
  onClick,
}: {
  playing: boolean
  /** Its size. */
  className: string
  onClick(): void
}) => (
  <button
    type="button"
    aria-label={playing ? 'Pause' : 'Play'}
    className={`grid place-items-center rounded-full bg-[#f4f4f1] text-[#17181a] transition-[filter] duration-press hover:brightness-90 ${className}`}
    onClick={onClick}
  >
    {playing ? (
      <Pause size={18} fill="currentColor" aria-hidden />
    ) : (
      <Play size={18} fill="currentColor" className="translate-x-px" aria-hidden />
    )}
  </button>
)
