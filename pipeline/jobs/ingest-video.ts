import { z } from 'zod'
import { type EngineChoice, whoHears } from '#core/engine-choice.ts'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { defineJob } from '../define-job.ts'
import type { JobDeps } from '../job-deps.ts'
import { analyseVideo } from './analyse-video.ts'
import { tellWebhooks } from './tell-webhooks.ts'
import { transcribeVideo } from './transcribe-video.ts'

/** Judges an upload, and makes the files it is worked on with. */
export const ingestVideo = defineJob({
  name: 'ingest-video',
  input: z.object({ videoId: VideoId }),
  retry: { limit: 3, delaySeconds: 5, backoff: true },
  timeoutSeconds: 12 * 3600,
  concurrency: 1,
  async run({ input: { videoId }, deps, signal, progress, finish }) {
    const { db, records, storage, ingest } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    progress({ percent: 0, step: 'Looking at the file' })
    const path = await storage.place(video.storagePath)
    const { energyKey, facts } = await (async () => {
      const facts = await ingest.probe(path, signal)
      const { container, video: picture, audio, notes } = facts
      await records.videos.saveVideoFacts(
        db,
        videoId,
        {
          durationMs: facts.durationMs,
          width: picture?.width ?? null,
          height: picture?.height ?? null,
          fps: picture?.fps ?? null,
          codec: picture?.codec ?? audio?.codec ?? null,
          bitrate: facts.bitrate,
          fileSizeBytes: facts.fileSizeBytes,
        },
        {
          container,
          hasVideo: picture !== null,
          hasAudio: audio !== null,
          ...(audio && { audioChannels: audio.channels }),
          ...(picture && {
            rotation: picture.rotation,
            variableFrameRate: picture.variableFrameRate,
          }),
          notes,
        },
      )
      const { energyKey } = await ingest.prepare(
        { videoId, path, facts, have: video.metadata },
        {
          signal,
          onPart: ({ metadata, thumbnailUrl }) =>
            records.videos.saveVideoPart(db, videoId, metadata, thumbnailUrl),
          onProgress: progress,
        },
      )
      return { energyKey, facts }
    })().catch(async (error: unknown) => {
      if (isRefusal(error)) await storage.remove(`videos/${videoId}`)
      throw error
    })

    await finish(async (tx, handOn) => {
      if (energyKey) await records.analysis.saveAnalysis(tx, videoId, { energyKey })
      // Somebody may have imported words while the file was being worked on.
      await records.videos.lockVideo(tx, videoId)
      if (await records.transcripts.newestTranscription(tx, videoId)) {
        await records.videos.markVideo(tx, videoId, 'analysing')
        await handOn(analyseVideo, { videoId })
      } else if (deps.speech.length > 0 && facts.audio) {
        const choice = await records.workspaces.engineChoice(tx, video.workspaceId)
        const waits = whyWait(deps, choice, facts.durationMs)
        if (waits) {
          await records.videos.markVideo(tx, videoId, 'needs-words', waits)
        } else {
          await records.videos.markVideo(tx, videoId, 'transcribing')
          await handOn(transcribeVideo, { videoId }).catch(async (error: unknown) => {
            // Everything but the words is there, and words can be imported.
            if (!isUsedUp(error)) throw error
            await records.videos.markVideo(tx, videoId, 'needs-words', error)
          })
        }
      } else {
        await records.videos.markVideo(tx, videoId, 'needs-words')
      }
    })
  },
  asked: ({ input: { videoId }, tx, records }) =>
    records.videos.markVideo(tx, videoId, 'ingesting'),
  async stopped({ input: { videoId }, tx, records, handOn, error }) {
    await records.videos.markVideo(tx, videoId, 'failed', error)
    const video = await records.videos.videoForWork(tx, videoId)
    if (!video || error.code === 'job.cancelled') return
    await tellWebhooks({ tx, records, handOn }, video.workspaceId, 'video.failed', {
      video_id: videoId,
      title: video.title,
      message: error.message,
    })
  },
})

/** Why nobody hears this unasked; null: somebody does. */
function whyWait(
  { speech, spendUnasked }: Pick<JobDeps, 'speech' | 'spendUnasked'>,
  choice: EngineChoice,
  durationMs: number,
): AppError | null {
  try {
    const [engine] = whoHears(speech, choice)
    const cost = engine.costOf(durationMs)
    const isAgreed = cost !== null && cost <= spendUnasked
    return isAgreed ? null : askFirst(engine.id, durationMs, cost)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Money is spent when somebody has seen how much. */
function askFirst(engine: string, durationMs: number, cost: number | null): AppError {
  const minutes = Math.max(1, Math.round(durationMs / 60_000))
  const length = minutes === 1 ? 'one minute' : `${minutes} minutes`
  const price = cost === null ? 'money; how much is not known' : `about $${cost.toFixed(2)}`
  return new AppError('speech.ask-first', {
    detail: `Hearing ${length} with ${engine} costs ${price}. It waits until somebody starts it.`,
  })
}

const isUsedUp = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'plan.used-up'

/** The file itself is at fault: nothing of it is kept. */
const isRefusal = (error: unknown) => error instanceof AppError && error.code.startsWith('media.')
