import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import { captionLooks } from '#core/caption-looks.ts'
import { EntryName, ExitName } from '#core/caption-motion.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import { alphaOf, opaque, withAlpha } from '#core/colour.ts'
import { sayCount } from '#core/say-count.ts'
import { chosenMotions, resolveLook } from '#remotion/resolve-look.ts'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { CaptionPlace } from './caption-place.tsx'
import { ColourField } from './colour-field.tsx'
import { LockedNote } from './locked-note.tsx'
import { NumberRow, sayPercent } from './overlay-field.tsx'
import { OwnOptions } from './own-options.tsx'
import { SpeakerColours } from './speaker-colours.tsx'
import { StyleChoice, StyleRow } from './style-row.tsx'
import { useClip, useLock, useRoom } from './use-room.tsx'

const entryNames: Record<EntryName, string> = {
  cut: 'None',
  fade: 'Fade',
  pop: 'Pop',
  rise: 'Rise',
  drop: 'Drop',
  wipe: 'Wipe',
  glitch: 'Glitch',
  flicker: 'Flicker',
  flip: 'Flip',
  slam: 'Slam',
}
const exitNames: Record<ExitName, string> = {
  cut: 'At once',
  fade: 'Fade',
  'slow-fade': 'Slow fade',
}

/** What a clip may change about its style. Each is one edit of its own. */
export function StyleOptions({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const look = captionLooks[style.name]
  const resolved = resolveLook(style, shape)
  const coloursLocked = useLock('colours') !== null
  const fontLocked = useLock('font') !== null
  return (
    <div className="flex flex-col gap-1">
      {coloursLocked ? (
        <LockedNote field="colours" what="The brand’s colours" />
      ) : (
        <>
          <ColourField
            name="Words"
            value={style.base}
            own={look.colours.base}
            leastAlpha={0.5}
            onChange={(base) => actions.previewStyle({ base })}
            onCommit={(base) => actions.setStyle({ base })}
          />
          <ColourField
            name="Word being said"
            value={style.active}
            own={look.colours.active}
            leastAlpha={0.5}
            onChange={(active) => actions.previewStyle({ active })}
            onCommit={(active) => actions.setStyle({ active })}
          />
          <ColourField
            name="Emphasis"
            value={style.emphasis}
            own={look.colours.emphasis}
            leastAlpha={0.5}
            onChange={(emphasis) => actions.previewStyle({ emphasis })}
            onCommit={(emphasis) => actions.setStyle({ emphasis })}
          />
          <ColourField
            name={resolved.box ? 'Box' : 'Outline'}
            value={style.guard}
            own={look.colours.guard}
            onChange={(guard) => actions.previewStyle({ guard })}
            onCommit={(guard) => actions.setStyle({ guard })}
          />
        </>
      )}
      {!coloursLocked && (
        <GuardOpacity
          name={resolved.box ? 'Box covers' : 'Outline covers'}
          style={style}
          guard={resolved.colours.guard}
        />
      )}
      {style.guard !== null && opaque(resolved.colours.guard) !== opaque(style.guard) && (
        <p role="status" className="text-12 text-2">
          Words in this colour would be hard to read there, so it was made{' '}
          {resolved.colours.guard === '#ffffff' ? 'white' : 'dark'}.
        </p>
      )}
      <OwnOptions style={style} own={resolved.own} />
      <More name="Type and box">
        {fontLocked ? (
          <LockedNote field="font" what="The brand’s font" />
        ) : (
          <StyleChoice
            name="Font"
            value={CaptionFont.safeParse(style.font).data ?? null}
            own={captionFonts[look.font].title}
            options={CaptionFont.options.map((value) => ({
              value,
              name: captionFonts[value].title,
            }))}
            onChange={(font) => actions.setStyle({ font })}
          />
        )}
        <StyleChoice
          name="Background"
          value={style.background}
          own={look.box === null ? 'none' : look.box.around === 'page' ? 'one box' : 'line by line'}
          options={[
            { value: 'none', name: 'None' },
            { value: 'line', name: 'Line by line' },
            { value: 'page', name: 'One box' },
          ]}
          onChange={(background) => actions.setStyle({ background })}
        />
        <CaptionPlace style={style} />
        {(look.box === null || resolved.box === null) && (
          <NumberRow
            name="Outline"
            value={resolved.outline}
            // A style that lost its box keeps its words readable by their outline.
            min={look.box === null ? 0 : 0.06}
            max={0.14}
            step={0.005}
            say={(share) => `${Math.round(share * 1000) / 10}%`}
            onPreview={(outline) => actions.previewStyle({ outline })}
            onChange={(outline) => actions.setStyle({ outline })}
          />
        )}
        <StyleRow name="Emphasis">
          <Switch
            label="Emphasis"
            checked={style.emphasised}
            onChange={(emphasised) => actions.setStyle({ emphasised })}
          />
        </StyleRow>
        {style.emphasised && <ChosenBy style={style} />}
        <StyleRow name="Bigger by" value={`${Math.round((resolved.emphasisSize - 1) * 100)}%`}>
          <Slider
            label="Emphasised words bigger by"
            value={resolved.emphasisSize}
            min={1}
            max={1.5}
            step={0.02}
            sayValue={`${Math.round((resolved.emphasisSize - 1) * 100)} percent`}
            onChange={(emphasisScale) => actions.previewStyle({ emphasisScale })}
            onCommit={(emphasisScale) => actions.setStyle({ emphasisScale })}
          />
        </StyleRow>
      </More>
      <More name="Animation">
        <StyleChoice
          name="Comes in"
          value={EntryName.safeParse(style.entry).data ?? null}
          own={entryNames[look.entry].toLowerCase()}
          options={EntryName.options.map((value) => ({ value, name: entryNames[value] }))}
          onChange={(entry) => actions.setStyle({ entry })}
        />
        <StyleChoice
          name="Goes out"
          value={style.exit}
          own={exitNames[look.exit].toLowerCase()}
          options={ExitName.options.map((value) => ({ value, name: exitNames[value] }))}
          onChange={(exit) => actions.setStyle({ exit })}
        />
        <StyleChoice
          name="Word being said"
          value={chosenMotions.find((motion) => motion === style.word) ?? null}
          own={look.word}
          options={[
            { value: 'cut', name: 'Changes colour' },
            { value: 'pop', name: 'Pops' },
            { value: 'hop', name: 'Hops' },
          ]}
          onChange={(word) => actions.setStyle({ word })}
        />
        <StyleRow name="Slower" value={`${resolved.pace}×`}>
          <Slider
            label="How many times slower it comes in"
            value={resolved.pace}
            min={1}
            max={4}
            step={1}
            sayValue={`${resolved.pace} times`}
            onChange={(pace) => actions.previewStyle({ speed: 1 / pace })}
            onCommit={(pace) => actions.setStyle({ speed: pace === 1 ? null : 1 / pace })}
          />
        </StyleRow>
        <StyleRow name="Motion">
          <Segmented
            label="Motion"
            value={resolved.motion}
            options={[
              { value: 'full', name: 'Full' },
              { value: 'calm', name: 'Calm' },
              { value: 'none', name: 'None' },
            ]}
            onChange={(motion) => actions.setStyle({ motion: motion === 'full' ? null : motion })}
          />
        </StyleRow>
      </More>
      <More name="Speakers and emoji">
        <SpeakerColours style={style} guard={resolved.colours.guard} />
        <StyleRow name="Emoji by itself">
          <Switch
            label="Emoji by itself"
            checked={style.autoEmoji}
            onChange={(autoEmoji) => actions.setStyle({ autoEmoji })}
          />
        </StyleRow>
      </More>
    </div>
  )
}

function More({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="group border-line border-t pt-1">
      <summary className="flex h-8 cursor-pointer list-none items-center font-semibold text-13 text-1 max-md:h-10">
        {name}
        <ChevronDown
          size={14}
          aria-hidden
          className="ml-auto text-3 group-open:rotate-180 motion-safe:transition-transform"
        />
      </summary>
      <div className="flex flex-col gap-1 pb-2">{children}</div>
    </details>
  )
}

/** Who decides which words are emphasised. */
function ChosenBy({ style }: { style: CaptionStyle }) {
  const { actions, video } = useRoom()
  const loud = useClip((view) => view.project.loud.length)
  return (
    <>
      <StyleRow name="Chosen by">
        <Segmented
          label="Emphasis chosen by"
          value={style.emphasisBy}
          options={[
            { value: 'loudness', name: 'Loudness' },
            { value: 'hand', name: 'Hand' },
            { value: 'both', name: 'Both' },
          ]}
          onChange={(emphasisBy) => actions.setStyle({ emphasisBy })}
        />
      </StyleRow>
      {style.emphasisBy !== 'hand' && (
        <p className="text-12 text-3">
          {video.loud === null
            ? 'This video was brought in before Cliproom listened for raised voices. Run its analysis again to have them.'
            : loud === 0
              ? 'Nobody raises their voice in this clip.'
              : `Voices are raised in ${sayCount(loud, 'place')} of this clip.`}
        </p>
      )}
    </>
  )
}

function GuardOpacity({
  name,
  style,
  guard,
}: {
  name: string
  style: CaptionStyle
  guard: string
}) {
  const { actions } = useRoom()
  const cover = (share: number) => withAlpha(style.guard ?? guard, share)
  return (
    <NumberRow
      name={name}
      value={alphaOf(guard)}
      // Less would not keep the words readable over every picture.
      min={0.8}
      max={1}
      step={0.01}
      say={sayPercent}
      onPreview={(share) => actions.previewStyle({ guard: cover(share) })}
      onChange={(share) => actions.setStyle({ guard: cover(share) })}
    />
  )
}
