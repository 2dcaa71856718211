import { type Transcript, transcriptWords } from '#core/transcript.ts'
import type { Span } from './measures.ts'

/** A cut may be this far from the word it belongs to. */
const NEAR_MS = 150
const MARK = /[.!?…。！？]["'”’»)\]]*$/u

/**
 * Judged apart from what finds the clips: by the marks and speakers around a cut alone, and by a
 * list of words that need what came before them.
 */
const DANGLES =
  /^(?:and|but|or|nor|so|because|then|which|also|plus|thus|hence|therefore|anyway|however|that's (?:why|how|what|when|where)|this is (?:why|how)|he|she|they|them|him|her|his|their|it|its|it's|he's|she's|they're|that|this|those|these|yeah|yes|yep|no|okay|ok|right|exactly|um|uh|like|you know|i mean)\b/i
/** "It takes years to …", "This is a story …", "That moment when …" point forwards. */
const FORWARDS =
  /^(?:it(?:'s| is| was)? (?:takes?|turns out|(?:\w+ )?(?:hard|easy|possible|impossible|important|funny|interesting|crazy|true|not about|worth))|this is (?:a|the) |this (?:year|week|month|morning|episode)\b|that (?:moment|feeling) when|those who|these days|they say|no (?:one|two|amount|matter)\b|so (?:what|how|why|who|when|where|which)\b)/i

export type Edges = { clips: number; starts: number; ends: number; dangling: number }

export function edgesOf(transcript: Transcript, clips: readonly Span[]): Edges {
  const words = transcriptWords(transcript)
  const edges: Edges = { clips: clips.length, starts: 0, ends: 0, dangling: 0 }
  for (const { from, to } of clips) {
    const isStart = words.some((word, i) => {
      const before = words[i - 1]
      if (Math.abs(word.from - from) > NEAR_MS) return false
      return !before || MARK.test(before.text) || before.speaker !== word.speaker
    })
    const isEnd = words.some((word, i) => {
      const next = words[i + 1]
      if (Math.abs(word.to - to) > NEAR_MS) return false
      return MARK.test(word.text) || !next || next.speaker !== word.speaker
    })
    const opening = words
      .filter((word) => word.from >= from - NEAR_MS)
      .slice(0, 6)
      .map(({ text }) => text)
      .join(' ')
      .replace(/’/g, "'")
      .replace(/^["“(]+/, '')
    if (isStart) edges.starts++
    if (isEnd) edges.ends++
    if (DANGLES.test(opening) && !FORWARDS.test(opening)) edges.dangling++
  }
  return edges
}

export const addEdges = (all: readonly Edges[]): Edges =>
  all.reduce(
    (sum, one) => ({
      clips: sum.clips + one.clips,
      starts: sum.starts + one.starts,
      ends: sum.ends + one.ends,
      dangling: sum.dangling + one.dangling,
    }),
    { clips: 0, starts: 0, ends: 0, dangling: 0 },
  )
