import { Html5Audio, Sequence } from 'remotion'
import { type Cut, sourceFrame } from '#core/cut-list.ts'
import { type Gain, gainAt, mostOf, type SoundMix } from '#core/sound-mix.ts'
import { FPS, toFrame } from '#core/time.ts'
import { usePatience } from './use-patience.ts'

/**
 * What makes a player as loud as the mix says while it plays from a frame of the clip on; before and
 * after `heard`, in its own frames, it is silent. An element by itself cannot be louder than its file.
 */
export const loudness = (gain: Gain, start: number, heard?: { from: number; to: number }) =>
  gain.length === 0 && !heard
    ? {}
    : {
        volume: (frame: number) =>
          heard && (frame < heard.from || frame >= heard.to)
            ? 0
            : gainAt(gain, ((start + frame) * 1000) / FPS),
        useWebAudioApi: mostOf(gain) > 1,
      }

/** The sound of one cut of a source without picture. */
export function CutSound({ cut, src, gain }: { cut: Cut; src: string; gain: Gain }) {
  const [ready, onError] = usePatience()
  return ready ? (
    <Html5Audio
      {...{ src, onError, ...loudness(gain, cut.start) }}
      trimBefore={sourceFrame(cut)}
      pauseWhenBuffering
    />
  ) : null
}

/** The music under the whole clip. */
export function Music({ music, src }: { music: NonNullable<SoundMix['music']>; src: string }) {
  const [ready, onError] = usePatience()
  return (
    <Sequence>
      {ready && (
        <Html5Audio
          {...{ src, onError, ...loudness(music.gain, 0) }}
          trimBefore={toFrame(music.startAt)}
          loop={music.loop}
          // Its gain is the clip's, however often it begins anew.
          loopVolumeCurveBehavior="extend"
          pauseWhenBuffering
        />
      )}
    </Sequence>
  )
}
