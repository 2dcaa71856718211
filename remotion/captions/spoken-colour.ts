import type { LaidWord } from '../caption-layout.ts'
import { speakerColour } from '../resolve-look.ts'
import type { CaptionPageProps } from './caption-page-props.ts'

type Spoken = Pick<CaptionPageProps, 'state' | 'look'>

/** Words still to come, said now, and said; an emphasised one keeps its colour from its turn on. */
export function spokenColour(word: LaidWord, { state, look }: Spoken): string {
  const { colours } = look
  if (word.emphasised && word.index <= state.active) return colours.emphasis
  if (word.index === state.active) return colours.active
  return word.index > state.active ? future(word, look) : baseOf(word, look)
}

/** Words in the colour of whoever says them, where a clip asks for that. */
export function baseOf(word: LaidWord, look: CaptionPageProps['look']): string {
  return word.speaker === null || !look.bySpeaker
    ? look.colours.base
    : speakerColour(word.speaker, look.speakers)
}

const future = (word: LaidWord, look: CaptionPageProps['look']) =>
  look.bySpeaker ? baseOf(word, look) : look.colours.future
