import { plainStyle } from './caption-style.ts'
import { type ClipProject, type ClipWord, plainParts } from './clip-project.ts'
import { wordId } from './ids.ts'
import { ms } from './time.ts'

/**
 * A clip of spoken words, 300 ms each with 100 ms between them, from source time 0.
 * `…` is a pause of a second, `-word` is cut, `*word` emphasised, `|` starts the next speaker.
 */
export function clipOf(line: string): ClipProject {
  const words: ClipWord[] = []
  let at = 0
  let speaker = 0
  for (const token of line.split(/\s+/).filter(Boolean)) {
    if (token === '…') {
      at += 1000
      continue
    }
    if (token === '|') {
      speaker++
      continue
    }
    words.push({
      id: wordId(words.length),
      text: token.replace(/^[-*]/, ''),
      from: ms(at),
      to: ms(at + 300),
      speaker,
      cut: token.startsWith('-'),
      corrected: false,
      emphasised: token.startsWith('*'),
      retimed: false,
      emoji: null,
      breakBefore: false,
    })
    at += 400
  }
  return {
    ...plainParts(),
    title: line,
    shape: '9:16',
    pieces: [{ id: 't1.h', take: 't1', from: ms(0), to: ms(Math.max(at, 400)) }],
    words,
    style: plainStyle('punch'),
    issues: [],
  }
}
