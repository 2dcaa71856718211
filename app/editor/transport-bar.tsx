import { Repeat, SkipBack, SkipForward, Volume2, VolumeX } from 'lucide-react'
import { IconButton } from '../components/icon-button.tsx'
import { PlayButton } from '../components/play-button.tsx'
import { RunningTime } from './running-time.tsx'
import { sayTenths } from './timeline-view.ts'
import { RATES } from './transport.ts'
import { useClip, useRoom, useTransport } from './use-room.tsx'

export function TransportBar({ compact }: { compact: boolean }) {
  const { room } = useRoom()
  const { transport } = room
  const playing = useTransport((state) => state.playing)
  const rate = useTransport((state) => state.rate)
  const loop = useTransport((state) => state.loop)
  const muted = useTransport((state) => state.muted)
  // J and L go where the list does not.
  const speeds = RATES.some((one) => one === rate) ? RATES : [...RATES, rate]
  return (
    <div
      className={`grid h-13 shrink-0 grid-cols-[1fr_auto_1fr] items-center gap-2 px-3 ${compact ? '' : 'border-line border-t'}`}
    >
      <Clock />
      <div className="flex items-center gap-2">
        <IconButton label="To the start" onClick={() => transport.seek(0)}>
          <SkipBack size={18} aria-hidden />
        </IconButton>
        <PlayButton playing={playing} className="size-10" onClick={transport.toggle} />
        <IconButton label="To the end" onClick={() => transport.seek(room.clip.getState().length)}>
          <SkipForward size={18} aria-hidden />
        </IconButton>
      </div>
      <div className="flex items-center justify-end gap-0.5">
        {!compact && (
          <select
            aria-label="Speed"
            value={rate}
            className="tabular h-8 appearance-none rounded-2 bg-transparent px-2 text-center font-medium text-12 text-2 hover:bg-hover hover:text-1"
            onChange={(event) => transport.setRate(Number(event.target.value))}
          >
            {speeds.map((one) => (
              <option key={one} value={one} className="bg-raised text-1">
                {sayRate(one)}
              </option>
            ))}
          </select>
        )}
        <IconButton label="Loop" pressed={loop} onClick={() => transport.setLoop(!loop)}>
          <Repeat size={16} aria-hidden />
        </IconButton>
        <IconButton
          data-volume
          label={muted ? 'Sound on' : 'Sound off'}
          onClick={() => transport.setMuted(!muted)}
        >
          {muted ? <VolumeX size={16} aria-hidden /> : <Volume2 size={16} aria-hidden />}
        </IconButton>
      </div>
    </div>
  )
}

const sayRate = (rate: number) => `${rate < 0 ? '−' : ''}${Math.abs(rate)}×`

function Clock() {
  const length = useClip((view) => view.length)
  return (
    <div className="tabular text-13">
      <RunningTime className="font-semibold text-1" />
      <span className="text-3"> / {sayTenths(length)}</span>
    </div>
  )
}
