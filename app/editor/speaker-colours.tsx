import { useMemo } from 'react'
import type { CaptionStyle } from '#core/caption-style.ts'
import { contrast, READABLE, readableShade } from '#core/colour.ts'
import { speakerColour } from '#remotion/resolve-look.ts'
import { Switch } from '../components/switch.tsx'
import { ColourField } from './colour-field.tsx'
import { StyleRow } from './style-row.tsx'
import { useClip, useRoom } from './use-room.tsx'

/** Whether everybody who speaks in the clip has a colour, and which. */
export function SpeakerColours({ style, guard }: { style: CaptionStyle; guard: string }) {
  const { actions } = useRoom()
  const names = useClip((view) => view.project.speakers)
  const words = useClip((view) => view.project.words)
  const speaking = useMemo(
    () =>
      [...new Set(words.flatMap(({ cut, speaker }) => (cut || speaker === null ? [] : [speaker])))]
        .sort((a, b) => a - b)
        .map((speaker) => ({
          speaker,
          name: names?.[speaker] ?? `Speaker ${speaker + 1}`,
        })),
    [words, names],
  )
  // The style that tells who is speaking does it by their colours.
  const always = style.name === 'names'
  return (
    <>
      {!always && (
        <StyleRow name="Speaker colours">
          <Switch
            label="Speaker colours"
            checked={style.bySpeaker}
            onChange={(bySpeaker) => actions.setStyle({ bySpeaker })}
          />
        </StyleRow>
      )}
      {(always || style.bySpeaker) &&
        speaking.map(({ speaker, name }) => {
          const own = speakerColour(speaker, {})
          const colour = speakerColour(speaker, style.speakers)
          return (
            <SpeakerColour
              key={speaker}
              {...{ name, own, colour, guard }}
              chosen={style.speakers[speaker] ?? null}
              onPreview={(next) =>
                actions.previewStyle({ speakers: { ...style.speakers, [speaker]: next } })
              }
              onChange={(next) => actions.setStyle({ speakers: { [speaker]: next } })}
            />
          )
        })}
      {(always || style.bySpeaker) && speaking.length === 0 && (
        <p className="text-12 text-3">The transcript does not say who speaks here.</p>
      )}
    </>
  )
}

function SpeakerColour({
  name,
  own,
  colour,
  chosen,
  guard,
  onPreview,
  onChange,
}: {
  name: string
  own: string
  /** What is drawn: the chosen one, or the speaker's own. */
  colour: string
  chosen: string | null
  guard: string
  onPreview(colour: string): void
  onChange(colour: string | null): void
}) {
  const ratio = contrast(colour, guard)
  const readable = ratio >= READABLE
  return (
    <>
      <ColourField
        name={name}
        value={chosen}
        own={own}
        note={
          <span
            className={`tabular shrink-0 text-12 ${readable ? 'text-success' : 'text-warning'}`}
          >
            {ratio.toFixed(1)} to 1
          </span>
        }
        onChange={onPreview}
        onCommit={onChange}
      />
      {!readable && (
        <p className="text-12 text-2">
          Hard to read there.{' '}
          <button
            type="button"
            className="rounded-1 font-semibold text-accent-text"
            onClick={() => onChange(readableShade(guard, colour))}
          >
            Use a shade of {READABLE} to 1
          </button>
        </p>
      )}
    </>
  )
}
