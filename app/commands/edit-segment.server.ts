import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import { alignWords } from '#core/transcript-import/align-words.ts'
import { spreadWords, tokens } from '#core/transcript-import/spread-words.ts'
import { keepForClips, segmentsOf, transcriptionRow, writeSegment } from '#db/api-transcripts.ts'
import { notifyChange } from '#db/notify.ts'
import { lockVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const EditSegment = z.object({
  transcriptionId: TranscriptionId,
  segmentId: z.uuid(),
  text: z.string().trim().min(1).max(5000).optional(),
  /** Index into the transcript's speakers; null: nobody in particular. */
  speakerId: z.number().int().nonnegative().nullable().optional(),
})
export type EditSegment = z.infer<typeof EditSegment>

type TimedWord = ReturnType<typeof spreadWords>[number]

/** Puts right what was heard wrong. Clips cut before keep the words they were cut from. */
export async function editSegment(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { transcriptionId, segmentId, text, speakerId }: EditSegment,
): Promise<void> {
  const known = await transcriptionRow(db, transcriptionId)
  if (!known) throw new AppError('transcription.not-found')
  requireEditor(await getVideo(db, known.videoId, user.id))
  await db.transaction(async (tx) => {
    await lockVideo(tx, known.videoId)
    const row = await transcriptionRow(tx, transcriptionId)
    if (!row) throw new AppError('transcription.not-found')
    const segment = (await segmentsOf(tx, transcriptionId)).find(({ id }) => id === segmentId)
    if (!segment) throw new AppError('segment.not-found')
    const told = tokens(text ?? segment.text)
    if (told.length === 0) throw new AppError('transcript.empty')
    if (typeof speakerId === 'number' && speakerId >= row.speakers.length) {
      throw new AppError('request.invalid', { detail: 'This transcript has no such speaker.' })
    }
    await keepForClips(tx, row)
    await writeSegment(tx, transcriptionId, segmentId, {
      text: text ?? segment.text,
      speakerId: speakerId === undefined ? segment.speakerId : speakerId,
      words: timed(told, segment),
    })
    await notifyChange(tx, { kind: 'video', id: row.videoId })
  })
}

/** Words that stay keep their times; the others share what lies between. */
function timed(
  told: string[],
  segment: Awaited<ReturnType<typeof segmentsOf>>[number],
): TimedWord[] {
  const old = segment.words.map(({ word, startMs, endMs, confidence }) => ({
    text: word,
    from: startMs as number,
    to: endMs as number,
    confidence,
  }))
  // A correction word for word moves nothing.
  if (old.length === told.length) {
    return told.map((word, i) => ({
      text: word,
      from: old[i]?.from ?? segment.startMs,
      to: old[i]?.to ?? segment.endMs,
      confidence: word === old[i]?.text ? (old[i]?.confidence ?? null) : null,
      timing: 'native',
    }))
  }
  const aligned = alignWords(told, old)
  const result: TimedWord[] = []
  for (let i = 0; i < aligned.length; ) {
    const word = aligned[i]
    if (word && word.from !== null && word.to !== null) {
      result.push({
        text: word.text,
        from: Math.round(word.from),
        to: Math.round(word.to),
        confidence: word.confidence,
        timing: 'native',
      })
      i++
      continue
    }
    let end = i
    while (end < aligned.length && aligned[end]?.from === null) end++
    const from = result.at(-1)?.to ?? segment.startMs
    const to = Math.max(from + (end - i), aligned[end]?.from ?? segment.endMs)
    const words = aligned.slice(i, end).map(({ text }) => text)
    for (const spread of spreadWords(words, from, to)) {
      const start = Math.round(spread.from)
      result.push({ ...spread, from: start, to: Math.max(start + 1, Math.round(spread.to)) })
    }
    i = end
  }
  return result
}
