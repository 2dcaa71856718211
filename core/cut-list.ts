import type { ClipProject, ClipWord, PauseCut } from './clip-project.ts'
import type { WordId } from './ids.ts'
import { FPS, type Frame, fromFrame, type Ms, ms, toFrame } from './time.ts'

/** Silence kept around a kept word where its neighbour is cut, ms. */
const PAD_AFTER = 80
const PAD_BEFORE = 60

/** A stretch of source that plays without a break, and where it lands in the clip. */
export type Cut = {
  piece: string
  /** Source time, ms; `to` is exclusive. */
  from: Ms
  to: Ms
  /** First frame in the clip, and how many. */
  start: Frame
  frames: number
}

/** What decides which stretches play. */
export type Played = Pick<ClipProject, 'pieces' | 'words'> & Partial<Pick<ClipProject, 'pauses'>>

/**
 * What the clip plays, in order: its pieces minus their cut words and pauses. Every piece and every
 * cut boundary becomes whole frames; the rounding is taken from the running total, so a hundred cuts
 * drift no further than one.
 */
export function cutList(played: Played, fps = FPS): Cut[] {
  const made = madeOf(played, fps)
  made.cuts ??= [...eachCut(played, fps)]
  return made.cuts
}

/**
 * What was last made of a list of words. A project is never changed but made anew, and one edit of it
 * is asked for its cuts by every part of the page.
 */
type Made = Pick<Played, 'pieces' | 'pauses'> & { fps: number; cuts?: Cut[]; heard?: HeardWord[] }
const lastMade = new WeakMap<ClipWord[], Made>()

function madeOf({ pieces, words, pauses }: Played, fps: number): Made {
  const last = lastMade.get(words)
  if (last && last.pieces === pieces && last.pauses === pauses && last.fps === fps) return last
  const made: Made = { pieces, fps, ...(pauses && { pauses }) }
  lastMade.set(words, made)
  return made
}

/** Whether there is anything in the clip's cut list; found out at the first cut there is. */
export const playsAnything = (played: Played): boolean => !eachCut(played, FPS).next().done

function* eachCut({ pieces, words, pauses = [] }: Played, fps: number): Generator<Cut, void> {
  const reach = reachOf(words)
  let played = 0
  let frame = 0
  for (const piece of pieces) {
    for (const span of withoutPauses(keptSpans(piece, words, reach), pauses)) {
      played += span.to - span.from
      const end = toFrame(played, fps)
      if (end > frame) {
        yield {
          piece: piece.id,
          from: ms(span.from),
          to: ms(span.to),
          start: frame as Frame,
          frames: end - frame,
        }
      }
      frame = Math.max(frame, end)
    }
  }
}

type Stretch = { from: number; to: number }

const reaches = new WeakMap<ClipWord[], Float64Array>()

/** How far the words up to each have reached: words begin in order, but need not end in it. */
function reachOf(words: ClipWord[]): Float64Array {
  const known = reaches.get(words)
  if (known) return known
  const reach = new Float64Array(words.length)
  reaches.set(words, reach)
  let max = 0
  for (let i = 0; i < words.length; i++) {
    max = Math.max(max, (words[i] as ClipWord).to)
    reach[i] = max
  }
  return reach
}

