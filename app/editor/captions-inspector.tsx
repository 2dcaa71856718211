import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { captionLooks } from '#core/caption-looks.ts'
import { type CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { CaptionChecks } from './caption-checks.tsx'
import { ColourField } from './colour-field.tsx'
import { EmphasisedWords } from './emphasised-words.tsx'
import { StylePicker } from './style-picker.tsx'
import { styleTitles } from './style-titles.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'

/** How the captions look. Only what the export draws too. */
export function CaptionsInspector() {
  const { actions } = useRoom()
  const saved = useClip((view) => view.project.style)
  const preview = useUi((ui) => ui.stylePreview)
  const canEdit = useCanEdit()
  const style: CaptionStyle = { ...saved, ...preview }
  const look = captionLooks[style.name]
  const own =
    JSON.stringify(saved) === JSON.stringify({ ...plainStyle(saved.name), enabled: saved.enabled })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center border-line border-b px-3.5">
        <h2 className="font-semibold text-13 text-1">Captions</h2>
        <span className="ml-auto flex items-center gap-2 text-12 text-2">
          {!canEdit && <span>{styleTitles[style.name]},</span>}
          <label htmlFor="captions-on">{style.enabled ? 'On' : 'Off'}</label>
          {canEdit && (
            <Switch
              id="captions-on"
              label="Captions"
              checked={style.enabled}
              onChange={(enabled) => actions.setStyle({ enabled })}
            />
          )}
        </span>
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-4 overflow-y-auto overflow-x-hidden p-3.5">
        {canEdit && <StylePicker />}
        {canEdit && style.enabled && (
          <div className="flex flex-col gap-1">
            <Row name="Words at once">
              <Segmented
                label="Words at once"
                value={style.maxWords === null ? 'own' : String(style.maxWords)}
                options={[
                  { value: 'own', name: `Auto` },
                  ...['1', '2', '3', '5'].map((value) => ({ value, name: value })),
                ]}
                onChange={(value) =>
                  actions.setStyle({ maxWords: value === 'own' ? null : Number(value) })
                }
              />
            </Row>
            <Row name="Size" value={`${Math.round(style.size * 100)}%`}>
              <Slider
                label="Size"
                value={style.size}
                min={0.7}
                max={1.4}
                step={0.02}
                sayValue={`${Math.round(style.size * 100)} percent`}
                onChange={(size) => actions.previewStyle({ size })}
                onCommit={(size) => actions.setStyle({ size })}
              />
            </Row>
            <Height style={style} />
            <ColourField
              name="Words"
              value={style.base}
              own={look.colours.base}
              onChange={(base) => actions.previewStyle({ base })}
              onCommit={(base) => actions.setStyle({ base })}
            />
            <ColourField
              name="Word being said"
              value={style.active}
              own={look.colours.active}
              onChange={(active) => actions.previewStyle({ active })}
              onCommit={(active) => actions.setStyle({ active })}
            />
            <ColourField
              name="Emphasis"
              value={style.emphasis}
              own={look.colours.emphasis}
              onChange={(emphasis) => actions.previewStyle({ emphasis })}
              onCommit={(emphasis) => actions.setStyle({ emphasis })}
            />
          </div>
        )}
        {style.enabled && <EmphasisedWords />}
        {style.enabled && <CaptionChecks style={style} />}
      </div>
      {canEdit && (
        <div className="shrink-0 border-line border-t p-3.5">
          <Button
            className="w-full"
            icon={<RotateCcw size={14} aria-hidden />}
            disabled={own}
            onClick={() => actions.setStyle({ ...plainStyle(saved.name), enabled: saved.enabled })}
          >
            Back to the style’s own look
          </Button>
        </div>
      )}
    </div>
  )
}

function Row({ name, value, children }: { name: string; value?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[30px] items-center gap-3 text-13">
      <span className="w-24 shrink-0 text-2">{name}</span>
      <div className="flex min-w-0 flex-1 justify-end">{children}</div>
      {value !== undefined && (
        <span className="tabular w-11 shrink-0 text-right text-1">{value}</span>
      )}
    </div>
  )
}

function Height({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const { bottom, picture } = resolveLook({ ...style, y: null }, shape)
  const value = style.y ?? 1 - bottom / picture.height
  return (
    <Row name="Height" value={`${Math.round(value * 100)}%`}>
      <Slider
        label="Height"
        value={Math.max(0.14, Math.min(0.65, value))}
        min={0.14}
        max={0.65}
        step={0.01}
        sayValue={`${Math.round(value * 100)} percent above the lower edge`}
        onChange={(y) => actions.previewStyle({ y })}
        onCommit={(y) => actions.setStyle({ y })}
      />
    </Row>
  )
}
