import type { ClipIssue, ClipProject, Piece } from '#core/clip-project.ts'
import { playsAnything } from '#core/cut-list.ts'
import { type LoudMoment, loudIn } from '#core/loudness.ts'
import { Shape } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import {
  MAX_TRANSITION,
  MIN_TRANSITION,
  type Transition,
  TransitionKind,
} from '#core/transition.ts'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import { finite, readDecisions, table } from './decisions.ts'
import { readPauses } from './pauses.ts'
import { readFraming, shotsIn } from './read-framing.ts'
import { readOverlays } from './read-overlays.ts'
import { ReadWords, type Stretch } from './read-words.ts'
import { readSecond } from './second-verbs.ts'
import { shapeCode } from './shape-code.ts'
import { readSound } from './sound-verbs.ts'
import { MAX_PIECES, MIN_PIECE, type Span, spansOf } from './spans.ts'
import { readPin, readStyle } from './style-keys.ts'

/** What a clip's decisions are about. It never changes while the clip is open. */
export type ClipSource = {
  words: Word[]
  durationMs: number
  /** Where shots begin, ms; where nobody has looked for them, none are known. */
  shots?: readonly number[]
  /** Where voices are raised; where nobody has listened for it, nowhere. */
  loud?: readonly LoudMoment[]
  /** Names of those who speak, in the order words count them. */
  speakers?: readonly string[]
}

/**
 * The clip that a document's decisions make of its source. Total: whatever a client wrote, this gives
 * a valid project, and what cannot be played is said in `issues`. It never writes: a repair by one
 * replica is another edit for the rest to argue with.
 */
export function normalize(doc: ClipDoc, source: ClipSource): ClipProject {
  const { pieces, issues, stretches } = readPlayed(spansOf(readDecisions(doc), source.durationMs))
  return projectOf(
    {
      ...readMeta(doc),
      pieces,
      words: new ReadWords(doc, source.words).within(stretches),
      pauses: readPauses(doc, stretches),
      transitions: readTransitions(doc, pieces),
      style: readStyle(doc),
      loud: loudIn(source.loud ?? [], stretches),
      framing: { ...readFraming(doc), shots: shotsIn(source.shots ?? [], stretches) },
      overlays: readOverlays(doc),
      sound: readSound(doc),
      ...readSecond(doc),
      issues,
    },
    source,
  )
}

/** The parts as one project, which says so where nothing in it plays. */
export function projectOf(
  parts: Omit<ClipProject, 'speakers'>,
  { speakers }: Pick<ClipSource, 'speakers'>,
): ClipProject {
  const { words, pauses, issues } = parts
  // A word that is kept plays, unless its silence was cut around it; only then is it worth asking.
  const silent = issues.length === 0 && (pauses.length > 0 || words.every(({ cut }) => cut))
  const empty = silent && !playsAnything(parts)
  return {
    ...parts,
    ...(speakers && { speakers: [...speakers] }),
    issues: empty
      ? [{ code: 'clip.empty', piece: null, say: 'Nothing is left to play in this clip.' }]
      : issues,
  }
}

export function readMeta(doc: ClipDoc): Pick<ClipProject, 'title' | 'shape' | 'shapes' | 'given'> {
  const meta = yDoc(doc).getMap('meta')
  const title = meta.get('title')
  const shape = Shape.safeParse(meta.get('shape')).data ?? '9:16'
  return {
    title: typeof title === 'string' ? cleanText(title, TITLE_LENGTH) : '',
    shape,
    shapes: Shape.options.filter(
      (one) => one === shape || meta.get(`shape/${shapeCode(one)}`) === true,
    ),
    given: readPin(meta.get('given')),
  }
}

/** What of its spans a clip plays, and what is wrong with them. */
export function readPlayed(spans: Span[]) {
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
  return { pieces, issues, stretches: merged(pieces) }
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

/** What is drawn over each seam. Half of it lies in either piece, so it is no longer than the shorter. */
export function readTransitions(doc: ClipDoc, pieces: Piece[]): Transition[] {
  const choices = table(doc, 'pieces')
  return pieces.flatMap((piece, i): Transition[] => {
    const before = pieces[i - 1]
    const kind = TransitionKind.safeParse(choices.get(piece.id, 'tr'))
    if (!before || !kind.success) return []
    const asked = finite(choices.get(piece.id, 'trms')) ?? 500
    const room = Math.min(MAX_TRANSITION, piece.to - piece.from, before.to - before.from)
    const length = Math.round(Math.min(room, Math.max(MIN_TRANSITION, asked)))
    if (length < MIN_TRANSITION) return []
    return [{ piece: piece.id, kind: kind.data, ms: ms(length) }]
  })
}

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
