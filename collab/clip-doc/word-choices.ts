import { cleanEmoji, cleanText, WORD_LENGTH } from './clean-text.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import { finite } from './decisions.ts'

/** What is said about one word: left out, emphasised, what it says instead, and when. */
export type WordChoice = {
  x?: boolean
  em?: boolean
  t?: string
  emoji?: string
  /** The page turns before it. */
  br?: boolean
  /** Source ms. */
  s?: number
  e?: number
}

/** The words somebody touched. They are few beside all that are spoken, so they are gone through once. */
export function readWordChoices(doc: ClipDoc): Map<string, WordChoice> {
  const choices = new Map<string, WordChoice>()
  yDoc(doc)
    .getMap('words')
    .forEach((value, key) => {
      const id = wordOfKey(key)
      let choice = choices.get(id)
      if (!choice) {
        choice = {}
        choices.set(id, choice)
      }
      read(choice, key.slice(key.lastIndexOf('/') + 1), value)
    })
  return choices
}

const FIELDS = ['x', 'em', 't', 'emoji', 'br', 's', 'e'] as const satisfies (keyof WordChoice)[]

/** What is said about one word; null: nothing. */
export function readWordChoice(doc: ClipDoc, id: string): WordChoice | null {
  const words = yDoc(doc).getMap('words')
  const choice: WordChoice = {}
  for (const field of FIELDS) read(choice, field, words.get(`${id}/${field}`))
  return Object.keys(choice).length > 0 ? choice : null
}

/** The word that a key of the table is about. */
export const wordOfKey = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf('/')))

function read(choice: WordChoice, field: string, value: unknown): void {
  if (value === undefined) return
  if (field === 'x' || field === 'em' || field === 'br') choice[field] = value === true
  else if (field === 's' || field === 'e') {
    const at = finite(value)
    if (at !== null) choice[field] = at
  } else if (field === 't' && typeof value === 'string') {
    const text = cleanText(value, WORD_LENGTH)
    if (text) choice.t = text
  } else if (field === 'emoji') {
    const emoji = cleanEmoji(value)
    if (emoji) choice.emoji = emoji
  }
}
