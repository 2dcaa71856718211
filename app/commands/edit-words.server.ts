import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import { textOf } from '#core/script.ts'
import { Ms } from '#core/time.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import {
  type Around,
  confirmWords,
  type EditedSegment,
  retimeSegment,
  retimeWord,
  rewriteSegments,
} from '#core/transcript-edit/edit-segments.ts'
import type { TranscriptionRow } from '#db/api-transcripts.ts'
import { segmentRun } from '#db/transcript-edits.ts'
import { changeTranscript, followInClips } from './change-transcript.server.ts'
import type { CommandContext } from './command-context.ts'

/** Segments a person joins at once. */
const MOST_JOINED = 20

const Place = z.object({
  transcriptionId: TranscriptionId,
  /** Where the segment stands in the transcript, from 0. */
  at: z.number().int().nonnegative(),
  /** What it said when whoever edits looked; where it says something else by now, nothing is changed. */
  was: z.string().max(100_000).optional(),
})

export const RewriteWords = Place.extend({
  /** So many neighbours are written anew. */
  count: z.number().int().min(1).max(MOST_JOINED).default(1),
  /** What stands there then: one part corrects, or joins what there was; several divide it. */
  parts: z
    .array(
      z.object({
        text: z.string().trim().min(1).max(20_000),
        /** Index into the transcript's speakers; null: nobody in particular; left out: as it was. */
        speaker: z.number().int().nonnegative().nullable().optional(),
      }),
    )
    .min(1)
    .max(50),
})
export type RewriteWords = z.input<typeof RewriteWords>

/**
 * Corrects, divides or joins neighbouring segments of a transcript, as one step. Words that stay keep
 * their times. Words put right one for one are put right in clips too.
 */
export async function rewriteWords(
  context: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  request: RewriteWords,
): Promise<{ clips: number }> {
  const asked = RewriteWords.parse(request)
  const { transcriptionId, at, was, count, parts } = asked
  const change = await changeTranscript(
    context,
    transcriptionId,
    kindOf(asked),
    async (tx, row) => {
      const run = await segmentRun(tx, transcriptionId, { first: at, count })
      if (run.length < count) throw new AppError('segment.not-found')
      requireSame(run, was)
      const before = run.map(bare)
      const after = rewriteSegments(
        before,
        parts.map((part, i) => ({
          text: part.text,
          speaker: knownSpeaker(row, part.speaker, run[i]?.speaker ?? run[0]?.speaker ?? null),
        })),
      )
      return same(before, after) ? [] : [{ at, before, after }]
    },
  )
  return { clips: await followInClips(context, change.videoId, change.changes) }
}

export const RetimeWords = Place.extend({
  /** Which of its words; left out: all of it moves. */
  word: z.number().int().nonnegative().optional(),
  /** Source time. */
  from: Ms,
  to: Ms,
})
export type RetimeWords = z.input<typeof RetimeWords>

/** Changes when a segment or one of its words is said. Clips keep the times they were cut by. */
export async function retimeTranscript(
  context: Pick<CommandContext, 'db' | 'user'>,
  request: RetimeWords,
): Promise<void> {
  const { transcriptionId, at, was, word, from, to } = RetimeWords.parse(request)
  await changeTranscript(context, transcriptionId, 'times', async (tx, row) => {
    const near = await segmentRun(tx, transcriptionId, { first: Math.max(0, at - 1), count: 3 })
    const found = near.find((segment) => segment.at === at)
    if (!found) throw new AppError('segment.not-found')
    requireSame([found], was)
    const around: Around = {
      after: near.find((segment) => segment.at === at - 1)?.words.at(-1)?.from ?? 0,
      before: near.find((segment) => segment.at === at + 1)?.words[0]?.from ?? endOf(row, found),
    }
    const before = bare(found)
    const times = { from, to }
    const after =
      word === undefined
        ? retimeSegment(before, times, around)
        : retimeWord(before, word, times, around)
    return same([before], [after]) ? [] : [{ at, before: [before], after: [after] }]
  })
}

export const ConfirmWords = Place.extend({
  words: z.array(z.number().int().nonnegative()).min(1).max(1000),
})
export type ConfirmWords = z.input<typeof ConfirmWords>

/** Somebody listened: words that the engine was not sure of are right as they stand. */
export async function confirmTranscript(
  context: Pick<CommandContext, 'db' | 'user'>,
  request: ConfirmWords,
): Promise<void> {
  const { transcriptionId, at, was, words } = ConfirmWords.parse(request)
  await changeTranscript(context, transcriptionId, 'confirm', async (tx) => {
    const [found] = await segmentRun(tx, transcriptionId, { first: at, count: 1 })
    if (!found) throw new AppError('segment.not-found')
    requireSame([found], was)
    const before = bare(found)
    const after = confirmWords(before, words)
    return same([before], [after]) ? [] : [{ at, before: [before], after: [after] }]
  })
}

function kindOf({ count, parts, was }: z.output<typeof RewriteWords>): TranscriptEditKind {
  if (parts.length !== count) return parts.length > count ? 'split' : 'merge'
  const [part] = parts
  return part?.text === was && part?.speaker !== undefined ? 'speaker' : 'text'
}

/** What a segment is without its place, which its change tells. */
const bare = ({ id, from, to, confidence, speaker, words }: EditedSegment): EditedSegment => ({
  ...{ id, from, to, confidence, speaker, words },
})

const same = (before: EditedSegment[], after: EditedSegment[]) =>
  JSON.stringify(before) === JSON.stringify(after)

function requireSame(run: readonly EditedSegment[], was: string | undefined): void {
  if (was === undefined) return
  const says = textOf({ words: run.flatMap(({ words }) => words) })
  if (says !== was) throw new AppError('words.changed-meanwhile')
}

function knownSpeaker(
  row: TranscriptionRow,
  asked: number | null | undefined,
  before: number | null,
): number | null {
  if (asked === undefined) return before
  if (asked !== null && asked >= row.speakers.length)
    throw new AppError('request.invalid', { detail: 'This transcript has no such speaker.' })
  return asked
}

/** Nothing follows the last segment: it may be moved to a minute after the words end, not out of the talk. */
const endOf = ({ durationMs }: TranscriptionRow, { to }: EditedSegment) =>
  Math.max(durationMs ?? 0, to) + 60_000
