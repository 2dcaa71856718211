import { z } from 'zod'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { correctWord } from '#collab/clip-doc/word-verbs.ts'
import { findPhrase, putRight } from '#core/fix-everywhere.ts'
import { type ClipId, TranscriptionId } from '#core/ids.ts'
import { joinWords } from '#core/script.ts'
import { type EditedSegment, rewriteSegments } from '#core/transcript-edit/edit-segments.ts'
import { tokens } from '#core/transcript-import/spread-words.ts'
import { clipSource } from '#db/clip-source.ts'
import { segmentRun } from '#db/transcript-edits.ts'
import { videoClips } from '#db/video-clips.ts'
import { changeTranscript } from './change-transcript.server.ts'
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
  if (countOnly) {
    const places = placesIn(await segmentRun(db, transcriptionId), from)
    return { places: places.reduce((sum, { found }) => sum + found.length, 0), clips: 0 }
  }
  let places = 0
  await changeTranscript({ db, user }, transcriptionId, 'everywhere', async (tx) =>
    placesIn(await segmentRun(tx, transcriptionId), from).map(({ segment, found }) => {
      const { at, ...before } = segment
      const words = before.words.map(({ text }) => text)
      for (const { at: place, count } of found.toReversed())
        words.splice(place, count, ...putRight(words.slice(place, place + count), to))
      places += found.length
      const { speaker } = before
      const parts = [{ text: joinWords(words), speaker }]
      return { at, before: [before], after: rewriteSegments([before], parts) }
    }),
  )
  if (from.length !== to.length) return { places, clips: 0 }
  let clips = 0
  for (const { id } of await videoClips(db, known.videoId))
    if (await fixClip({ db, collab, user }, id, from, to)) clips++
  return { places, clips }
}

/** The segments in which a phrase is said, and where in each. */
const placesIn = <S extends EditedSegment>(segments: readonly S[], phrase: string[]) =>
  segments.flatMap((segment) => {
    const found = findPhrase(
      segment.words.map(({ text }) => text),
      phrase,
    )
    return found.length > 0 ? [{ segment, found }] : []
  })

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
