import type { ClipProject, ClipWord } from './clip-project.ts'
import { cutList } from './cut-list.ts'
import { wordId } from './ids.ts'
import { ms } from './time.ts'
import { spreadWords, tokens } from './transcript-import/spread-words.ts'

type Line = NonNullable<ClipProject['second']>[number]
type Stretch = { from: number; to: number }

/** Ids of these words lie above those of any transcript: nothing of the clip's own is taken for them. */
const FIRST_ID = 5_000_000

/**
 * The same clip with its captions in another language. What plays stays what it is; in place of the
 * words that are heard, those of the translated lines are written, each line's spread by length over
 * as much of its time as is played. A line that is cut out is not written.
 */
export function captionsInLanguage(
  project: ClipProject,
  language: string,
  lines: readonly Line[],
): ClipProject {
  const played = joined(cutList(project))
  const captioned: ClipWord[] = []
  for (const line of lines) {
    const spans = played.flatMap((span): Stretch[] => {
      const [from, to] = [Math.max(span.from, line.from), Math.min(span.to, line.to)]
      return to > from ? [{ from, to }] : []
    })
    const length = spans.reduce((sum, { from, to }) => sum + to - from, 0)
    if (length === 0) continue
    const speaker = speakerIn(project.words, line)
    for (const word of spreadWords(tokens(line.text), 0, length)) {
      const from = placeIn(spans, word.from)
      const span = spans.find((one) => from >= one.from && from < one.to)
      const to = Math.min(placeIn(spans, word.to, true), span?.to ?? line.to)
      captioned.push({
        id: wordId(FIRST_ID + captioned.length),
        text: word.text,
        from: ms(from),
        to: ms(Math.max(from + 1, to)),
        speaker,
        ...{ cut: false, corrected: false, emphasised: false, retimed: false },
        ...{ emoji: null, breakBefore: false },
      })
    }
  }
  const { second: _, secondLanguage: __, ...same } = project
  return { ...same, captioned, captionLanguage: language }
}

/** What is played at all, in source order, without overlaps: a take may be heard twice. */
function joined(cuts: readonly Stretch[]): Stretch[] {
  const spans: Stretch[] = []
  for (const { from, to } of [...cuts].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

/** The source time of a moment that is counted over several stretches, as if they were one. */
function placeIn(spans: readonly Stretch[], at: number, isEnd = false): number {
  let rest = at
  for (const { from, to } of spans) {
    const length = to - from
    if (rest < length || (isEnd && rest <= length)) return Math.round(from + rest)
    rest -= length
  }
  return Math.round((spans.at(-1)?.to ?? 0) - (isEnd ? 0 : 1))
}

function speakerIn(words: readonly ClipWord[], { from, to }: Stretch): number | null {
  return words.find((word) => !word.cut && word.to > from && word.from < to)?.speaker ?? null
}

/** How many lines of what is said have no translation; asked before a file is made of them. */
export function missingLines(
  said: readonly { from: number; to: number; text: string }[],
  lines: readonly Line[],
): { from: number; text: string }[] {
  return said.filter(
    ({ from, to }) =>
      !lines.some((line) => Math.min(to, line.to) - Math.max(from, line.from) > (to - from) / 2),
  )
}
