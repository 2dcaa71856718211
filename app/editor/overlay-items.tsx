import { ArrowDown, ArrowUp, ImageIcon, Trash2, Type } from 'lucide-react'
import type { ReactNode } from 'react'
import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import type { Overlay, OverlayOf } from '#core/overlay.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Switch } from '../components/switch.tsx'
import { AssetRow } from './asset-picker.tsx'
import { ColourRow, NumberRow, sayPercent } from './overlay-field.tsx'
import { ShownFields } from './shown-fields.tsx'
import { StyleRow } from './style-row.tsx'
import { useParts } from './use-parts.ts'

type Shared = { open: boolean; lowest: boolean; topmost: boolean; onTake(): void }
type Change<K extends 'text' | 'image'> = Partial<Omit<OverlayOf<K>, 'id' | 'kind'>>

/** A text on the picture: what it says, how it looks, when it is seen. */
export function TextItem({ text, ...shared }: { text: OverlayOf<'text'> } & Shared) {
  const parts = useParts()
  const set = (change: Change<'text'>) => parts.changeOverlay(text.id, 'text', change)
  const preview = (change: Change<'text'>) => parts.previewOverlay(text.id, change)
  return (
    <Item
      overlay={text}
      icon={<Type size={14} aria-hidden />}
      name={text.text.trim() || 'Empty text'}
      {...shared}
    >
      <textarea
        // Whoever else changes it meanwhile is seen at once.
        key={text.text}
        aria-label="Text"
        defaultValue={text.text}
        rows={2}
        maxLength={280}
        className="w-full resize-y rounded-2 border border-edge bg-bg p-2 text-13 text-1"
        onBlur={({ target }) => target.value !== text.text && set({ text: target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.blur()
        }}
      />
      <NumberRow
        name="Size"
        label="Size of the text"
        value={text.size}
        min={24}
        max={72}
        step={1}
        say={(size) => `${size}`}
        onPreview={(size) => preview({ size })}
        onChange={(size) => set({ size })}
      />
      <StyleRow name="Font">
        <select
          aria-label="Font of the text"
          value={CaptionFont.catch('inter').parse(text.font)}
          className="h-8 w-full min-w-0 rounded-2 border border-edge bg-panel px-2 text-12 text-1"
          onChange={({ target }) => set({ font: target.value })}
        >
          {CaptionFont.options.map((font) => (
            <option key={font} value={font}>
              {captionFonts[font].title}
            </option>
          ))}
        </select>
      </StyleRow>
      <ColourRow
        name="Colour"
        value={text.colour}
        onPreview={(colour) => preview({ colour })}
        onChange={(colour) => set({ colour })}
      />
      <StyleRow name="Ground">
        <Switch
          label="Ground behind the text"
          checked={text.background !== null}
          onChange={(on) => set({ background: on ? '#101218' : null })}
        />
      </StyleRow>
      {text.background !== null && (
        <ColourRow
          name="Colour of the ground"
          value={text.background}
          onPreview={(background) => preview({ background })}
          onChange={(background) => set({ background })}
        />
      )}
      <StyleRow name="Lines">
        <Segmented
          label="Lines of the text"
          value={text.align}
          options={[
            { value: 'left', name: 'Left' },
            { value: 'centre', name: 'Middle' },
            { value: 'right', name: 'Right' },
          ]}
          onChange={(align) => set({ align })}
        />
      </StyleRow>
      <Place overlay={text} onPreview={preview} onChange={set} />
      <ShownFields value={text} onPreview={preview} onChange={set} />
    </Item>
  )
}

/** A picture on the picture. */
export function PictureItem({ picture, ...shared }: { picture: OverlayOf<'image'> } & Shared) {
  const parts = useParts()
  const set = (change: Change<'image'>) => parts.changeOverlay(picture.id, 'image', change)
  const preview = (change: Change<'image'>) => parts.previewOverlay(picture.id, change)
  return (
    <Item overlay={picture} icon={<ImageIcon size={14} aria-hidden />} name="Picture" {...shared}>
      <AssetRow kind="picture" id={picture.asset} onChoose={(asset) => set({ asset })} />
      <NumberRow
        name="Opacity"
        label="Opacity of the picture"
        value={picture.opacity}
        min={0}
        max={1}
        step={0.05}
        say={sayPercent}
        onPreview={(opacity) => preview({ opacity })}
        onChange={(opacity) => set({ opacity })}
      />
      <Place overlay={picture} onPreview={preview} onChange={set} />
      <ShownFields value={picture} onPreview={preview} onChange={set} />
    </Item>
  )
}

type Placed = Pick<OverlayOf<'text'>, 'x' | 'y' | 'w'>

/** The same as dragging it on the stage, for whoever cannot. */
function Place({
  overlay,
  onPreview,
  onChange,
}: {
  overlay: Placed
  onPreview(change: Partial<Placed>): void
  onChange(change: Partial<Placed>): void
}) {
  const rows = [
    { key: 'x', name: 'Across', min: 0 },
    { key: 'y', name: 'Down', min: 0 },
    { key: 'w', name: 'Width', min: 0.02 },
  ] as const
  return rows.map(({ key, name, min }) => (
    <NumberRow
      key={key}
      name={name}
      value={overlay[key]}
      min={min}
      max={1}
      step={0.005}
      say={sayPercent}
      onPreview={(value) => onPreview({ [key]: value })}
      onChange={(value) => onChange({ [key]: value })}
    />
  ))
}

function Item({
  overlay,
  icon,
  name,
  open,
  lowest,
  topmost,
  onTake,
  children,
}: {
  overlay: Overlay
  icon: ReactNode
  name: string
  children: ReactNode
} & Shared) {
  const parts = useParts()
  return (
    <div className={`rounded-3 border ${open ? 'border-mark' : 'border-line'}`}>
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={open}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-3 px-2.5 text-left text-13 text-1"
          onClick={onTake}
        >
          <span className="text-3">{icon}</span>
          <span className="truncate">{name}</span>
        </button>
        {open && (
          <>
            <IconButton
              label="Move up"
              disabled={topmost}
              onClick={() => parts.liftOverlay(overlay.id, 1)}
            >
              <ArrowUp size={14} aria-hidden />
            </IconButton>
            <IconButton
              label="Move down"
              disabled={lowest}
              onClick={() => parts.liftOverlay(overlay.id, -1)}
            >
              <ArrowDown size={14} aria-hidden />
            </IconButton>
          </>
        )}
        <IconButton label={`Take out ${name}`} onClick={() => parts.removeOverlay(overlay)}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
      {open && <div className="flex flex-col gap-1 px-2.5 pb-2.5">{children}</div>}
    </div>
  )
}
