import type { ClipProject, ClipWord } from './clip-project.ts'
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

/**
 * What the clip plays, in order: its pieces minus their cut words. Every piece and every cut word
 * boundary becomes whole frames; the rounding is taken from the running total, so a hundred cuts
 * drift no further than one.
 */
export function cutList(
  { pieces, words }: Pick<ClipProject, 'pieces' | 'words'>,
  fps = FPS,
): Cut[] {
  const cuts: Cut[] = []
  let played = 0
  let frame = 0
  for (const piece of pieces) {
    for (const span of keptSpans(piece, words)) {
      played += span.to - span.from
      const end = toFrame(played, fps)
      if (end > frame) {
        cuts.push({
          piece: piece.id,
          from: ms(span.from),
          to: ms(span.to),
          start: frame as Frame,
          frames: end - frame,
        })
      }
      frame = Math.max(frame, end)
    }
  }
  return cuts
}

/** The stretches of one piece that stay, source ms. A run of cut words takes the pauses around it along. */
function keptSpans(piece: { from: number; to: number }, words: ClipWord[]) {
  const inside = words.filter((word) => word.from < piece.to && word.to > piece.from)
  const spans: { from: number; to: number }[] = []
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
    if (to > from) spans.push({ from, to: Math.min(to, piece.to) })
    from = after ? Math.max(after.from - PAD_BEFORE, Math.min(after.from, lastCut.to)) : piece.to
    from = Math.max(from, to)
    i = j
  }
  if (piece.to > from) spans.push({ from, to: piece.to })
  return spans
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
  /** Source time of its start: page breaks are decided on the whole transcript. */
  sourceFrom: Ms
}

/** The kept words in playing order. A word repeats where two takes play it. */
export function heardWords(project: Pick<ClipProject, 'pieces' | 'words'>, fps = FPS): HeardWord[] {
  return cutList(project, fps).flatMap((cut) =>
    project.words
      .filter(
        (word) =>
          !word.cut && (word.from + word.to) / 2 >= cut.from && (word.from + word.to) / 2 < cut.to,
      )
      .map((word) => {
        const base = fromFrame(cut.start, fps)
        return {
          id: word.id,
          piece: cut.piece,
          text: word.text,
          from: ms(base + Math.max(0, word.from - cut.from)),
          to: ms(base + Math.min(cut.to, word.to) - cut.from),
          speaker: word.speaker,
          emphasised: word.emphasised,
          sourceFrom: word.from,
        }
      }),
  )
}
