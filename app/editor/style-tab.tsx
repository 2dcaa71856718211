import { RotateCcw } from 'lucide-react'
import { type CaptionStyle, ownLook } from '#core/caption-style.ts'
import { Button } from '../components/button.tsx'
import { StyleOptions } from './style-options.tsx'
import { StylePicker } from './style-picker.tsx'
import { TabBody } from './tab-body.tsx'
import { TemplateSection } from './template-section.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { useStyleTitle } from './use-style-title.ts'
import { WrittenOptions } from './written-options.tsx'

/** Which style the captions have, and what this clip changes about it. */
export function StyleTab() {
  const { actions } = useRoom()
  const saved = useClip((view) => view.project.style)
  const preview = useUi((ui) => ui.stylePreview)
  const canEdit = useCanEdit()
  const style: CaptionStyle = { ...saved, ...preview }
  const title = useStyleTitle(style)
  const own = JSON.stringify(saved) === JSON.stringify(ownLook(saved))
  if (!canEdit)
    return (
      <TabBody>
        <p className="text-13 text-2">The captions look like {title}.</p>
      </TabBody>
    )
  return (
    <TabBody
      foot={
        <Button
          className="w-full"
          icon={<RotateCcw size={14} aria-hidden />}
          disabled={own}
          onClick={actions.resetStyle}
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
