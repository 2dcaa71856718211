import { ChevronDown, ChevronUp } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { useMemo, useState } from 'react'
import { captionLooks } from '#core/caption-looks.ts'
import { StyleName } from '#core/caption-style.ts'
import { StyleSample, samplePart } from './style-sample.tsx'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { useStyleTitle } from './use-style-title.ts'
import { WrittenPicker } from './written-picker.tsx'

/** How many are shown before somebody asks for all. */
const FEW = 6

/** The caption styles, each drawn with the clip's own words by what draws the export. */
export function StylePicker() {
  const { actions } = useRoom()
  const project = useClip((view) => view.project)
  const canEdit = useCanEdit()
  const preview = useUi((ui) => ui.stylePreview)
  const [all, setAll] = useState(false)
  const sample = useMemo(() => samplePart(project), [project])
  const current = project.style.name
  const { template } = project.style
  const title = useStyleTitle(project.style)
  // The one in use is always among the few.
  const few = StyleName.options.slice(0, FEW)
  const names = all
    ? StyleName.options
    : few.includes(current)
      ? few
      : [current, ...few.slice(0, FEW - 1)]
  const count = StyleName.options.length
  return (
    <section aria-label="Style" className="flex flex-col gap-2">
      <div className="flex items-baseline text-12">
        <b className="truncate font-semibold text-1">{title}</b>
        <span className="ml-1.5 shrink-0 text-3">
          {template ? `Written here, v${template.version}` : captionLooks[current].use}
        </span>
        <button
          type="button"
          aria-expanded={all}
          className="ml-auto flex shrink-0 items-center gap-1 rounded-1 pl-2 font-semibold text-accent-text"
          onClick={() => setAll(!all)}
        >
          {all ? 'Fewer styles' : `All ${count} styles`}
          {all ? <ChevronUp size={12} aria-hidden /> : <ChevronDown size={12} aria-hidden />}
        </button>
      </div>
      <RadioGroup.Root
        aria-label="Caption style"
        value={template ? '' : current}
        onValueChange={(name) => canEdit && actions.chooseStyle(StyleName.parse(name))}
        className="grid grid-cols-3 gap-2"
      >
        {names.map((name) => (
          <RadioGroup.Item
            key={name}
            value={name}
            aria-label={`${captionLooks[name].title}, ${captionLooks[name].use}`}
            className="group text-left"
          >
            <span className="block overflow-hidden rounded-3 bg-[#3b4558] group-data-[state=checked]:shadow-[0_0_0_2px_var(--panel),0_0_0_4px_var(--mark)]">
              <StyleSample
                name={name}
                sample={sample}
                style={name === current ? { ...project.style, ...preview } : undefined}
              />
            </span>
            <span className="mt-1.5 block text-center font-medium text-12 text-2 group-data-[state=checked]:text-1">
              {captionLooks[name].title}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <WrittenPicker />
    </section>
  )
}
