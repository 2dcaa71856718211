import { plainStyle, type StyleName } from '#core/caption-style.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'

/** What captions must be able to write. A `*` is before an emphasised word. */
export const fidelityTexts = {
  Latin: 'So here *is the thing nobody told',
  Arabic: 'هذا أهم *شيء تعلمته في اليوم',
  Hebrew: 'זה הדבר *הכי חשוב שלמדתי היום',
  Hindi: 'यह सबसे *ज़रूरी बात है आज',
  Japanese: 'これ が *一番 大切な こと です',
  Emoji: 'we hit *1,000,000 🎉 users 🔥',
  'Long word': 'die *Unabhängigkeitserklärungsfeier gestern',
  Empty: '…',
} as const
export type FidelityText = keyof typeof fidelityTexts
export const textNames = Object.keys(fidelityTexts) as FidelityText[]

/** Frames each text is looked at: as its first page comes in, and with some words said. */
export const lookedAt = [1, 17]
/** Frames of one text. */
export const CELL_FRAMES = 32

/** Quick speech: six words in a second. */
const WORD_MS = 150

/** One text in one style, as a clip of about a second. */
export function fidelityClip(name: StyleName, text: FidelityText): ClipProject {
  const clip = clipOf(fidelityTexts[text])
  return {
    ...clip,
    pieces: [{ id: 't1.h', take: 't1', from: ms(0), to: ms((CELL_FRAMES * 1000) / 30) }],
    words: clip.words.map((word, i) => ({
      ...word,
      from: ms(i * WORD_MS),
      to: ms((i + 1) * WORD_MS - 10),
    })),
    style: plainStyle(name),
    speakers: ['Mara'],
    second: [{ from: ms(0), to: ms(5000), text: 'Esto lo cambia todo' }],
  }
}
