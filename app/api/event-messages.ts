import { filmName } from '#core/export-settings.ts'
import type { VideoId } from '#core/ids.ts'
import { VideoId as AnyVideoId } from '#core/ids.ts'
import { videoRow } from '#db/api-lists.ts'
import { getJob } from '#db/jobs.ts'
import type { Change } from '#db/notify.ts'
import { renderOfJob } from '#db/renders.ts'
import { newestTranscription } from '#db/transcripts.ts'
import type { AppServices } from '../server/context.ts'
import { jobStatus } from './jobs.ts'
import { renderStatus } from './render-endpoints.ts'
import { signedFile } from './signed-files.ts'

export type EventMessage = {
  type: 'JOB_UPDATE' | 'TRANSCRIPTION_COMPLETE' | 'RENDER_COMPLETE' | 'ERROR' | 'NOTIFICATION'
  payload: Record<string, unknown>
  timestamp: string
}

type World = Pick<AppServices, 'db' | 'keys' | 'siteUrl'>

const message = (type: EventMessage['type'], payload: Record<string, unknown>): EventMessage => ({
  type,
  payload,
  timestamp: new Date().toISOString(),
})

/**
 * What a change means to a program: changes carry ids alone, so what they are about is read anew.
 * Keeps what it said last: the same is not said twice.
 */
export function eventTeller(world: World, user: { id: Parameters<typeof signedFile>[1]['id'] }) {
  const said = new Map<string, string>()
  /** Videos that were seen at work: the end of it is worth a word. */
  const working = new Set<string>()

  const once = (id: string, payload: Record<string, unknown>) => {
    const key = JSON.stringify(payload)
    if (said.get(id) === key) return false
    said.set(id, key)
    if (said.size > 1000) said.delete(said.keys().next().value ?? '')
    return true
  }

  const ofJob = async (id: string): Promise<EventMessage[]> => {
    const job = await getJob(world.db, id as never)
    if (!job) return []
    if (job.entity.type === 'video') working.add(job.entity.id)
    const render = job.type === 'render-clip' ? await renderOfJob(world.db, job.id) : null
    const about = {
      // A render is known to programs by its own id.
      job_id: render?.id ?? job.id,
      job_type: job.type,
      entity_type: job.entity.type,
      entity_id: job.entity.id,
      status: render ? renderStatus(job.status) : jobStatus(job.status),
      progress: job.progress,
      message: job.errorMessage ?? job.step,
    }
    if (!once(job.id, about)) return []
    const told = [message('JOB_UPDATE', about)]
    if (job.status === 'failed') {
      const { job_id, entity_type, entity_id } = about
      const text = job.errorMessage ?? 'This stopped before its end.'
      told.push(
        message('ERROR', { job_id, entity_type, entity_id, code: job.errorCode, message: text }),
      )
    }
    if (job.status === 'done' && render?.storagePath) {
      const path = `/media/renders/${render.id}/${filmName(render.settings)}`
      told.push(
        message('RENDER_COMPLETE', {
          job_id: render.id,
          clip_id: render.clipId,
          output_url: await signedFile(world, user, path),
          file_size_bytes: render.fileSizeBytes,
          duration_seconds: render.durationMs === null ? null : render.durationMs / 1000,
        }),
      )
    }
    if (job.status === 'done' && job.type === 'transcribe-video') {
      const videoId = AnyVideoId.parse(job.entity.id)
      const transcription = await newestTranscription(world.db, videoId)
      if (transcription) {
        const { id: transcription_id, language, wordCount: word_count } = transcription
        told.push(
          message('TRANSCRIPTION_COMPLETE', {
            video_id: videoId,
            transcription_id,
            language,
            word_count,
          }),
        )
      }
    }
    return told
  }

  const ofVideo = async (id: VideoId): Promise<EventMessage[]> => {
    const video = working.has(id) ? await videoRow(world.db, id) : null
    if (!video || !['ready', 'needs-words', 'failed'].includes(video.status)) return []
    working.delete(id)
    const words = {
      ready: `“${video.title}” is ready.`,
      'needs-words': `“${video.title}” needs its words: import a transcript, or set up a speech engine.`,
    }[video.status as string]
    const text = words ?? video.errorMessage ?? `“${video.title}” could not be read.`
    return [message('NOTIFICATION', { video_id: id, status: video.status, message: text })]
  }

  return async (change: Change): Promise<EventMessage[]> => {
    if (change.kind === 'job') return ofJob(change.id)
    return change.kind === 'video' ? ofVideo(AnyVideoId.parse(change.id)) : []
  }
}
