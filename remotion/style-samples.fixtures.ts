import { plainStyle, type StyleName } from '#core/caption-style.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'

/** What each style is shown with where there is no clip, and over which ground. */
const samples: Record<StyleName, [line: string, ground: string]> = {
  punch: ['Nobody tells you *this part', '#e9edf5'],
  steps: ['Now open *Settings and disable autosave', '#4a6890'],
  slapstick: ['and then he *fell off', '#15161f'],
  boardroom: ['Revenue grew *24% in the second quarter', '#6f9160'],
  atelier: ['Every stitch is *still made by hand', '#b9a283'],
  newsdesk: ['City council *votes *tonight on the new river bridge', '#4a6890'],
  arcade: ['that was *one health left', '#15161f'],
  quote: ['We stopped asking *permission and started shipping', '#6f9160'],
  duo: ['This changes *everything for us', '#b9a283'],
  clear: ['Take only *two tablets after each meal', '#f2efe6'],
  playtime: ['The tiny snail is *super fast', '#15161f'],
  plain: ['I moved here *without knowing anyone', '#6f9160'],
  singalong: ['Hold me *close until the morning', '#b9a283'],
  bigword: ['stop *never Wednesday', '#f2efe6'],
  typewriter: ['The letter arrived on a *Tuesday', '#4a6890'],
  marker: ['Save the *first half now', '#6f9160'],
  neon: ['Open late *every night', '#b9a283'],
  sticker: ['the best *snack ever', '#f2efe6'],
  names: ['I would *never have signed that contract', '#4a6890'],
  reaction: ['my cat *hates Mondays too', '#15161f'],
}

export const sampleGround = (name: StyleName) => samples[name][1]

/** A clip in a style, with a speaker and a second language. */
export function sampleOf(name: StyleName, line = samples[name][0]): ClipProject {
  const clip = clipOf(line)
  return {
    ...clip,
    style: plainStyle(name),
    speakers: ['Mara', 'Jonas'],
    second: [{ from: ms(0), to: ms(60_000), text: 'Esto lo cambia todo para nosotros' }],
  }
}
