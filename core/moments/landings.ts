import type { Debt } from './debts.ts'
import type { Sentence } from './sentences.ts'

/** How well a clip would end on a sentence: −1 it breaks off, 1 it lands. */
export type Landing = { lands: number; because: string | null }

/** Below this an ending is said to hang in the air. */
export const HANGS = -0.25

const REPLY =
  /^(?:yeah|yes|yep|no|right|okay|ok|exactly|sure|mm-?hmm|mhm|uh-huh|correct|true|wow|cool|nice|great|interesting|absolutely|totally|definitely|got it|i see|oh)\b/i
const TAG =
  /(?:,\s*(?:right|you know|okay|no|huh|yeah|isn't it|don't you think)|\byou know what i mean)\?["'”’]?$/i
const CONCLUDES =
  /\b(?:that's (?:why|how|what|it|the (?:whole|real|most|one|only|point|thing|key|secret|trick|sentence|lesson))|that is (?:why|how|what|the (?:whole|real|most|one|only|point|thing|key|secret|trick|sentence|lesson))|in the end|at the end of the day|and that's|which is why|ever|never|forever|every time|the rest is|everything|nothing|anything|all of (?:it|us|them)|for (?:good|life|free))\b/i
const PROMISES =
  /\b(?:let me (?:tell|explain|show|give|start|try)|here's (?:the thing|why|how|what|an example)|for example|for instance|the following|i'll (?:tell|explain|show|give|start)|let's (?:say|start|talk|go|see|take)|imagine|one question|a question|just to (?:show|give|name)|to give you|two (?:things|reasons)|three (?:things|reasons)|there (?:are|is) (?:a couple|two|three|several|a few)|first(?:ly| of all)?,|on the one hand)\b/i

/** How well each sentence would end a clip. */
export function landings(sentences: readonly Sentence[], debts: readonly Debt[]): Landing[] {
  return sentences.map((sentence, i) => landingOf(sentence, sentences[i + 1], debts[i + 1]))
}

function landingOf(
  sentence: Sentence,
  next: Sentence | undefined,
  owed: Debt | undefined,
): Landing {
  const { text, end } = sentence
  const count = text.split(/\s+/).length
  if (!sentence.closes) return { lands: -1, because: 'Stops in the middle of a sentence' }
  if (sentence.leavesQuoteOpen)
    return { lands: -0.5, because: 'Stops in the middle of a quotation' }
  if (end === 'trails') return { lands: -0.6, because: 'Trails off at the end' }
  if (end === 'question' && !TAG.test(text)) {
    const answered = next && (next.speaker !== sentence.speaker || !sentence.endsTurn)
    // The last word may be a question that nobody answers; else the answer is missing.
    return answered || !next
      ? { lands: next ? -0.9 : -0.3, because: 'Ends on a question and leaves out the answer' }
      : { lands: -0.4, because: 'Ends on a question and leaves out the answer' }
  }
  if (count <= 6 && REPLY.test(text)) return { lands: -0.45, because: 'Ends on a bare reply' }
  if (/[,:;]["'”’]?$/.test(text))
    return { lands: -0.5, because: 'Stops in the middle of a sentence' }
  let lands = end === 'stop' ? 0.3 : end === 'question' ? -0.15 : 0.1
  if (PROMISES.test(text)) lands -= 0.6
  if (CONCLUDES.test(text)) lands += 0.25
  if (count >= 3 && count <= 12) lands += 0.15
  if (sentence.endsTurn) lands += 0.3
  const pause = next ? next.from - sentence.to : 2000
  if (pause > 600) lands += Math.min(0.25, pause / 6000)
  // What follows leans on this sentence: the thought goes on.
  if (next && !sentence.endsTurn && owed) lands -= owed.owes * 0.7
  return {
    lands: Math.max(-1, Math.min(1, lands)),
    because: lands < HANGS ? 'Ends before the thought does' : null,
  }
}
