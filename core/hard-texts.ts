import { plainStyle } from './caption-style.ts'
import { type ClipProject, type ClipWord, plainParts } from './clip-project.ts'
import { wordId } from './ids.ts'
import type { Shape } from './shape.ts'
import { ms } from './time.ts'

/** What a caption style has to hold besides plain talk: each is named as people see it. */
export const hardTexts = {
  'Long word': 'Die Donaudampfschifffahrtsgesellschaft fährt heute noch',
  Emoji: 'so good 🔥 👀 honestly I cannot',
  العربية: 'انظر إلى الهادئ أولاً قبل الصاخب',
  日本語: '静かな 人を 先に 見て ください',
  हिन्दी: 'पहले शांत व्यक्ति को देखो',
  'One letter': 'I',
} as const

/** Half a minute of plain talk. */
export const PLAIN_TALK =
  'Not the sickest. The loudest. And looking back everybody in that room kind of knew it. ' +
  'The man who was dying was quiet. He was apologising to the nurse for taking up her time. ' +
  'What happened to him? He lived, because a student nurse, three weeks into the job, said one ' +
  'sentence. Doctor, the quiet one is grey. So now I look at the quiet one first, every time, ' +
  'and I ask the others to say what they see before I say what I think.'

/** A clip in which these words are said, 400 ms each; every fifth is emphasised. */
export function spokenClip(text: string, shape: Shape = '9:16'): ClipProject {
  const words = text.split(/\s+/).map(
    (word, i): ClipWord => ({
      id: wordId(i),
      text: word,
      from: ms(i * 400),
      to: ms(i * 400 + 340),
      speaker: 0,
      cut: false,
      corrected: false,
      emphasised: i % 5 === 4,
      retimed: false,
      emoji: null,
      breakBefore: false,
    }),
  )
  return {
    ...plainParts(shape),
    title: text.slice(0, 60),
    shape,
    pieces: [{ id: 'p', take: 'p', from: ms(0), to: ms(words.length * 400) }],
    words,
    style: plainStyle('plain'),
    issues: [],
  }
}
