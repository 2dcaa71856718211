import { RotateCcw } from 'lucide-react'
import { type CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { Button } from '../components/button.tsx'
import { StyleOptions } from './style-options.tsx'
import { StylePicker } from './style-picker.tsx'
import { styleTitles } from './style-titles.ts'
import { TabBody } from './tab-body.tsx'
import { TemplateSection } from './template-section.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { WrittenOptions } from './written-options.tsx'

/** Which style the captions have, and what this clip changes about it. */
export function StyleTab() {
  const { actions } = useRoom()
  const saved = useClip((view) => view.project.style)
  const preview = useUi((ui) => ui.stylePreview)
  const canEdit = useCanEdit()
  const style: CaptionStyle = { ...saved, ...preview }
  const own =
    JSON.stringify(saved) === JSON.stringify({ ...plainStyle(saved.name), enabled: saved.enabled })
  if (!canEdit)
    return (
      <TabBody>
        <p className="text-13 text-2">The captions look like {styleTitles[style.name]}.</p>
      </TabBody>
    )
  return (
    <TabBody
      foot={
        <Button
          className="w-full"
          icon={<RotateCcw size={14} aria-hidden />}
          disabled={own}
          onClick={() => actions.setStyle({ ...plainStyle(saved.name), enabled: saved.enabled })}
        >
          Back to the style’s own look
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <TemplateSection />
        <StylePicker />
        {style.enabled ? (
          style.template ? (
            <WrittenOptions style={style} />
          ) : (
            <StyleOptions style={style} />
          )
        ) : (
          <p className="text-12 text-3">Captions are off in this clip.</p>
        )}
      </div>
    </TabBody>
  )
}
