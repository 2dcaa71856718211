import { CaptionStyle, plainStyle, StyleName } from '#core/caption-style.ts'
import type { ClipIssue, ClipProject, ClipWord, Piece } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import { Shape } from '#core/shape.ts'
import { type Ms, ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import { readDecisions, readWordChoices } from './decisions.ts'
import { MAX_PIECES, MIN_PIECE, type Span, spansOf } from './spans.ts'

/** What a clip's decisions are about. It never changes while the clip is open. */
export type ClipSource = { words: Word[]; durationMs: number }

/**
 * The clip that a document's decisions make of its source. Total: whatever a client wrote, this gives
 * a valid project, and what cannot be played is said in `issues`. It never writes: a repair by one
 * replica is another edit for the rest to argue with.
 */
export function normalize(doc: ClipDoc, source: ClipSource): ClipProject {
  const spans = spansOf(readDecisions(doc), source.durationMs)
  const { pieces, issues } = playable(spans)
  const meta = yDoc(doc).getMap('meta')
  const title = meta.get('title')
  const words = wordsIn(doc, pieces, source.words)
  // A word that is kept plays; only without one is it worth asking what else might.
  const silent = issues.length === 0 && words.every(({ cut }) => cut)
  if (silent && cutList({ pieces, words }).length === 0) {
    issues.push({ code: 'clip.empty', piece: null, say: 'Nothing is left to play in this clip.' })
  }
  return {
    title: typeof title === 'string' ? cleanText(title, TITLE_LENGTH) : '',
    shape: Shape.safeParse(meta.get('shape')).data ?? '9:16',
    pieces,
    words,
    style: readStyle(doc),
    issues,
  }
}

function playable(spans: Span[]) {
  const pieces: Piece[] = []
  const issues: ClipIssue[] = []
  const told = new Set<string>()
  for (const span of spans) {
    if (span.off || pieces.length >= MAX_PIECES) continue
    if (span.crossed) {
      // One word about a crossed take, not one for each of its pieces.
      if (told.has(span.take)) continue
      told.add(span.take)
    }
    pieces.push({
      id: span.id,
      take: span.take,
      from: ms(span.from),
      to: ms(Math.max(span.from, span.to)),
    })
    const issue = issueOf(span)
    if (issue) issues.push({ ...issue, piece: span.id })
  }
  return { pieces, issues }
}

function issueOf(span: Span): Pick<ClipIssue, 'code' | 'say'> | null {
  if (span.crossed) {
    return { code: 'take.crossed', say: 'This part ends before it begins. Choose its edges again.' }
  }
  if (span.to <= span.from) {
    return { code: 'piece.empty', say: 'This piece is empty. Export waits until you choose.' }
  }
  if (span.to - span.from < MIN_PIECE) {
    return { code: 'piece.too-short', say: 'This piece is too short to be seen.' }
  }
  return null
}

/** Every word a piece touches, once, in spoken order. */
function wordsIn(doc: ClipDoc, pieces: Piece[], words: Word[]): ClipWord[] {
  const stretches = merged(pieces)
  const choices = readWordChoices(doc)
  const found: ClipWord[] = []
  let i = 0
  for (const word of words) {
    // Words begin in order, so a stretch that ends before this one begins touches no later word.
    while (i < stretches.length && (stretches[i] as Stretch).to <= word.from) i++
    const stretch = stretches[i]
    if (!stretch) break
    if (word.to <= stretch.from) continue
    const choice = choices.get(word.id)
    const text = choice?.t ?? word.text
    found.push({
      id: word.id,
      text,
      from: word.from,
      to: word.to,
      speaker: word.speaker,
      cut: choice?.x === true,
      corrected: text !== word.text,
      emphasised: choice?.em === true,
    })
  }
  return found
}

type Stretch = { from: Ms; to: Ms }

/** The source the pieces cover, without overlaps: two takes may play the same words. */
function merged(pieces: Piece[]): Stretch[] {
  const stretches: Stretch[] = []
  const sorted = pieces.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  for (const { from, to } of sorted) {
    const last = stretches.at(-1)
    if (last && from <= last.to) last.to = ms(Math.max(last.to, to))
    else stretches.push({ from, to })
  }
  return stretches
}

function readStyle(doc: ClipDoc): CaptionStyle {
  const map = yDoc(doc).getMap('style')
  const style = plainStyle(StyleName.safeParse(map.get('name')).data ?? 'punch')
  for (const [key, field] of Object.entries(CaptionStyle.shape)) {
    const value = field.safeParse(map.get(key))
    if (value.success) Object.assign(style, { [key]: value.data })
  }
  return style
}
