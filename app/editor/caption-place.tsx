import { captionLooks } from '#core/caption-looks.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import { sayCount } from '#core/say-count.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { NumberRow, sayPercent } from './overlay-field.tsx'
import { StyleChoice } from './style-row.tsx'
import { useClip, useRoom } from './use-room.tsx'

const alignNames = { start: 'Start', centre: 'Middle', end: 'End' } as const

/** Where across the picture the lines are, how wide they get, and how many there are. */
export function CaptionPlace({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const look = captionLooks[style.name]
  const { align, anchor, picture } = resolveLook(style, shape)
  const centred = align === 'centre'
  return (
    <>
      <StyleChoice
        name="Lines at most"
        value={style.maxLines === null ? null : String(style.maxLines)}
        own={sayCount(look.maxLines, 'line')}
        options={[1, 2, 3].map((lines) => ({ value: `${lines}`, name: sayCount(lines, 'line') }))}
        onChange={(lines) => actions.setStyle({ maxLines: lines === null ? null : Number(lines) })}
      />
      <NumberRow
        name="Width"
        label="Width of the lines"
        value={style.width ?? look.width}
        min={0.5}
        max={0.84}
        step={0.01}
        say={sayPercent}
        onPreview={(width) => actions.previewStyle({ width })}
        onChange={(width) => actions.setStyle({ width })}
      />
      <StyleChoice
        name="Align"
        value={style.align}
        own={alignNames[look.align].toLowerCase()}
        options={(['start', 'centre', 'end'] as const).map((value) => ({
          value,
          name: alignNames[value],
        }))}
        onChange={(align) => actions.setStyle({ align })}
      />
      <NumberRow
        name="Across"
        label={
          centred ? 'Middle of the lines across the picture' : 'Edge of the lines from its side'
        }
        value={anchor / picture.width}
        min={centred ? 0.15 : 0.05}
        // Further on there is no room for a line.
        max={centred ? 0.85 : 0.6}
        step={0.01}
        say={sayPercent}
        onPreview={(x) => actions.previewStyle({ x })}
        onChange={(x) => actions.setStyle({ x })}
      />
    </>
  )
}
