import { captionLooks } from '#core/caption-looks.ts'
import { type CaptionStyle, OWN_POINTS } from '#core/caption-style.ts'
import { Platform, platformNames } from '#core/safe-zone.ts'
import { sayCount } from '#core/say-count.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { StyleChoice, StyleRow } from './style-row.tsx'
import { useClip, useRoom } from './use-room.tsx'

const wordCounts = Array.from({ length: 12 }, (_, i) => i + 1)

/** How much is written at once, how large, and where. */
export function CaptionOptions({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const look = captionLooks[style.name]
  const resolved = resolveLook(style, shape)
  const points = (size: number) => Math.round(size * OWN_POINTS)
  return (
    <div className="flex flex-col gap-1">
      <StyleChoice
        name="Words at once"
        value={style.maxWords === null ? null : String(style.maxWords)}
        own={sayCount(look.maxWords, 'word')}
        options={wordCounts.map((count) => ({ value: `${count}`, name: sayCount(count, 'word') }))}
        onChange={(count) => actions.setStyle({ maxWords: count === null ? null : Number(count) })}
      />
      <StyleRow name="Size" value={String(points(style.size))}>
        <Slider
          label="Size"
          value={points(style.size)}
          min={24}
          max={72}
          step={1}
          sayValue={`${points(style.size)} points`}
          onChange={(size) => actions.previewStyle({ size: size / OWN_POINTS })}
          onCommit={(size) => actions.setStyle({ size: size / OWN_POINTS })}
        />
      </StyleRow>
      <Height style={style} />
      <StyleChoice
        name="Lines"
        value={style.lines}
        own="even"
        options={[
          { value: 'even', name: 'Even' },
          { value: 'full', name: 'As full as they get' },
        ]}
        onChange={(lines) => actions.setStyle({ lines })}
      />
      <StyleRow name="Capitals">
        <Switch
          label="Capitals"
          checked={resolved.caps}
          onChange={(caps) => actions.setStyle({ caps: caps === look.caps ? null : caps })}
        />
      </StyleRow>
      <StyleRow name="Punctuation">
        <Switch
          label="Punctuation"
          checked={style.punctuation !== 'drop'}
          onChange={(keep) => actions.setStyle({ punctuation: keep ? null : 'drop' })}
        />
      </StyleRow>
      <StyleRow name="Safe zone">
        <Segmented
          label="Safe zone"
          value={style.safeZone}
          options={Platform.options.map((value) => ({
            value,
            name: value === 'all' ? 'All' : platformNames[value],
          }))}
          onChange={(safeZone) => actions.setStyle({ safeZone })}
        />
      </StyleRow>
    </div>
  )
}

function Height({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const { bottom, picture } = resolveLook({ ...style, y: null }, shape)
  const value = style.y ?? 1 - bottom / picture.height
  return (
    <StyleRow name="Height" value={`${Math.round(value * 100)}%`}>
      <Slider
        label="Height"
        value={Math.max(0.04, Math.min(0.9, value))}
        min={0.04}
        max={0.9}
        step={0.01}
        sayValue={`${Math.round(value * 100)} percent above the lower edge`}
        onChange={(y) => actions.previewStyle({ y })}
        onCommit={(y) => actions.setStyle({ y })}
      />
    </StyleRow>
  )
}
