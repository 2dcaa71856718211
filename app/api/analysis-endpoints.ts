import { z } from '@hono/zod-openapi'
import { piecesOf } from '#core/arrangement.ts'
import { AppError } from '#core/errors.ts'
import type { JobState } from '#core/job.ts'
import { Steering } from '#core/moments/steering.ts'
import { type ScoreParts, scoreWeights } from '#core/suggestion.ts'
import { getAnalysis } from '#db/analysis.ts'
import { getJob, jobsOf } from '#db/jobs.ts'
import { type KeptSuggestion, suggestionsOf } from '#db/suggestions.ts'
import { newestTranscription } from '#db/transcripts.ts'
import type { Video } from '#db/videos.ts'
import { CreateClip, createClip } from '../commands/create-clip.server.ts'
import { dismissSuggestion } from '../commands/dismiss-suggestion.server.ts'
import { startAnalysis } from '../commands/start-analysis.server.ts'
import { answerClip } from './clip-endpoints.ts'
import { ApiClip } from './clips.ts'
import { type Api, endpoint } from './endpoint.ts'
import { JobLink, jobLink } from './jobs.ts'
import { theSuggestion, theVideo } from './reach.ts'
import { signedFile } from './signed-files.ts'
import { fromSeconds, inSeconds } from './videos.ts'

const tag = 'Suggestions'
const OfVideo = z.object({ videoId: z.string() })
const Id = z.object({ id: z.string() })
type Who = Parameters<typeof theVideo>[0]

const ApiSuggestion = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    start_time: z.number(),
    end_time: z.number(),
    duration: z.number(),
    virality_score: z.number().min(0).max(100),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .describe('The share of the score that rests on signals this video has'),
    reason: z.string(),
    highlights: z.array(z.string()),
    score_parts: z.strictObject({
      hook: z.number().nullable(),
      emotion: z.number().nullable(),
      topic: z.number().nullable(),
      thought: z.number().nullable(),
      visual: z.number().nullable(),
    }),
    preview_url: z.string().nullable().describe('The video from there on; opens for a few hours'),
    transcript: z.string(),
    pieces: z
      .array(z.strictObject({ start_time: z.number(), end_time: z.number() }))
      .describe(
        'In playing order: how it is best told, without a tangent or opening with its payoff. One: as it was spoken',
      ),
    dismissed: z.boolean(),
    clip_id: z.uuid().nullable().describe('The clip made of it'),
  })
  .openapi('Suggestion')

async function presentSuggestion(
  { app, caller }: Who,
  video: Pick<Video, 'id' | 'metadata'>,
  one: KeptSuggestion,
): Promise<z.input<typeof ApiSuggestion>> {
  const file = video.metadata.proxy
    ? await signedFile(app, caller.user, `/media/videos/${video.id}/proxy.mp4`)
    : null
  return {
    id: one.id,
    title: one.title,
    start_time: inSeconds(one.from),
    end_time: inSeconds(one.to),
    duration: inSeconds(one.to - one.from),
    virality_score: one.score,
    confidence: confidence(one.parts),
    reason: one.reasons[0]?.say ?? one.title,
    highlights: one.highlights.length > 0 ? one.highlights : one.reasons.map(({ say }) => say),
    score_parts: one.parts,
    preview_url: file && `${file}#t=${inSeconds(one.from)},${inSeconds(one.to)}`,
    transcript: one.transcript,
    pieces: piecesOf(one, one.arrangement).map(({ from, to }) => ({
      start_time: inSeconds(from),
      end_time: inSeconds(to),
    })),
    dismissed: one.dismissedAt !== null,
    clip_id: one.clipId,
  }
}

const confidence = (parts: ScoreParts) =>
  (Object.keys(scoreWeights) as (keyof ScoreParts)[]).reduce(
    (sum, part) => (parts[part] === null ? sum : sum + scoreWeights[part]),
    0,
  ) / 100

async function suggestionsFor(who: Who, video: Video): Promise<KeptSuggestion[]> {
  const transcription = await newestTranscription(who.app.db, video.id)
  return transcription ? suggestionsOf(who.app.db, video.id, transcription.id) : []
}

