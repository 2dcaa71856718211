import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import type { TranscriptionId } from '#core/ids.ts'
import { textOf } from '#core/script.ts'
import { ms } from '#core/time.ts'
import { editKinds } from '#core/transcript-edit/edit-kind.ts'
import type { EditedSegment } from '#core/transcript-edit/edit-segments.ts'
import { originalSegments, placeOfSegment, segmentRun } from '#db/transcript-edits.ts'
import { EditSegment } from '../commands/edit-segment.server.ts'
import { confirmTranscript, retimeTranscript, rewriteWords } from '../commands/edit-words.server.ts'
import { undoWords, wordSteps } from '../commands/undo-words.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theTranscription } from './reach.ts'
import { ApiSegment } from './transcription-endpoints.ts'
import { fromSeconds, inSeconds } from './videos.ts'

const tag = 'Transcriptions'
const Id = z.object({ id: z.string() })
const OfSegment = Id.extend({ segmentId: z.string() })
const Seconds = z.number().min(0).max(1_000_000)
const Segments = z.strictObject({ segments: z.array(ApiSegment) })

const present = ({
  id,
  from,
  to,
  words,
  ...segment
}: EditedSegment): z.input<typeof ApiSegment> => ({
  id,
  start_time: inSeconds(from),
  end_time: inSeconds(to),
  text: textOf({ words }),
  confidence: segment.confidence,
  speaker_id: segment.speaker,
  words: words.map((word) => ({
    word: word.text,
    start_time: inSeconds(word.from),
    end_time: inSeconds(word.to),
    confidence: word.confidence,
  })),
})

type Who = Parameters<typeof theTranscription>[0]

/** The segment of a request, where it stands, and what it says. */
async function theSegment(who: Who, { id, segmentId }: { id: string; segmentId: string }) {
  const { transcription } = await theTranscription(who, id)
  const { db } = who.app
  const known = z.uuid().safeParse(segmentId)
  const at = known.success ? await placeOfSegment(db, transcription.id, known.data) : null
  const [segment, next] =
    at === null ? [] : await segmentRun(db, transcription.id, { first: at, count: 2 })
  if (!segment) throw new AppError('segment.not-found')
  return { transcriptionId: transcription.id, at: segment.at, segment, next: next ?? null }
}

/** Segments as they are now, from a place on. */
const now = async ({ app }: Who, id: TranscriptionId, first: number, count: number) => ({
  segments: (await segmentRun(app.db, id, { first, count })).map(present),
})

