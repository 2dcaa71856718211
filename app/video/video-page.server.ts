import type { VideoId } from '#core/ids.ts'
import { TRANSLATE_CLIPS } from '#core/job.ts'
import { getAnalysis } from '#db/analysis.ts'
import { jobsOf, newestJobs } from '#db/jobs.ts'
import { suggestionsOf } from '#db/suggestions.ts'
import { newestTranscription } from '#db/transcripts.ts'
import { videoClips } from '#db/video-clips.ts'
import { getVideo } from '#db/videos.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import type { VideoPage } from './video-page.ts'

/** Reads the page for one person, or fails with `video.not-found`. */
export async function videoPage(
  { db, user }: Pick<AppContext, 'db'> & { user: CurrentUser },
  id: VideoId,
): Promise<VideoPage> {
  const video = await getVideo(db, id, user.id)
  const { metadata } = video
  const transcription = await newestTranscription(db, id)
  const analysis = await getAnalysis(db, id)
  const suggestions = transcription ? await suggestionsOf(db, id, transcription.id) : []
  const clips = await videoClips(db, id)
  const job = (await newestJobs(db, 'video', [id])).get(id)
  const translating = (await jobsOf(db, { type: 'video', id })).find(
    ({ type, status }) =>
      type === TRANSLATE_CLIPS && (status === 'pending' || status === 'running'),
  )
  const media = (key: string) => `/media/videos/${id}/${key.split('/').at(-1)}`
  return {
    id,
    title: video.title,
    filename: video.filename,
    project: { id: video.projectId, name: video.projectName },
    status: video.status,
    errorCode: video.errorCode,
    errorMessage: video.errorMessage,
    durationMs: video.durationMs,
    width: video.width,
    height: video.height,
    hasVideo: metadata.hasVideo ?? true,
    hasAudio: metadata.hasAudio ?? true,
    notes: [...(metadata.notes ?? []), ...(metadata.momentNotes ?? [])],
    isSample: metadata.sample === true,
    mayChange: video.role !== 'reviewer',
    media: {
      proxy: metadata.proxy ? media(metadata.proxy) : null,
      poster: metadata.poster ? media(metadata.poster) : null,
      peaks: metadata.peaks
        ? { src: media(metadata.peaks.key), perSecond: metadata.peaks.perSecond }
        : null,
      filmstrip: metadata.filmstrip
        ? { ...metadata.filmstrip, src: media(metadata.filmstrip.key) }
        : null,
    },
    work: job
      ? {
          id: job.id,
          type: job.type,
          status: job.status,
          progress: job.progress,
          step: job.step,
          etaMs: job.etaMs,
        }
      : null,
    transcript: transcription && {
      id: transcription.id,
      version: transcription.version,
      language: transcription.language,
      speakers: transcription.speakers,
      source: transcription.source,
      wordCount: transcription.wordCount,
      changedAt: transcription.updatedAt.getTime(),
    },
    topics: analysis?.topics ?? [],
    suggestions: suggestions.map(
      ({
        id,
        rank,
        from,
        to,
        score,
        parts,
        reasons,
        highlights,
        title,
        transcript,
        arrangement,
        dismissedAt,
      }) => ({
        id,
        rank,
        from,
        to,
        score,
        parts,
        reasons,
        highlights,
        title,
        transcript,
        arrangement,
        dismissed: dismissedAt !== null,
      }),
    ),
    clips,
    translating: translating
      ? { id: translating.id, progress: translating.progress, step: translating.step }
      : null,
  }
}
