import { z } from 'zod'
import { plainSound, Sound } from '#core/sound.ts'
import { type ClipDoc, edit, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { readFields } from './flat-rows.ts'
import { readGroup } from './style-keys.ts'

const { speakers, ...fields } = Sound.shape
const { keyType: Speaker, valueType: Gain } = speakers

export type SoundChange = Partial<Omit<Sound, 'speakers'>> & {
  /** By index of the speaker; null: as loud as the others. */
  speakers?: Record<string, number | null>
}

/** Changes the named properties of the sound. Returns whether anything changed. */
export function setSound(doc: ClipDoc, change: SoundChange, origin: EditOrigin): boolean {
  const { speakers: gains = {}, ...rest } = change
  const plain = z.object(fields).partial().parse(rest)
  return edit(doc, origin, (write) => {
    for (const [name, value] of Object.entries(plain)) {
      // Null is "nobody has said"; no target is something that somebody says.
      if (value !== undefined) write('sound', name, value ?? 0)
    }
    for (const [speaker, gain] of Object.entries(gains)) {
      write('sound', `sp/${Speaker.parse(speaker)}`, gain === null ? null : Gain.parse(gain))
    }
  })
}

export function readSound(doc: ClipDoc): Sound {
  const map = yDoc(doc).getMap('sound')
  const read = readFields<Omit<Sound, 'speakers'>>(fields, plainSound(), (name) => map.get(name))
  return {
    ...(read ?? plainSound()),
    ...(map.get('target') === 0 ? { target: null } : {}),
    speakers: readGroup(map, 'sp', Speaker, Gain),
  }
}