export function transcriptEditEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/{id}/segments/{segmentId}/split',
      tag,
      summary: 'Divide a segment in two',
      more: 'Every word keeps its time. The first part keeps the id.',
      params: OfSegment,
      body: z.object({
        word: z.number().int().min(1).describe('The word the second part begins with, from 0'),
        speaker_id: EditSegment.shape.speakerId.describe(
          'Who says the second part; left out: the same',
        ),
      }),
      answer: { status: 200, schema: Segments },
      refuses: [404, 409],
    },
    async (who) => {
      const { transcriptionId, at, segment } = await theSegment(who, who.params)
      const { word, speaker_id } = who.body
      if (word >= segment.words.length)
        throw new AppError('request.invalid', {
          detail: `This segment has ${segment.words.length} words: it can be divided before word 1 to ${segment.words.length - 1}.`,
        })
      const { speaker, words } = segment
      await rewriteWords(
        { ...who.app, user: who.caller.user },
        {
          ...{ transcriptionId, at, was: textOf(segment) },
          parts: [
            { text: textOf({ words: words.slice(0, word) }), speaker },
            {
              text: textOf({ words: words.slice(word) }),
              speaker: speaker_id === undefined ? speaker : speaker_id,
            },
          ],
        },
      )
      return now(who, transcriptionId, at, 2)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/{id}/segments/{segmentId}/merge',
      tag,
      summary: 'Join a segment with the one after it',
      more: 'Every word keeps its time. The first one’s id and speaker stay.',
      params: OfSegment,
      answer: { status: 200, schema: Segments },
      refuses: [404, 409],
    },
    async (who) => {
      const { transcriptionId, at, segment, next } = await theSegment(who, who.params)
      if (!next) throw new AppError('request.invalid', { detail: 'Nothing follows this segment.' })
      const text = textOf({ words: [...segment.words, ...next.words] })
      await rewriteWords(
        { ...who.app, user: who.caller.user },
        {
          ...{ transcriptionId, at, count: 2, was: text },
          parts: [{ text, speaker: segment.speaker }],
        },
      )
      return now(who, transcriptionId, at, 1)
    },
  )

  const Times = z.object({ start_time: Seconds, end_time: Seconds })
  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/transcriptions/{id}/segments/{segmentId}/times',
      tag,
      summary: 'Move a segment or a word of it to other times',
      more: 'Seconds of the video. A segment takes its words along. Words stay in the order in which they are said; clips keep the times they were cut by.',
      params: OfSegment,
      body: Times.extend({
        word: z.number().int().nonnegative().optional().describe('From 0; left out: all of it'),
      }),
      answer: { status: 200, schema: Segments },
      refuses: [404, 409],
    },
    async (who) => {
      const { transcriptionId, at, segment } = await theSegment(who, who.params)
      const { start_time, end_time, word } = who.body
      await retimeTranscript(
        { db: who.app.db, user: who.caller.user },
        {
          ...{ transcriptionId, at, was: textOf(segment) },
          ...(word !== undefined && { word }),
          ...{ from: ms(fromSeconds(start_time)), to: ms(fromSeconds(end_time)) },
        },
      )
      return now(who, transcriptionId, at, 1)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/{id}/segments/{segmentId}/confirm',
      tag,
      summary: 'Confirm words that the engine was not sure of',
      more: 'Somebody listened: they are right as they stand, and have no confidence from then on.',
      params: OfSegment,
      body: z.object({ words: z.array(z.number().int().nonnegative()).min(1).max(1000) }),
      answer: { status: 200, schema: Segments },
      refuses: [404, 409],
    },
    async (who) => {
      const { transcriptionId, at, segment } = await theSegment(who, who.params)
      await confirmTranscript(
        { db: who.app.db, user: who.caller.user },
        { transcriptionId, at, was: textOf(segment), words: who.body.words },
      )
      return now(who, transcriptionId, at, 1)
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/transcriptions/{id}/original',
      tag,
      summary: 'Get the words as they were heard',
      more: 'Before anybody edited them.',
      params: Id,
      answer: { status: 200, schema: Segments },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      const segments = await originalSegments(who.app.db, transcription.id)
      return { segments: segments.map(present) }
    },
  )

  const Step = z
    .strictObject({
      kind: z.enum(editKinds),
      by: z.string().nullable(),
      made_at: z.iso.datetime(),
      start_time: z.number().describe('Where in the video'),
    })
    .openapi('TranscriptStep')
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/transcriptions/{id}/steps',
      tag,
      summary: 'See which edits of a transcript can be taken back, or made again',
      params: Id,
      answer: {
        status: 200,
        schema: z.strictObject({
          steps: z.int().describe('Since the words were heard'),
          undo: Step.nullable(),
          redo: Step.nullable(),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      const { steps, back, again } = await wordSteps(
        { db: who.app.db, user: who.caller.user },
        { transcriptionId: transcription.id },
      )
      const presentStep = (step: typeof back) =>
        step && {
          ...{ kind: step.kind, by: step.by, made_at: step.madeAt.toISOString() },
          start_time: inSeconds(step.at),
        }
      return { steps, undo: presentStep(back), redo: presentStep(again) }
    },
  )

  const Steps = z.strictObject({ steps: z.int() })
  for (const { path, summary, more, which } of [
    {
      ...{
        path: 'undo',
        summary: 'Take back the last edit of a transcript',
        which: 'back' as const,
      },
      more: 'Whoever made it. Clips follow where they still say what it had put there.',
    },
    {
      ...{
        path: 'redo',
        summary: 'Make an edit again that was taken back',
        which: 'again' as const,
      },
      more: 'Until somebody makes another.',
    },
    {
      ...{ path: 'restore-original', summary: 'Take back every edit of a transcript' },
      ...{ which: 'original' as const, more: 'It says what was heard; redo goes forward again.' },
    },
  ])
    endpoint(
      api,
      'write',
      {
        method: 'post',
        path: `/transcriptions/{id}/${path}`,
        ...{ tag, summary, more, params: Id },
        answer: { status: 200, schema: Steps },
        refuses: [404, 409],
      },
      async (who) => {
        const { transcription } = await theTranscription(who, who.params.id)
        const context = { ...who.app, user: who.caller.user }
        return undoWords(context, { transcriptionId: transcription.id, which })
      },
    )
}
