import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import type { TranscriptionId } from '#core/ids.ts'
import {
  currentTranscription,
  type SegmentRow,
  segmentsOf,
  type TranscriptionRow,
  transcriptionRow,
} from '#db/api-transcripts.ts'
import { getTranscript } from '#db/transcripts.ts'
import { EditSegment, editSegment } from '../commands/edit-segment.server.ts'
import { FixEverywhere, fixEverywhere } from '../commands/fix-everywhere.server.ts'
import { importTranscript } from '../commands/import-transcript.server.ts'
import { RenameSpeaker, renameSpeaker } from '../commands/rename-speaker.server.ts'
import { StartTranscription, startTranscription } from '../commands/start-transcription.server.ts'
import { transcriptFile } from '../server/transcript-file.ts'
import { type Api, endpoint } from './endpoint.ts'
import { JobLink, jobLink } from './jobs.ts'
import { theTranscription, theVideo } from './reach.ts'
import { inSeconds } from './videos.ts'

const tag = 'Transcriptions'
const Id = z.object({ id: z.string() })
const OfVideo = z.object({ videoId: z.string() })

export const ApiSegment = z
  .strictObject({
    id: z.uuid(),
    start_time: z.number(),
    end_time: z.number(),
    text: z.string(),
    confidence: z.number().nullable(),
    speaker_id: z.int().nullable().describe('Index into `speakers`'),
    words: z.array(
      z.strictObject({
        word: z.string(),
        start_time: z.number(),
        end_time: z.number(),
        confidence: z.number().nullable(),
      }),
    ),
  })
  .openapi('Segment')

const facts = {
  id: z.uuid(),
  video_id: z.uuid(),
  version: z.int(),
  language: z.string().describe('`und` until it is known'),
  status: z.enum(['pending', 'completed', 'failed']),
  error_message: z.string().nullable(),
  source: z.string(),
  speakers: z.array(z.string()),
  word_count: z.int(),
  duration_seconds: z.number().nullable(),
  confidence_avg: z.number().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
}
const Facts = z.strictObject(facts).openapi('TranscriptionFacts')
const ApiTranscription = z
  .strictObject({ ...facts, segments: z.array(ApiSegment) })
  .openapi('Transcription')

const presentFacts = (row: TranscriptionRow): z.input<typeof Facts> => ({
  id: row.id,
  video_id: row.videoId,
  version: row.version,
  language: row.language,
  status: row.status === 'done' ? 'completed' : row.status,
  error_message: row.errorMessage,
  source: row.source,
  speakers: row.speakers,
  word_count: row.wordCount,
  duration_seconds: row.durationMs === null ? null : inSeconds(row.durationMs),
  confidence_avg: row.confidenceAvg,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})

const presentSegment = (row: SegmentRow): z.input<typeof ApiSegment> => ({
  id: row.id,
  start_time: inSeconds(row.startMs),
  end_time: inSeconds(row.endMs),
  text: row.text,
  confidence: row.confidence,
  speaker_id: row.speakerId,
  words: row.words.map((word) => ({
    word: word.word,
    start_time: inSeconds(word.startMs),
    end_time: inSeconds(word.endMs),
    confidence: word.confidence,
  })),
})

type Who = Parameters<typeof theVideo>[0]

async function factsOf({ app }: Who, id: TranscriptionId) {
  const row = await transcriptionRow(app.db, id)
  if (!row) throw new AppError('transcription.not-found')
  return row
}

async function whole(who: Who, row: TranscriptionRow) {
  const segments = await segmentsOf(who.app.db, row.id)
  return { transcription: { ...presentFacts(row), segments: segments.map(presentSegment) } }
}

