import type { ClipProject } from './clip-project.ts'
import { clipLength, cutList, heardWords } from './cut-list.ts'
import type { AssetId } from './ids.ts'
import type { Overlay, OverlayOf } from './overlay.ts'

/**
 * Loudness over the clip's time: `gain` is a factor of the amplitude, `at` ms. Straight between two
 * points, held before the first and after the last; empty: 1.
 */
export type Envelope = { at: number; gain: number }[]

/** Several envelopes, one upon another. */
export type Gain = Envelope[]

/** How a clip's voice and music go together. The preview plays it and the export writes it. */
export type SoundMix = {
  voice: Gain
  /** `startAt`: where in the music it begins, ms; looped, it begins there again. */
  music: { asset: AssetId; startAt: number; loop: boolean; gain: Gain } | null
}

/** Between two speakers who are not equally loud, ms. */
const TURN = 20

export const musicOf = ({ overlays }: Pick<ClipProject, 'overlays'>): OverlayOf<'music'> | null =>
  overlays.find((overlay: Overlay) => overlay.kind === 'music') ?? null

export function soundMix(project: ClipProject): SoundMix {
  const length = clipLength(cutList(project))
  const { fadeIn, fadeOut } = project.sound
  const whole = fades(fadeIn, fadeOut, length)
  const music = musicOf(project)
  return {
    voice: gainOf(voices(project), whole),
    music: music && {
      ...{ asset: music.asset, startAt: music.startAt, loop: music.loop },
      gain: gainOf(
        [{ at: 0, gain: factorOf(music.gain) }],
        music.duck ? ducked(project, music) : [],
        fades(music.fadeIn, music.fadeOut, length),
        whole,
      ),
    },
  }
}

const gainOf = (...envelopes: Envelope[]): Gain =>
  envelopes.filter((envelope) => envelope.some(({ gain }) => gain !== 1))

/** From dB to a factor of the amplitude. */
export const factorOf = (db: number): number => 10 ** (db / 20)

/** Whether the sound of the source is heard as it is, and nothing beside it. */
export const isPlainMix = ({ voice, music }: SoundMix): boolean =>
  voice.length === 0 && music === null

/** The factor at a time of the clip, ms. */
export const gainAt = (gain: Gain, at: number): number =>
  gain.reduce((product, envelope) => product * valueAt(envelope, at), 1)

/** The most a gain ever comes to; more than 1 makes louder. */
export const mostOf = (gain: Gain): number =>
  gain.reduce((most, envelope) => most * Math.max(...envelope.map((point) => point.gain)), 1)

function valueAt(envelope: Envelope, at: number): number {
  const [first] = envelope
  if (!first) return 1
  if (at <= first.at) return first.gain
  let [low, high] = [0, envelope.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((envelope[middle]?.at ?? 0) <= at) low = middle
    else high = middle - 1
  }
  const [a, b] = [envelope[low] ?? first, envelope[low + 1]]
  if (!b) return a.gain
  return a.gain + ((b.gain - a.gain) * (at - a.at)) / (b.at - a.at)
}

/** Everybody as loud as they were made; it changes just before the next one begins. */
function voices(project: ClipProject): Envelope {
  const { voice, speakers } = project.sound
  const own = (speaker: number | null) =>
    factorOf(voice + (speaker === null ? 0 : (speakers[speaker] ?? 0)))
  // Asked for anew after every edit: words are gone through only where they can make a difference.
  if (Object.keys(speakers).length === 0) return [{ at: 0, gain: own(null) }]
  const envelope: Envelope = []
  for (const { from, speaker } of heardWords(project)) {
    const gain = own(speaker)
    const last = envelope.at(-1)
    if (last?.gain === gain) continue
    if (last) envelope.push({ at: Math.max(last.at, from - TURN), gain: last.gain })
    envelope.push({ at: from, gain })
  }
  return envelope.length > 0 ? envelope : [{ at: 0, gain: own(null) }]
}

/** Where together they are longer than the clip, each gives way by as much. */
function fades(fadeIn: number, fadeOut: number, length: number): Envelope {
  const share = Math.min(1, length / Math.max(1, fadeIn + fadeOut))
  const [up, down] = [fadeIn * share, length - fadeOut * share]
  return [
    ...(fadeIn > 0
      ? [
          { at: 0, gain: 0 },
          { at: up, gain: 1 },
        ]
      : [{ at: 0, gain: 1 }]),
    ...(fadeOut > 0
      ? [
          { at: down, gain: 1 },
          { at: length, gain: 0 },
        ]
      : []),
  ]
}

/** Down before somebody speaks, up after; a pause too short for both stays down. */
function ducked(project: ClipProject, music: OverlayOf<'music'>): Envelope {
  const { duckDown, duckUp } = music
  const low = factorOf(-music.duckBy)
  const spoken: { from: number; to: number }[] = []
  for (const { from, to } of heardWords(project)) {
    const last = spoken.at(-1)
    if (last && from - last.to < duckDown + duckUp) last.to = Math.max(last.to, to)
    else spoken.push({ from, to })
  }
  return spoken.flatMap(({ from, to }) => [
    { at: from - duckDown, gain: 1 },
    { at: from, gain: low },
    { at: to, gain: low },
    { at: to + duckUp, gain: 1 },
  ])
}
