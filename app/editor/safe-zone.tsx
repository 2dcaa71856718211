import { platformNames, safeZones } from '#core/safe-zone.ts'
import { shapeSize } from '#core/shape.ts'
import { useClip } from './use-room.tsx'

const percent = (share: number) => `${share * 100}%`
const hatch = 'repeating-linear-gradient(-45deg, rgba(255,255,255,.16) 0 1px, transparent 1px 8px)'

/** What the buttons and words of the clip's platform leave free. Drawn over the stage, never into the file. */
export function SafeZone() {
  const platform = useClip((view) => view.project.style.safeZone)
  const { width, height } = shapeSize['9:16']
  const zone = safeZones[platform]
  const left = percent(zone.left / width)
  const right = percent(1 - zone.right / width)
  const top = percent(zone.top / height)
  const bottom = percent(1 - zone.bottom / height)
  return (
    <div className="pointer-events-none absolute inset-0" aria-hidden>
      <div
        className="absolute border border-[#f4f4f1] border-dashed"
        style={{ left, right, top, bottom }}
      />
      <span
        className="absolute rounded-1 bg-[#000]/60 px-1 font-medium text-11 text-[#f4f4f1]"
        style={{ left, top: `calc(${top} - 20px)` }}
      >
        Clear of buttons on {platformNames[platform]}
      </span>
      <div
        className="absolute top-0 right-0"
        style={{ left: percent(zone.right / width), bottom, background: hatch }}
      />
      <div
        className="absolute inset-x-0 bottom-0"
        style={{ top: percent(zone.bottom / height), background: hatch }}
      />
    </div>
  )
}
