import { z } from 'zod'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import {
  type Arrangement,
  ArrangementChoice,
  arrangedFor,
  asSpoken,
  lengthOf,
  piecesOf,
} from '#core/arrangement.ts'
import { overlaysOfKit, styleOfKit } from '#core/brand-kit.ts'
import { plainStyle, StyleName } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { frameByFaces, shotsAround } from '#core/faces/frame-by-faces.ts'
import { type ClipId, SuggestionId, type TranscriptionId, VideoId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import { Ms, ms, Range } from '#core/time.ts'
import { transcriptWords } from '#core/transcript.ts'
import { getFaces } from '#db/analysis.ts'
import { brandOfVideo } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { appendClipUpdates } from '#db/clip-updates.ts'
import { clipOfSuggestion, insertClip, writeStyle } from '#db/clips.ts'
import { notifyChange } from '#db/notify.ts'
import { getSuggestion } from '#db/suggestions.ts'
import { getTranscript, getTranscription, newestTranscription } from '#db/transcripts.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

const Look = { style: StyleName.default('punch'), shape: Shape.default('9:16') }

export const CreateClip = z.union([
  z.object({
    videoId: VideoId,
    suggestionId: SuggestionId,
    /** Where its edges were moved to before it was taken. */
    range: Range.optional(),
    /** Told in the pieces that were proposed for it; left out: as it was spoken. */
    arrange: ArrangementChoice.optional(),
    ...Look,
  }),
  z.object({
    videoId: VideoId,
    from: Ms,
    to: Ms,
    title: z.string().trim().min(1).max(200),
    ...Look,
  }),
])
export type CreateClip = z.infer<typeof CreateClip>

/** A clip from a suggestion or from any stretch. The same suggestion always opens the same clip. */
export async function createClip(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  input: CreateClip,
): Promise<{ clipId: ClipId }> {
  const video = await getVideo(db, input.videoId, user.id)
  requireEditor(video)
  const durationMs = video.durationMs ?? ms(0)
  const seed = await seedOf(db, input, user.id)
  const range = Range.safeParse({ from: seed.from, to: ms(Math.min(seed.to, durationMs)) })
  if (!range.success) throw new AppError('clip.outside-video')
  const { kit } = await brandOfVideo(db, input.videoId)
  const style = { ...plainStyle(input.style), ...styleOfKit(kit, ['colours', 'font']) }
  const arrangement = arrangedFor(range.data, seed.arrangement)
  const shots = shotsAround(await getFaces(db, input.videoId), range.data)
  const heard =
    shots.length > 0 && seed.transcription && (await getTranscript(db, seed.transcription.id))
  const { width, height } = video
  const framed =
    width && height
      ? frameByFaces(shots, heard ? transcriptWords(heard) : [], {
          shape: input.shape,
          sourceRatio: width / height,
        })
      : []

  return db.transaction(async (tx) => {
    const clipId = await insertClip(tx, {
      videoId: input.videoId,
      userId: user.id,
      transcriptionId: seed.transcription?.id ?? null,
      suggestion: seed.suggestion,
      title: seed.title,
      ...range.data,
      durationMs: ms(lengthOf(piecesOf(range.data, arrangement))),
      shape: input.shape,
    })
    if (clipId === null) {
      const known = seed.suggestion && (await clipOfSuggestion(tx, seed.suggestion.id))
      if (!known) throw new AppError('suggestion.not-found')
      return { clipId: known }
    }
    await writeStyle(tx, clipId, style)
    const first = seedClip({
      title: seed.title,
      shape: input.shape,
      style,
      overlays: overlaysOfKit(kit),
      range: range.data,
      arrangement,
      transcriptVersion: seed.transcription?.version ?? 0,
      durationMs,
      framed,
    })
    await appendClipUpdates(tx, clipId, [first])
    await notifyChange(tx, { kind: 'clip', id: clipId, videoId: input.videoId })
    return { clipId }
  })
}

type Seed = {
  title: string
  from: Ms
  to: Ms
  transcription: { id: TranscriptionId; version: number } | null
  suggestion: { id: SuggestionId; score: number; reason: string | null } | null
  arrangement: Arrangement
}

async function seedOf(
  db: Db,
  input: CreateClip,
  userId: CommandContext['user']['id'],
): Promise<Seed> {
  if (!('suggestionId' in input)) {
    const { title, from, to, videoId } = input
    const transcription = await newestTranscription(db, videoId)
    return { title, from, to, transcription, suggestion: null, arrangement: asSpoken() }
  }
  const found = await getSuggestion(db, input.suggestionId, userId)
  if (found.videoId !== input.videoId) throw new AppError('suggestion.not-found')
  const { title, score, reasons } = found
  const { from, to } = input.range ?? found
  return {
    title,
    from,
    to,
    transcription: await getTranscription(db, found.transcriptionId),
    suggestion: { id: found.id, score, reason: reasons[0]?.say ?? null },
    arrangement: input.arrange
      ? arrangedFor({ from, to }, found.arrangement, input.arrange)
      : asSpoken(),
  }
}
