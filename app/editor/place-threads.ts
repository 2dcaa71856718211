import type { ClipWord } from '#core/clip-project.ts'
import { toClipTime } from '#core/cut-list.ts'
import { type ClipView, heardBetween } from './clip-view.ts'
import type { Comment } from './comments.ts'
import { nearestClipTime } from './same-place.ts'

/** A comment where it stands in the clip now, with its answers. */
export type Thread<C = Comment> = {
  comment: C
  answers: C[]
  /** Clip time, ms; the same where it is about a moment. */
  from: number
  to: number
  /** What it was said of is not in the clip any more. */
  gone: boolean
  /** Its words are not what they were when it was said. */
  changed: boolean
}

/** What of a comment says where it stands. */
type Placed = Pick<Comment, 'id' | 'threadId' | 'from' | 'to' | 'quote'>

/** A word may begin so long before a stretch and still reach into it, ms. */
const LONGEST_WORD = 10_000

/** The threads in the order of the clip. Comments keep the time of the source; cuts move them along. */
export function placeThreads<C extends Placed>(
  comments: readonly C[],
  { cuts, project }: Pick<ClipView, 'cuts' | 'project'>,
): Thread<C>[] {
  const answers = new Map<string | null, C[]>()
  for (const comment of comments) {
    answers.set(comment.threadId, [...(answers.get(comment.threadId) ?? []), comment])
  }
  return (answers.get(null) ?? [])
    .map((comment) => {
      const [from, to] = [comment.from ?? 0, comment.to ?? 0]
      const at = nearestClipTime(cuts, from)
      return {
        comment,
        answers: answers.get(comment.id) ?? [],
        from: at,
        to: Math.max(at, nearestClipTime(cuts, to)),
        gone: toClipTime(cuts, from) === null && toClipTime(cuts, to) === null,
        changed: comment.quote !== null && quoteOf(project.words, from, to) !== comment.quote,
      }
    })
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The words that are heard in a stretch of the source; of a moment, the word at it. */
export const quoteOf = (words: readonly ClipWord[], from: number, to: number): string =>
  heardBetween(words, from - LONGEST_WORD, Math.max(to, from + 1))
    .filter((word) => !word.cut && word.to > from)
    .map(({ text }) => text)
    .join(' ')

/** The one after the comment somebody is at, round to the first; else the first from a clip time on. */
export function nextThread(
  threads: readonly Thread[],
  current: string | null,
  playhead: number,
): Thread | undefined {
  const now = threads.findIndex(({ comment }) => comment.id === current)
  return now >= 0
    ? threads[(now + 1) % threads.length]
    : (threads.find(({ from }) => from >= playhead) ?? threads[0])
}