export function transcriptionEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/videos/{videoId}',
      tag,
      summary: 'Start transcription',
      more: 'By the speech engine that is set up here. Words that are there already stay until the new ones come. Whether speakers are told apart is up to the engine.',
      params: OfVideo,
      body: z.object({
        language: StartTranscription.shape.language,
        enable_diarization: z.boolean().optional(),
      }),
      bodyOptional: true,
      answer: { status: 202, schema: z.strictObject({ transcription: Facts, job: JobLink }) },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.videoId)
      const { transcriptionId, jobId } = await startTranscription(
        { ...who.app, user: who.caller.user },
        { videoId, language: who.body.language },
      )
      const row = await factsOf(who, transcriptionId)
      return { transcription: presentFacts(row), job: jobLink(jobId) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/videos/{videoId}/import',
      tag,
      summary: 'Import a transcript',
      more: 'SRT, VTT or JSON with words and times, as the body. It becomes the next version, and moments are looked for in it.',
      params: OfVideo,
      rawBody: {
        'application/x-subrip': { schema: { type: 'string' } },
        'text/vtt': { schema: { type: 'string' } },
        'text/plain': { schema: { type: 'string' } },
        'application/json': { schema: {} },
      },
      answer: { status: 201, schema: z.strictObject({ transcription: Facts }) },
      refuses: [404, 409, 413],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.videoId)
      const bytes = new Uint8Array(await who.request.arrayBuffer())
      await importTranscript({ ...who.app, user: who.caller.user }, { videoId, bytes })
      const row = await currentTranscription(who.app.db, videoId)
      if (!row) throw new AppError('transcription.not-found')
      return { transcription: presentFacts(row) }
    },
  )

  const query = z.object({
    include_words: z.enum(['true', 'false']).default('true').describe('false leaves out segments'),
  })
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/transcriptions/{id}',
      tag,
      summary: 'Get a transcription',
      params: Id,
      query,
      answer: { status: 200, schema: z.strictObject({ transcription: ApiTranscription }) },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      const row = await factsOf(who, transcription.id)
      return who.query.include_words === 'true'
        ? whole(who, row)
        : { transcription: { ...presentFacts(row), segments: [] } }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/transcriptions/videos/{videoId}',
      tag,
      summary: 'Get a video’s transcription',
      more: 'The newest that is complete, or the one on its way.',
      params: OfVideo,
      query,
      answer: { status: 200, schema: z.strictObject({ transcription: ApiTranscription }) },
      refuses: [404],
    },
    async (who) => {
      const { id } = await theVideo(who, who.params.videoId)
      const row = await currentTranscription(who.app.db, id)
      if (!row) throw new AppError('transcription.not-found')
      return who.query.include_words === 'true'
        ? whole(who, row)
        : { transcription: { ...presentFacts(row), segments: [] } }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/transcriptions/{id}/segments/{segmentId}',
      tag,
      summary: 'Edit a segment',
      more: 'Words that stay keep their times. Words put right one for one are put right in clips too, where nobody corrected them otherwise; where words come or go, clips keep those they were cut from.',
      params: Id.extend({ segmentId: z.string() }),
      body: z
        .object({ text: EditSegment.shape.text, speaker_id: EditSegment.shape.speakerId })
        .refine((body) => body.text !== undefined || body.speaker_id !== undefined, {
          error: 'Give a text or a speaker_id.',
          path: ['text'],
        }),
      answer: { status: 200, schema: z.strictObject({ segment: ApiSegment }) },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      const segmentId = z.uuid().safeParse(who.params.segmentId)
      if (!segmentId.success) throw new AppError('segment.not-found')
      const transcriptionId = transcription.id
      await editSegment(
        { ...who.app, user: who.caller.user },
        {
          transcriptionId,
          segmentId: segmentId.data,
          text: who.body.text,
          speakerId: who.body.speaker_id,
        },
      )
      const segments = await segmentsOf(who.app.db, transcriptionId)
      const segment = segments.find(({ id }) => id === segmentId.data)
      if (!segment) throw new AppError('segment.not-found')
      return { segment: presentSegment(segment) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/transcriptions/{id}/speakers/{speakerId}',
      tag,
      summary: 'Rename a speaker',
      more: 'In every version of the video’s words, so in its clips too. The name of another speaker makes the two one.',
      params: Id.extend({ speakerId: z.coerce.number().int().nonnegative() }),
      body: z.object({ name: RenameSpeaker.shape.name }),
      answer: { status: 200, schema: z.strictObject({ transcription: Facts }) },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      await renameSpeaker(
        { db: who.app.db, user: who.caller.user },
        {
          transcriptionId: transcription.id,
          speakerId: who.params.speakerId,
          name: who.body.name,
        },
      )
      return { transcription: presentFacts(await factsOf(who, transcription.id)) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/transcriptions/{id}/fix',
      tag,
      summary: 'Put a word right everywhere',
      more: 'A word or phrase that was heard wrong, wherever it is said: in the transcript, whose words keep their times, and in the captions of clips, where nobody corrected them by hand. With count_only nothing is changed.',
      params: Id,
      body: z.object({
        heard: FixEverywhere.shape.heard,
        said: FixEverywhere.shape.said,
        count_only: z.boolean().default(false),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({ places: z.int(), clips_changed: z.int() }),
      },
      refuses: [404],
    },
    async (who) => {
      const { transcription } = await theTranscription(who, who.params.id)
      const { heard, said, count_only = false } = who.body
      const { places, clips } = await fixEverywhere(
        { ...who.app, user: who.caller.user },
        { transcriptionId: transcription.id, heard, said, countOnly: count_only },
      )
      return { places, clips_changed: clips }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'post',
      path: '/transcriptions/{id}/export',
      tag,
      summary: 'Export as SRT, VTT, text or JSON',
      params: Id,
      body: z.object({
        format: z
          .string()
          .transform((format) => format.toLowerCase())
          .pipe(z.enum(['srt', 'vtt', 'txt', 'json']))
          .default('srt'),
      }),
      bodyOptional: true,
      answer: {
        status: 200,
        schema: null,
        rawAnswer: {
          'application/x-subrip': { schema: { type: 'string' } },
          'text/vtt': { schema: { type: 'string' } },
          'text/plain': { schema: { type: 'string' } },
          'application/json': { schema: {} },
        },
      },
      refuses: [404],
    },
    async (who) => {
      const { transcription, video } = await theTranscription(who, who.params.id)
      const transcript = await getTranscript(who.app.db, transcription.id)
      if (!transcript) throw new AppError('transcription.not-found')
      const format = who.body.format ?? 'srt'
      return transcriptFile(transcript, format, video)
    },
  )
}