const ApiAnalysis = z
  .strictObject({
    video_id: z.uuid(),
    status: z.enum(['pending', 'processing', 'completed', 'failed']),
    scenes: z.array(z.strictObject({ start_time: z.number() })),
    topics: z.array(
      z.strictObject({ start_time: z.number(), end_time: z.number(), title: z.string() }),
    ),
    suggestions: z.array(ApiSuggestion),
  })
  .openapi('Analysis')

function stateOf(
  job: JobState | undefined,
  { status }: Pick<Video, 'status'>,
): z.infer<typeof ApiAnalysis>['status'] {
  if (job?.status === 'running') return 'processing'
  if (job?.status === 'pending') return 'pending'
  return status === 'ready' ? 'completed' : status === 'failed' ? 'failed' : 'pending'
}

/** Longer than this and whoever asked is told to look again. */
const PATIENCE_MS = 25_000
const LOOK_EVERY_MS = 100

export function analysisEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/analysis/videos/{videoId}',
      tag,
      summary: 'Start the analysis',
      params: OfVideo,
      body: z.object({}),
      bodyOptional: true,
      answer: {
        status: 202,
        schema: z.strictObject({
          analysis: z.strictObject({ video_id: z.uuid(), status: ApiAnalysis.shape.status }),
          job: JobLink,
        }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { id: videoId } = await theVideo(who, who.params.videoId)
      const jobId = await startAnalysis({ ...who.app, user: who.caller.user }, { videoId })
      return { analysis: { video_id: videoId, status: 'pending' as const }, job: jobLink(jobId) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/analysis/videos/{videoId}',
      tag,
      summary: 'Get what the analysis found',
      params: OfVideo,
      answer: { status: 200, schema: z.strictObject({ analysis: ApiAnalysis }) },
      refuses: [404],
    },
    async (who) => {
      const video = await theVideo(who, who.params.videoId)
      const found = await getAnalysis(who.app.db, video.id)
      const [job] = await jobsOf(who.app.db, { type: 'video', id: video.id })
      const kept = await suggestionsFor(who, video)
      return {
        analysis: {
          video_id: video.id,
          status: stateOf(job, video),
          scenes: (found?.scenes ?? []).map((at) => ({ start_time: inSeconds(at) })),
          topics: (found?.topics ?? []).map(({ from, to, title }) => ({
            start_time: inSeconds(from),
            end_time: inSeconds(to),
            title,
          })),
          suggestions: await Promise.all(kept.map((one) => presentSuggestion(who, video, one))),
        },
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/analysis/videos/{videoId}/suggest-clips',
      tag,
      summary: 'Generate clip suggestions',
      more: 'Looks again, with these wishes. What it finds is what everybody sees from then on; suggestions that name the same stretch keep their ids.',
      params: OfVideo,
      body: z
        .object({
          min_duration: z.number().min(1).max(3600).default(30),
          max_duration: z.number().min(2).max(3600).default(90),
          prompt: Steering.shape.prompt.describe(
            'What to look for, in plain words: “only the guest, funny, 20 to 40 s”. A length in it comes before the two above',
          ),
          min_virality_score: z.number().min(0).max(100).default(0),
          max_suggestions: z.number().int().min(1).max(100).default(10),
          preferences: z
            .object({
              include_hooks: z.boolean().optional(),
              avoid_long_pauses: z.boolean().optional(),
              prefer_emotional_peaks: z.boolean().optional(),
            })
            .optional()
            .describe('All of them count in every score already; see score_parts'),
        })
        .refine((body) => body.min_duration < body.max_duration, {
          error: 'The longest must be longer than the shortest.',
          path: ['max_duration'],
        }),
      bodyOptional: true,
      answer: {
        status: 200,
        schema: z.strictObject({
          suggestions: z.array(ApiSuggestion),
          metadata: z.strictObject({
            total_suggestions: z.int(),
            analysis_duration: z.number().describe('Seconds'),
            confidence_avg: z.number().nullable(),
            notes: z
              .array(z.string())
              .describe('How a `prompt` was understood, and what was kept from it'),
          }),
        }),
      },
      refuses: [404, 409, 503],
    },
    async (who) => {
      const { app, body, request } = who
      const video = await theVideo(who, who.params.videoId)
      const asked = performance.now()
      const jobId = await startAnalysis(
        { ...app, user: who.caller.user },
        {
          videoId: video.id,
          options: {
            count: body.max_suggestions ?? 10,
            min: fromSeconds(body.min_duration ?? 30),
            max: fromSeconds(body.max_duration ?? 90),
            ...(body.prompt && { steering: { prompt: body.prompt } }),
          },
        },
      )
      for (;;) {
        const job = await getJob(app.db, jobId)
        if (!job || job.status === 'done' || job.status === 'cancelled') break
        if (job.status === 'failed') {
          // Nothing of that length is an answer, not a failure.
          if (job.errorCode === 'suggestion.none') break
          throw new AppError('job.unforeseen')
        }
        if (performance.now() - asked > PATIENCE_MS) throw new AppError('suggestion.slow')
        request.signal.throwIfAborted()
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
      }
      const kept = (await suggestionsFor(who, video)).filter(
        (one) =>
          one.dismissedAt === null &&
          one.score >= (body.min_virality_score ?? 0) &&
          (body.prompt !== undefined ||
            (one.to - one.from >= (body.min_duration ?? 30) * 1000 - 1 &&
              one.to - one.from <= (body.max_duration ?? 90) * 1000 + 1)),
      )
      const shown = kept.slice(0, body.max_suggestions ?? 10)
      const told = await Promise.all(shown.map((one) => presentSuggestion(who, video, one)))
      return {
        suggestions: told,
        metadata: {
          total_suggestions: told.length,
          analysis_duration: Math.round(performance.now() - asked) / 1000,
          confidence_avg:
            told.length > 0
              ? told.reduce((sum, one) => sum + one.confidence, 0) / told.length
              : null,
          notes: (await theVideo(who, video.id)).metadata.momentNotes ?? [],
        },
      }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/videos/{videoId}/suggestions',
      tag,
      summary: 'List a video’s suggestions',
      params: OfVideo,
      answer: { status: 200, schema: z.strictObject({ suggestions: z.array(ApiSuggestion) }) },
      refuses: [404],
    },
    async (who) => {
      const video = await theVideo(who, who.params.videoId)
      const kept = await suggestionsFor(who, video)
      return {
        suggestions: await Promise.all(kept.map((one) => presentSuggestion(who, video, one))),
      }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/suggestions/{id}/accept',
      tag,
      summary: 'Make a suggestion a clip',
      more: 'The same suggestion always gives the same clip.',
      params: Id,
      body: z.object({ aspect_ratio: ApiClip.shape.aspect_ratio.default('9:16') }),
      bodyOptional: true,
      answer: { status: 201, schema: z.strictObject({ clip: ApiClip }) },
      refuses: [404],
    },
    async (who) => {
      const one = await theSuggestion(who, who.params.id)
      const { clipId } = await createClip(
        { db: who.app.db, user: who.caller.user },
        CreateClip.parse({
          videoId: one.videoId,
          suggestionId: one.id,
          shape: who.body.aspect_ratio ?? '9:16',
        }),
      )
      return answerClip(who.app, clipId)
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/suggestions/{id}/dismiss',
      tag,
      summary: 'Put a suggestion away, or take it out again',
      params: Id,
      body: z.object({ dismissed: z.boolean().default(true) }),
      bodyOptional: true,
      answer: { status: 200, schema: z.strictObject({ suggestion: ApiSuggestion }) },
      refuses: [404],
    },
    async (who) => {
      const one = await theSuggestion(who, who.params.id)
      await dismissSuggestion(
        { db: who.app.db, user: who.caller.user },
        { suggestionId: one.id, dismissed: who.body.dismissed ?? true },
      )
      const video = await theVideo(who, one.videoId)
      return {
        suggestion: await presentSuggestion(who, video, await theSuggestion(who, who.params.id)),
      }
    },
  )
}
