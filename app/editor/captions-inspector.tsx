import { RotateCcw } from 'lucide-react'
import { type CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { Button } from '../components/button.tsx'
import { Switch } from '../components/switch.tsx'
import { CaptionChecks } from './caption-checks.tsx'
import { EmphasisedWords } from './emphasised-words.tsx'
import { StyleOptions } from './style-options.tsx'
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
        {canEdit && style.enabled && <StyleOptions style={style} />}
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
