import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { correctWord } from '#collab/clip-doc/word-verbs.ts'
import { AppError } from '#core/errors.ts'
import type { TranscriptionId, VideoId } from '#core/ids.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import {
  correctedWords,
  type SegmentChange,
  type WordChange,
} from '#core/transcript-edit/edit-segments.ts'
import {
  keepForClips,
  numberWords,
  type TranscriptionRow,
  transcriptionRow,
} from '#db/api-transcripts.ts'
import type { Db } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import { notifyChange } from '#db/notify.ts'
import { applyChanges, recordEdit } from '#db/transcript-edits.ts'
import { videoClips } from '#db/video-clips.ts'
import { lockVideo } from '#db/video-work.ts'
import type { CommandContext } from './command-context.ts'
import { knownTranscription } from './known-transcription.server.ts'
import { requireEditor } from './require-editor.server.ts'

type Context = Pick<CommandContext, 'db' | 'collab' | 'user'>

/**
 * Changes a transcript's words as one step that can be taken back. `plan` reads what is there, under
 * the video's lock, and says what is to stand instead; no changes are no step. Clips keep the words
 * they were cut from.
 */
export async function changeTranscript(
  { db, user }: Pick<Context, 'db' | 'user'>,
  transcriptionId: TranscriptionId,
  kind: TranscriptEditKind,
  plan: (tx: Db, row: TranscriptionRow) => Promise<SegmentChange[]>,
): Promise<{ videoId: VideoId; changes: SegmentChange[] }> {
  return rewriteTranscript({ db, user }, transcriptionId, async (tx, row) => {
    const changes = await plan(tx, row)
    if (changes.length > 0)
      await recordEdit(tx, { transcriptionId, userId: user.id, kind, changes })
    return changes
  })
}

/** As `changeTranscript`, for whoever keeps the history themselves. */
export async function rewriteTranscript(
  { db, user }: Pick<Context, 'db' | 'user'>,
  transcriptionId: TranscriptionId,
  plan: (tx: Db, row: TranscriptionRow) => Promise<SegmentChange[]>,
): Promise<{ videoId: VideoId; changes: SegmentChange[] }> {
  const { row: known, video } = await knownTranscription(db, transcriptionId, user.id)
  requireEditor(video)
  const { videoId } = known
  const changes = await db.transaction(async (tx) => {
    await lockVideo(tx, videoId)
    const row = await transcriptionRow(tx, transcriptionId)
    if (!row) throw new AppError('transcription.not-found')
    const planned = await plan(tx, row)
    if (planned.length === 0) return planned
    // A version under clips is copied for them once, before its first word changes.
    await keepForClips(tx, row)
    await applyChanges(tx, transcriptionId, planned)
    await numberWords(tx, transcriptionId)
    await notifyChange(tx, { kind: 'video', id: videoId })
    return planned
  })
  return { videoId, changes }
}

/**
 * Puts words right in the captions of a video's clips too, where they were put right one for one in
 * its transcript: each clip can undo it. A caption that somebody corrected otherwise stays as it is,
 * and where words came or went, clips keep those they were cut from.
 */
export async function followInClips(
  { db, collab, user }: Context,
  videoId: VideoId,
  changes: readonly SegmentChange[],
  /** A step is taken back or made again: what it had corrected counts as nobody's correction. */
  { retraced = false }: { retraced?: boolean } = {},
): Promise<number> {
  const corrected = correctedWords(changes)
  let changed = 0
  if (corrected.length === 0) return changed
  for (const clip of await videoClips(db, videoId)) {
    const inside = corrected.filter(({ from, to }) => to > clip.from && from < clip.to)
    if (inside.length === 0) continue
    const source = await clipSource(db, clip.id)
    if (!source) continue
    let isChanged = false
    await collab.edit(clip.id, (doc) => {
      const wanted = new Map(inside.map((word) => [placeOf(word), word]))
      const found = readClip(doc, source).words.flatMap((word) => {
        const change = wanted.get(placeOf(word))
        const isOurs = change?.was === word.text && (retraced || !word.corrected)
        return isOurs ? { id: word.id, ...change } : []
      })
      if (found.length === 0) return
      const heard = new Map(source.words.map(({ id, text }) => [id, text]))
      onBehalfOf(doc, user.id, 'edit-words', (origin) => {
        for (const { id, now } of found) {
          const text = heard.get(id) === now ? null : now
          isChanged = correctWord(doc, id, text, origin) || isChanged
        }
      })
    })
    if (isChanged) changed++
  }
  return changed
}

const placeOf = ({ from, to }: Pick<WordChange, 'from' | 'to'>) => `${from}-${to}`
