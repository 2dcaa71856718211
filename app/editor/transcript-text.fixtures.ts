import { makeTranscript, transcriptWords } from '#core/transcript.ts'
import { readTranscript } from './transcript-text.ts'

/** Words 300 ms long with 100 ms between; `…` is a breath of a second, `|` starts another speaker. */
export function text(line: string) {
  let at = 0
  let speaker = 0
  const heard = line.split(' ').flatMap((token) => {
    if (token === '…') at += 1000
    if (token === '|') speaker++
    if (token === '…' || token === '|') return []
    const word = {
      text: token,
      from: at,
      to: at + 300,
      confidence: null,
      timing: 'native' as const,
    }
    at += 400
    return [{ from: word.from, to: word.to, speaker: `S${speaker}`, words: [word] }]
  })
  const transcript = makeTranscript('en', heard)
  return readTranscript(transcriptWords(transcript), transcript.speakers)
}
