import { z } from 'zod'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { correctWord } from '#collab/clip-doc/word-verbs.ts'
import { AppError } from '#core/errors.ts'
import { findPhrase, putRight } from '#core/fix-everywhere.ts'
import { type ClipId, TranscriptionId } from '#core/ids.ts'
import { retimeWords } from '#core/transcript-import/retime-words.ts'
import { tokens } from '#core/transcript-import/spread-words.ts'
import {
  keepForClips,
  numberWords,
  segmentsOf,
  transcriptionRow,
  writeSegment,
} from '#db/api-transcripts.ts'
import { clipSource } from '#db/clip-source.ts'
import { notifyChange } from '#db/notify.ts'
import { videoClips } from '#db/video-clips.ts'
import { lockVideo } from '#db/video-work.ts'
import type { CommandContext } from './command-context.ts'
import { knownTranscription } from './known-transcription.server.ts'
import { requireEditor } from './require-editor.server.ts'

const Phrase = z.string().trim().min(1).max(200)

export const FixEverywhere = z.object({
  transcriptionId: TranscriptionId,
  /** What was heard, and what was said. */
  heard: Phrase,
  said: Phrase,
  /** Counts the places and changes nothing. */
  countOnly: z.boolean().default(false),
})
export type FixEverywhere = z.infer<typeof FixEverywhere>

export type Fixed = {
  /** Places in the transcript. */
  places: number
  /** Clips whose captions were put right with it. */
  clips: number
}

/**
 * Puts right a word or phrase wherever it was heard: in the transcript, whose words keep their times,
 * and in the captions of clips cut from the video, as a step that can be undone in each. A caption
 * that somebody corrected by hand stays as it is. Where the number of words changes, clips are left:
 * their words are those they were cut from.
 */
export async function fixEverywhere(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { transcriptionId, heard, said, countOnly }: FixEverywhere,
): Promise<Fixed> {
  const { row: known, video } = await knownTranscription(db, transcriptionId, user.id)
  requireEditor(video)
  const [from, to] = [tokens(heard), tokens(said)]
  let places = 0
  await db.transaction(async (tx) => {
    await lockVideo(tx, known.videoId)
    const row = await transcriptionRow(tx, transcriptionId)
    if (!row) throw new AppError('transcription.not-found')
    let kept = countOnly
    for (const segment of await segmentsOf(tx, transcriptionId)) {
      const words = segment.words.map(({ word }) => word)
      const found = findPhrase(words, from)
      if (found.length === 0) continue
      places += found.length
      if (countOnly) continue
      // A version under clips is copied for them once, before its first word changes.
      if (!kept) await keepForClips(tx, row)
      kept = true
      for (const { at, count } of found.toReversed())
        words.splice(at, count, ...putRight(words.slice(at, at + count), to))
      await writeSegment(tx, segment.id, {
        text: words.join(' '),
        speakerId: segment.speakerId,
        words: retimeWords(words, {
          from: segment.startMs,
          to: segment.endMs,
          words: segment.words.map(({ word, startMs, endMs, confidence }) => ({
            ...{ text: word, from: startMs, to: endMs, confidence },
          })),
        }),
      })
    }
    if (places > 0 && !countOnly) {
      await numberWords(tx, transcriptionId)
      await notifyChange(tx, { kind: 'video', id: known.videoId })
    }
  })
  if (countOnly || from.length !== to.length) return { places, clips: 0 }
  let clips = 0
  for (const { id } of await videoClips(db, known.videoId))
    if (await fixClip({ db, collab, user }, id, from, to)) clips++
  return { places, clips }
}

async function fixClip(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  clipId: ClipId,
  from: string[],
  to: string[],
): Promise<boolean> {
  const source = await clipSource(db, clipId)
  if (!source) return false
  let changed = false
  await collab.edit(clipId, (doc) => {
    const { words } = readClip(doc, source)
    const texts = words.map(({ text }) => text)
    const found = findPhrase(texts, from)
    if (found.length === 0) return
    onBehalfOf(doc, user.id, 'fix-everywhere', (origin) => {
      for (const { at, count } of found) {
        const right = putRight(texts.slice(at, at + count), to)
        for (const [i, text] of right.entries()) {
          const word = words[at + i]
          if (!word || word.corrected) continue
          changed = correctWord(doc, word.id, text, origin) || changed
        }
      }
    })
  })
  return changed
}
