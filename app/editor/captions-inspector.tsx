import type { CaptionStyle } from '#core/caption-style.ts'
import { Switch } from '../components/switch.tsx'
import { CaptionChecks } from './caption-checks.tsx'
import { CaptionOptions } from './caption-options.tsx'
import { EmphasisedWords } from './emphasised-words.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { useStyleTitle } from './use-style-title.ts'

/** What is written and where. Only what the export draws too. */
export function CaptionsInspector() {
  const { actions } = useRoom()
  const saved = useClip((view) => view.project.style)
  const preview = useUi((ui) => ui.stylePreview)
  const canEdit = useCanEdit()
  const style: CaptionStyle = { ...saved, ...preview }
  const title = useStyleTitle(style)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center border-line border-b px-3.5">
        <h2 className="font-semibold text-13 text-1">Captions</h2>
        <span className="ml-auto flex items-center gap-2 text-12 text-2">
          {!canEdit && <span>{title},</span>}
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
        {canEdit && style.enabled && <CaptionOptions style={style} />}
        {style.enabled && <EmphasisedWords />}
        {style.enabled && <CaptionChecks style={style} />}
      </div>
    </div>
  )
}
