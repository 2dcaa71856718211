import type { HeardSegment } from '#core/transcript.ts'

/** How far a piece is heard beyond each of its cuts, ms: room for the same words on both sides. */
export const OVERLAP_MS = 2500

/** Two hearings differ by less than this on where one word lies, ms: where words have times of their own… */
export const NATIVE_MS = 700
/** …and where they share the times of a whole turn. */
export const SHARED_MS = 1600

/** What was heard of one piece, its overlaps included. Times count from the start of the track, ms. */
export type HeardPiece = { from: number; to: number; segments: HeardSegment[] }

/**
 * Joins pieces that overlap at their cuts (`from` and `to` without the overlap), losing and doubling
 * no word: where both sides heard the same words, the join lies behind the shared word nearest the cut;
 * where they did not, each side keeps what lies on its own side of the cut.
 */
export function stitch(pieces: HeardPiece[], samePlaceMs = NATIVE_MS): HeardSegment[] {
  const [first, ...rest] = pieces
  let joined = first?.segments ?? []
  for (const piece of rest) {
    joined = join(joined, piece.segments, piece.from, samePlaceMs)
  }
  return joined
}

function join(
  left: HeardSegment[],
  right: HeardSegment[],
  cut: number,
  samePlaceMs: number,
): HeardSegment[] {
  const before = near(left, cut)
  const after = near(right, cut)
  const far = ([a, b]: [Near, Near]) => Math.abs((a.middle + b.middle) / 2 - cut)
  const [seam] = sharedWords(before, after, samePlaceMs).sort((a, b) => far(a) - far(b))
  const [keepTo, goOnFrom] = seam
    ? [
        { segment: seam[0].segment, word: seam[0].word + 1 },
        { segment: seam[1].segment, word: seam[1].word + 1 },
      ]
    : [placeOf(left, cut), placeOf(right, cut)]
  const head = left.slice(0, keepTo.segment + 1).flatMap((segment, i) => {
    if (i < keepTo.segment) return [segment]
    return withWords(segment, segment.words.slice(0, keepTo.word))
  })
  const tail = right.slice(goOnFrom.segment).flatMap((segment, i) => {
    if (i > 0) return [segment]
    return withWords(segment, segment.words.slice(goOnFrom.word))
  })
  const [last, next] = [head.at(-1), tail[0]]
  // One sentence that both sides heard a part of stays one.
  const isOne =
    seam !== undefined &&
    last !== undefined &&
    next !== undefined &&
    keepTo.segment === head.length - 1 &&
    goOnFrom.word > 0 &&
    goOnFrom.word < (right[goOnFrom.segment]?.words.length ?? 0) &&
    last.speaker === next.speaker
  if (!isOne) return [...head, ...tail]
  const whole = { ...last, to: next.to, words: [...last.words, ...next.words] }
  return [...head.slice(0, -1), whole, ...tail.slice(1)]
}

type Place = { segment: number; word: number }
type Near = Place & { text: string; middle: number }

const middleOf = ({ from, to }: { from: number; to: number }) => (from + to) / 2

/** Words in the stretch that both sides heard. */
function near(segments: HeardSegment[], cut: number): Near[] {
  const found: Near[] = []
  for (const [segment, { from, to, words }] of segments.entries()) {
    if (to < cut - OVERLAP_MS || from > cut + OVERLAP_MS) continue
    for (const [word, heard] of words.entries()) {
      const middle = middleOf(heard)
      if (Math.abs(middle - cut) > OVERLAP_MS) continue
      const text = bare(heard.text)
      if (text !== '') found.push({ segment, word, text, middle })
    }
  }
  return found
}

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * The longest run of words, not necessarily adjacent, that both sides have in the same order and at
 * about the same time (longest common subsequence).
 */
function sharedWords(left: Near[], right: Near[], samePlaceMs: number): [Near, Near][] {
  const apart = (a: Near, b: Near) => Math.abs(a.middle - b.middle)
  const isSame = (a: Near, b: Near) => a.text === b.text && apart(a, b) <= samePlaceMs
  // Many words said twice: among runs of one length the one whose times agree best is the true one.
  const worth = (a: Near, b: Near) => 1 - apart(a, b) / (samePlaceMs * 100)
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1))
  const at = (i: number, j: number) => best[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const [a, b] = [left[i] as Near, right[j] as Near]
      const skip = Math.max(at(i + 1, j), at(i, j + 1))
      const take = isSame(a, b) ? worth(a, b) + at(i + 1, j + 1) : 0
      ;(best[i] as Float64Array)[j] = Math.max(skip, take)
    }
  }
  const shared: [Near, Near][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [a, b] = [left[i] as Near, right[j] as Near]
    if (isSame(a, b) && at(i, j) === worth(a, b) + at(i + 1, j + 1)) {
      shared.push([a, b])
      i++
      j++
    } else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
  return shared
}

/** The first word that lies behind the cut. */
function placeOf(segments: HeardSegment[], cut: number): Place {
  for (const [segment, { words }] of segments.entries()) {
    const word = words.findIndex((heard) => middleOf(heard) >= cut)
    if (word >= 0) return { segment, word }
  }
  return { segment: segments.length, word: 0 }
}

function withWords(segment: HeardSegment, words: HeardSegment['words']): HeardSegment[] {
  const [first, last] = [words[0], words.at(-1)]
  return first && last ? [{ ...segment, from: first.from, to: last.to, words }] : []
}
