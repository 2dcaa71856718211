import { LogoOverlay, type OverlayOf } from '#core/overlay.ts'
import { AssetRow } from './asset-picker.tsx'
import { NumberRow, sayPercent } from './overlay-field.tsx'
import { underButtons } from './place-snap.ts'
import { ShownFields } from './shown-fields.tsx'
import { useParts } from './use-parts.ts'
import { useClip } from './use-room.tsx'

type Place = OverlayOf<'logo'>['place']

const placeNames: Record<Place, string> = {
  'top-left': 'top left',
  top: 'top',
  'top-right': 'top right',
  left: 'left',
  centre: 'the middle',
  right: 'right',
  'bottom-left': 'bottom left',
  bottom: 'bottom',
  'bottom-right': 'bottom right',
}

/** Which picture is the logo, where it stands, how large and how clear, and when it is seen. */
export function LogoFields({ logo }: { logo: OverlayOf<'logo'> }) {
  const parts = useParts()
  const shape = useClip((view) => view.project.shape)
  const platform = useClip((view) => view.project.style.safeZone)
  const set = (change: Partial<Omit<OverlayOf<'logo'>, 'id' | 'kind'>>) =>
    parts.changeOverlay(logo.id, 'logo', change)
  const preview = (change: Partial<OverlayOf<'logo'>>) => parts.previewOverlay(logo.id, change)
  const hidden = shape === '9:16' && underButtons(logo, platform)
  return (
    <>
      <AssetRow kind="picture" id={logo.asset} onChoose={(asset) => set({ asset })} />
      <div className="flex items-center gap-3">
        <div
          role="radiogroup"
          aria-label="Place of the logo"
          className="grid h-28 w-16 shrink-0 grid-cols-3 grid-rows-3 overflow-hidden rounded-2 border border-edge bg-bg"
        >
          {LogoOverlay.shape.place.options.map((place) => (
            <label
              key={place}
              title={placeNames[place]}
              className="grid cursor-pointer place-items-center border-line border-[0.5px] hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-[2px] has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name="logo-place"
                aria-label={placeNames[place]}
                className="peer sr-only"
                checked={logo.place === place}
                onChange={() => set({ place })}
              />
              <span
                aria-hidden
                className="size-1.5 rounded-full bg-edge peer-checked:size-2.5 peer-checked:rounded-1 peer-checked:bg-accent"
              />
            </label>
          ))}
        </div>
        <p className="text-12 text-2">
          {capital(placeNames[logo.place])}, {logo.margin} px from the edge.{' '}
          {hidden && (
            <span className="text-warning">
              It lies under the buttons of the app that shows the clip.
            </span>
          )}
        </p>
      </div>
      <NumberRow
        name="Size"
        label="Size of the logo"
        value={logo.scale}
        min={0.04}
        max={0.5}
        step={0.01}
        say={sayPercent}
        onPreview={(scale) => preview({ scale })}
        onChange={(scale) => set({ scale })}
      />
      <NumberRow
        name="Opacity"
        label="Opacity of the logo"
        value={logo.opacity}
        min={0}
        max={1}
        step={0.05}
        say={sayPercent}
        onPreview={(opacity) => preview({ opacity })}
        onChange={(opacity) => set({ opacity })}
      />
      <NumberRow
        name="From the edge"
        label="Space between the logo and the edge"
        value={logo.margin}
        min={0}
        max={200}
        step={2}
        say={(margin) => `${margin} px`}
        onPreview={(margin) => preview({ margin })}
        onChange={(margin) => set({ margin })}
      />
      <ShownFields value={logo} onPreview={preview} onChange={set} />
    </>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