/** The first place in 0…count for which `holds`, where all later ones hold too; else count. */
function firstWhere(count: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The words of a project that lie in a stretch of the source, wholly or in part. */
export const wordsOf = (words: ClipWord[], stretch: Stretch): ClipWord[] =>
  wordsInside(stretch, words, reachOf(words))

function wordsInside({ from, to }: Stretch, words: ClipWord[], reach: Float64Array): ClipWord[] {
  const first = firstWhere(words.length, (i) => (reach[i] as number) > from)
  // From here on words begin inside; before it, a long one may have others beside it that are over.
  const begun = firstWhere(words.length, (i) => (words[i] as ClipWord).from >= from)
  const end = firstWhere(words.length, (i) => (words[i] as ClipWord).from >= to)
  if (first >= begun) return words.slice(first, end)
  const early = words.slice(first, Math.min(begun, end)).filter((word) => word.to > from)
  return [...early, ...words.slice(Math.min(begun, end), end)]
}

/** The stretches of one piece that stay, source ms. A run of cut words takes the pauses around it along. */
function* keptSpans(piece: Stretch, words: ClipWord[], reach: Float64Array): Generator<Stretch> {
  const inside = wordsInside(piece, words, reach)
  let from = piece.from
  for (let i = 0; i < inside.length; i++) {
    if (!inside[i]?.cut) continue
    const before = inside[i - 1]
    let j = i
    while (inside[j + 1]?.cut) j++
    const after = inside[j + 1]
    const firstCut = inside[i] as ClipWord
    const lastCut = inside[j] as ClipWord
    const to = before ? Math.min(before.to + PAD_AFTER, Math.max(before.to, firstCut.from)) : from
    if (to > from) yield { from, to: Math.min(to, piece.to) }
    const next = after
      ? Math.max(after.from - PAD_BEFORE, Math.min(after.from, lastCut.to))
      : piece.to
    // Never back: a long word may end after the words that were cut behind it.
    from = Math.max(from, to, next)
    i = j
  }
  if (piece.to > from) yield { from, to: piece.to }
}

/** The same stretches without the pauses that are cut out of them. Pauses are in order. */
function* withoutPauses(spans: Iterable<Stretch>, pauses: readonly PauseCut[]): Generator<Stretch> {
  for (const { from, to } of spans) {
    let at = from
    for (let i = firstWhere(pauses.length, (p) => (pauses[p] as PauseCut).to > from); ; i++) {
      const pause = pauses[i]
      if (!pause || pause.from >= to) break
      if (pause.from > at) yield { from: at, to: pause.from }
      at = Math.max(at, pause.to)
    }
    if (at < to) yield { from: at, to }
  }
}

export const clipFrames = (cuts: Cut[]): number => {
  const last = cuts.at(-1)
  return last ? last.start + last.frames : 0
}

/**
 * The frame of the source a cut begins with, counted at the clip's rate. Picture and sound both start
 * there, in preview and export, so that they stay together; the cut's own ms may lie up to half a
 * frame beside it.
 */
export const sourceFrame = (cut: Pick<Cut, 'from'>, fps = FPS): Frame => toFrame(cut.from, fps)

/** Length of the clip in ms. */
export const clipLength = (cuts: Cut[], fps = FPS): Ms => fromFrame(clipFrames(cuts), fps)

/** Where a source time plays in the clip, ms; null while it is cut out. The first place wins. */
export function toClipTime(cuts: Cut[], source: number, fps = FPS): Ms | null {
  const cut = cuts.find((c) => source >= c.from && source < c.to)
  return cut ? ms(fromFrame(cut.start, fps) + (source - cut.from)) : null
}

/** Which source time plays at a clip time, ms. Past the end it is the end of the last cut. */
export function toSourceTime(cuts: Cut[], at: number, fps = FPS): Ms {
  const frame = toFrame(at, fps)
  const cut = cuts.find((c) => frame < c.start + c.frames) ?? cuts.at(-1)
  if (!cut) return ms(0)
  return ms(Math.min(cut.to, Math.max(cut.from, cut.from + (at - fromFrame(cut.start, fps)))))
}

/** A word as it is heard in the clip. Times are clip time, ms. */
export type HeardWord = {
  id: WordId
  /** The piece that plays it. */
  piece: string
  text: string
  from: Ms
  to: Ms
  speaker: number | null
  emphasised: boolean
  emoji: string | null
  /** Source time of its start: page breaks are decided on the whole transcript. */
  sourceFrom: Ms
}

/** The kept words in playing order. A word repeats where two takes play it. */
export function heardWords(project: Played, fps = FPS): HeardWord[] {
  const made = madeOf(project, fps)
  made.heard ??= wordsInCuts(project.words, cutList(project, fps), fps)
  return made.heard
}

/** Words where they fall in what is played; those of which the middle is cut out are left out. */
export function wordsInCuts(words: ClipWord[], cuts: Cut[], fps = FPS): HeardWord[] {
  const reach = reachOf(words)
  const heard: HeardWord[] = []
  for (const cut of cuts) {
    const base = fromFrame(cut.start, fps)
    for (const word of wordsInside(cut, words, reach)) {
      const middle = (word.from + word.to) / 2
      if (word.cut || middle < cut.from || middle >= cut.to) continue
      heard.push({
        id: word.id,
        piece: cut.piece,
        text: word.text,
        from: ms(base + Math.max(0, word.from - cut.from)),
        to: ms(base + Math.min(cut.to, word.to) - cut.from),
        speaker: word.speaker,
        emphasised: word.emphasised,
        emoji: word.emoji,
        sourceFrom: word.from,
      })
    }
  }
  return heard
}
