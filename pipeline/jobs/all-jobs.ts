import type { Job } from '../define-job.ts'
import { analyseVideo } from './analyse-video.ts'
import { deliverWebhook } from './deliver-webhook.ts'
import { importVideo } from './import-video.ts'
import { ingestVideo } from './ingest-video.ts'
import { makePoster } from './make-poster.ts'
import { makeSample } from './make-sample.ts'
import { remindReviewer } from './remind-reviewer.ts'
import { renderClip } from './render-clip.ts'
import { suggestMoments } from './suggest-moments.ts'
import { transcribeVideo } from './transcribe-video.ts'
import { translateClips } from './translate-clips.ts'

/** Every job there is: the queue makes room for each, the worker runs each. */
export const allJobs: Job[] = [
  makeSample,
  makePoster,
  importVideo,
  ingestVideo,
  transcribeVideo,
  analyseVideo,
  suggestMoments,
  translateClips,
  renderClip,
  deliverWebhook,
  remindReviewer,
]
