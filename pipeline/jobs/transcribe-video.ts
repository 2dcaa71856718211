import { z } from 'zod'
import { whoHears } from '#core/engine-choice.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { TranscriptionId, VideoId } from '#core/ids.ts'
import { makeTranscript } from '#core/transcript.ts'
import { defineJob } from '../define-job.ts'
import type { NamedSpeech, Speech, SpeechProgress } from '../speech/speech.ts'
import { analyseVideo } from './analyse-video.ts'

/**
 * Has the speech engine hear a video's words. Words that are there already are never replaced, unless
 * somebody asked for others: `transcriptionId` is the row that waits for them, the next version.
 */
export const transcribeVideo = defineJob({
  name: 'transcribe-video',
  input: z.object({
    videoId: VideoId,
    transcriptionId: TranscriptionId.optional(),
    language: z.string().optional(),
  }),
  retry: { limit: 3, delaySeconds: 10, backoff: true },
  timeoutSeconds: 6 * 3600,
  concurrency: 2,
  async cost({ input: { videoId }, tx, records }) {
    const video = await records.videos.videoForWork(tx, videoId)
    return video && { workspaceId: video.workspaceId, kind: 'heard', ms: video.durationMs ?? 0 }
  },
  async run({ input: { videoId, transcriptionId, language }, deps, signal, progress, finish }) {
    const { db, records, storage } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    if (transcriptionId || !(await records.transcripts.newestTranscription(db, videoId))) {
      const choice = await records.workspaces.engineChoice(db, video.workspaceId)
      const engines = whoHears(deps.speech, choice)
      if (!video.metadata.speech) throw new AppError('speech.no-speech')
      progress({ percent: 0, step: 'Listening' })
      const analysis = await records.analysis.getAnalysis(db, videoId)
      const { energy } = await deps.ingest.signals(analysis)
      const vocabulary = await records.workspaces.customWords(db, video.workspaceId)
      const track = { videoId, path: await storage.place(video.metadata.speech), energy }
      const { engine, heard } = await theFirstThatWorks(
        engines,
        { durationMs: video.durationMs ?? 0, spendUnasked: deps.spendUnasked },
        (engine) => {
          const usual = engine === engines[0] ? 'Listening' : `Listening with ${engine.id} instead`
          const onProgress: SpeechProgress = (percent, step = usual) => progress({ percent, step })
          return engine.transcribe(track, { signal, language, vocabulary, onProgress })
        },
      )
      const transcript = makeTranscript(heard.language, heard.segments)
      if (transcript.segments.length === 0) throw new AppError('speech.no-speech')
      return finish(async (tx, handOn) => {
        await records.videos.lockVideo(tx, videoId)
        if (transcriptionId || !(await records.transcripts.newestTranscription(tx, videoId))) {
          await records.transcripts.saveTranscript(
            tx,
            videoId,
            transcript,
            engine.id,
            transcriptionId,
          )
        }
        await records.videos.markVideo(tx, videoId, 'analysing')
        await handOn(analyseVideo, { videoId })
      })
    }
    await finish(async (tx, handOn) => {
      await records.videos.markVideo(tx, videoId, 'analysing')
      await handOn(analyseVideo, { videoId })
    })
  },
  asked: ({ input: { videoId }, tx, records }) =>
    records.videos.markVideo(tx, videoId, 'transcribing'),
  /** Everything but the words is there: the video can be watched, and words can be imported. */
  async stopped({ input: { videoId, transcriptionId }, tx, records, error }) {
    if (transcriptionId) await records.transcripts.failTranscription(tx, transcriptionId, error)
    if (await records.transcripts.newestTranscription(tx, videoId)) {
      if (transcriptionId) await records.videos.markVideo(tx, videoId, 'ready')
      return
    }
    await records.videos.markVideo(tx, videoId, 'needs-words', error)
  },
})

/** The engine is at fault, not what it was given. */
const isEngines = (error: unknown): error is AppError =>
  isAppError(error) &&
  /^speech\.(?:unreachable|refused|no-weights|local-failed|no-words)$/.test(error.code)

/**
 * Has engines hear, one after another, until one works. Nobody steps in who costs more than what was
 * agreed to when it began.
 */
async function theFirstThatWorks(
  engines: [NamedSpeech, ...NamedSpeech[]],
  { durationMs, spendUnasked }: { durationMs: number; spendUnasked: number },
  hear: (engine: NamedSpeech) => ReturnType<Speech['transcribe']>,
) {
  const [first, ...others] = engines
  const agreed = Math.max(first.costOf(durationMs) ?? 0, spendUnasked)
  const mayStepIn = others.filter(
    (engine) => (engine.costOf(durationMs) ?? Number.POSITIVE_INFINITY) <= agreed,
  )
  let trouble: AppError | null = null
  for (const engine of [first, ...mayStepIn]) {
    try {
      return { engine, heard: await hear(engine) }
    } catch (error) {
      if (!isEngines(error)) throw error
      // What is said is what went wrong with the one that people expect.
      trouble ??= error
    }
  }
  throw trouble ?? new AppError('speech.no-engine')
}
