import { useState } from 'react'
import type { OverlayOf } from '#core/overlay.ts'
import { musicOf } from '#core/sound-mix.ts'
import { ms } from '#core/time.ts'
import { Segmented } from '../components/segmented.tsx'
import { Switch } from '../components/switch.tsx'
import { AssetPicker, AssetRow } from './asset-picker.tsx'
import { DuckingCurve } from './ducking-curve.tsx'
import { LoudnessMeter, OnTarget, useLoudness } from './loudness-meter.tsx'
import { NumberRow, sayDb, saySeconds } from './overlay-field.tsx'
import { StyleRow } from './style-row.tsx'
import { Section, TabBody } from './tab-body.tsx'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useUi } from './use-room.tsx'

/** How loud the clip is, its voices, the music under them, and how it begins and ends. */
export function AudioTab() {
  const parts = useParts()
  const saved = useClip((view) => view.project)
  const preview = useUi((ui) => ui.preview)
  const canEdit = useCanEdit()
  const project = preview ? preview(saved) : saved
  const { sound } = project
  const speakers = project.speakers ?? []
  const [choosing, setChoosing] = useState(false)
  const music = musicOf(project)
  const levels = useLoudness(saved)
  if (!canEdit)
    return (
      <TabBody>
        <p className="text-13 text-2">
          {sound.target === null ? 'As loud as it was recorded' : `${sayLufs(sound.target)}`}
          {music ? ', with music.' : ', without music.'}
        </p>
      </TabBody>
    )
  const gain = (name: string, label: string, value: number, set: (db: number) => object) => (
    <NumberRow
      key={label}
      {...{ name, label, value }}
      min={-30}
      max={12}
      step={1}
      say={sayDb}
      onPreview={(db) => parts.previewSound(set(db))}
      onChange={(db) => parts.setSound(set(db))}
    />
  )
  const fade = (key: 'fadeIn' | 'fadeOut', name: string) => (
    <NumberRow
      name={name}
      label={`Fade ${name.toLowerCase()}`}
      value={sound[key]}
      min={0}
      max={10_000}
      step={100}
      say={saySeconds}
      onPreview={(length) => parts.previewSound({ [key]: ms(length) })}
      onChange={(length) => parts.setSound({ [key]: ms(length) })}
    />
  )
  return (
    <TabBody>
      <Section name="Loudness" hint={<OnTarget levels={levels} target={sound.target} />}>
        <LoudnessMeter levels={levels} target={sound.target} />
        <StyleRow name="Aim for">
          <Segmented
            label="Loudness to aim for, LUFS"
            value={sound.target === null ? 'off' : String(sound.target)}
            options={[
              { value: '-14', name: '−14' },
              { value: '-16', name: '−16' },
              { value: '-23', name: '−23' },
              { value: 'off', name: 'Off' },
            ]}
            onChange={(value) =>
              parts.setSound({
                target: value === 'off' ? null : (Number(value) as -14 | -16 | -23),
              })
            }
          />
        </StyleRow>
        <p className="text-12 text-3">
          {sound.target === null
            ? 'The file stays as loud as the mix is.'
            : `The file is brought to ${sayLufs(sound.target)}, peaks under −1 dB. The preview is not.`}
        </p>
      </Section>
      <Section name="Voice">
        <StyleRow name="Noise">
          <Segmented
            label="Noise"
            value={sound.noise}
            options={[
              { value: 'keep', name: 'Keep' },
              { value: 'softer', name: 'Softer' },
              { value: 'clean', name: 'Clean' },
            ]}
            onChange={(noise) => parts.setSound({ noise })}
          />
        </StyleRow>
        {sound.noise !== 'keep' && (
          <p className="text-12 text-3">Noise is taken out in the export, not in the preview.</p>
        )}
        {gain('All voices', 'Loudness of all voices', sound.voice, (voice) => ({ voice }))}
        {speakers.length > 1 &&
          speakers.map((name, i) =>
            gain(name, `Loudness of ${name}`, sound.speakers[i] ?? 0, (db) => ({
              speakers: { ...sound.speakers, [i]: db },
            })),
          )}
      </Section>
      <Section
        name="Music"
        on={music !== null}
        onToggle={(on) => {
          if (on) setChoosing(true)
          else if (music) parts.removeOverlay(music)
        }}
      >
        {music && <MusicFields music={music} />}
        {choosing && (
          <AssetPicker
            kind="sound"
            onClose={() => setChoosing(false)}
            onChoose={(asset) => parts.add('music', { asset })}
          />
        )}
      </Section>
      {music && <DuckingFields music={music} />}
      <Section name="Fades" hint="cuts have 10 ms by themselves">
        {fade('fadeIn', 'In')}
        {fade('fadeOut', 'Out')}
      </Section>
    </TabBody>
  )
}

const sayLufs = (target: number) => `−${Math.abs(target)} LUFS`

type Music = OverlayOf<'music'>

function useMusic(music: Music) {
  const parts = useParts()
  return {
    set: (change: Partial<Omit<Music, 'id' | 'kind'>>) =>
      parts.changeOverlay(music.id, 'music', change),
    number: (
      key: 'gain' | 'startAt' | 'duckBy' | 'duckDown' | 'duckUp' | 'fadeIn' | 'fadeOut',
    ) => ({
      value: music[key] as number,
      onPreview: (value: number) => parts.previewOverlay(music.id, { [key]: value }),
      onChange: (value: number) => parts.changeOverlay(music.id, 'music', { [key]: value }),
    }),
  }
}

function MusicFields({ music }: { music: Music }) {
  const { set, number } = useMusic(music)
  return (
    <>
      <AssetRow kind="sound" id={music.asset} onChoose={(asset) => set({ asset })} />
      <NumberRow
        name="Volume"
        label="Volume of the music"
        {...number('gain')}
        min={-40}
        max={6}
        step={1}
        say={sayDb}
      />
      <NumberRow
        name="Starts at"
        label="Where in the music it starts"
        {...number('startAt')}
        min={0}
        max={Math.max(120_000, music.startAt)}
        step={100}
        say={saySeconds}
      />
      <StyleRow name="Again and again">
        <Switch
          label="Play the music again and again"
          checked={music.loop}
          onChange={(loop) => set({ loop })}
        />
      </StyleRow>
      <NumberRow
        name="Fade in"
        label="Fade in of the music"
        {...number('fadeIn')}
        min={0}
        max={10_000}
        step={100}
        say={saySeconds}
      />
      <NumberRow
        name="Fade out"
        label="Fade out of the music"
        {...number('fadeOut')}
        min={0}
        max={10_000}
        step={100}
        say={saySeconds}
      />
    </>
  )
}

function DuckingFields({ music }: { music: Music }) {
  const { set, number } = useMusic(music)
  return (
    <Section name="Under the voice" on={music.duck} onToggle={(duck) => set({ duck })}>
      {music.duck && (
        <>
          <DuckingCurve className="h-16 rounded-3 bg-bg" />
          <NumberRow
            name="Lower by"
            label="Lower the music under the voice by"
            {...number('duckBy')}
            min={0}
            max={40}
            step={1}
            say={(db) => `${db} dB`}
          />
          <NumberRow
            name="Down in"
            label="How fast the music goes down"
            {...number('duckDown')}
            min={0}
            max={2000}
            step={50}
            say={(length) => `${(length / 1000).toFixed(2)} s`}
          />
          <NumberRow
            name="Up in"
            label="How fast the music comes up"
            {...number('duckUp')}
            min={0}
            max={3000}
            step={50}
            say={(length) => `${(length / 1000).toFixed(2)} s`}
          />
        </>
      )}
    </Section>
  )
}
