/** What the buttons and captions of the vertical platforms leave free, as shares of the picture. */
const zone = { left: 108 / 1080, right: 960 / 1080, top: 269 / 1920, bottom: 1248 / 1920 }

const percent = (share: number) => `${share * 100}%`
const hatch = 'repeating-linear-gradient(-45deg, rgba(255,255,255,.16) 0 1px, transparent 1px 8px)'

/** Drawn over the stage, never into the file. */
export function SafeZone() {
  return (
    <div className="pointer-events-none absolute inset-0" aria-hidden>
      <div
        className="absolute border border-[#f4f4f1] border-dashed"
        style={{
          left: percent(zone.left),
          right: percent(1 - zone.right),
          top: percent(zone.top),
          bottom: percent(1 - zone.bottom),
        }}
      />
      <span
        className="absolute rounded-1 bg-[#000]/60 px-1 font-medium text-11 text-[#f4f4f1]"
        style={{ left: percent(zone.left), top: `calc(${percent(zone.top)} - 20px)` }}
      >
        Clear of buttons
      </span>
      <div
        className="absolute top-0 right-0"
        style={{ left: percent(zone.right), bottom: percent(1 - zone.bottom), background: hatch }}
      />
      <div
        className="absolute inset-x-0 bottom-0"
        style={{ top: percent(zone.bottom), background: hatch }}
      />
    </div>
  )
}
