import type { CaptionStyle } from '#core/caption-style.ts'
import { PropForm } from '../studio/prop-form.tsx'
import { useStyleVersion } from '../studio/use-written-style.ts'
import { sayOf } from '../trpc/client.tsx'
import { useRoom } from './use-room.tsx'

/** What a clip may set of a style that somebody wrote: its own properties. */
export function WrittenOptions({ style }: { style: CaptionStyle }) {
  const { actions, clip } = useRoom()
  const { data, error } = useStyleVersion({ clipId: clip.id }, style.template)
  if (error) return <p className="text-12 text-danger">{sayOf(error)}</p>
  if (!data) return null
  return (
    <PropForm
      fields={data.fields}
      values={style.overrides}
      onPreview={(name, value) =>
        actions.previewStyle({ overrides: { ...style.overrides, [name]: value } })
      }
      onChange={(name, value) => actions.setStyle({ overrides: { [name]: value } })}
    />
  )
}
