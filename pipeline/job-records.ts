import * as analysis from '#db/analysis.ts'
import * as notifications from '#db/notifications.ts'
import * as renders from '#db/render-work.ts'
import * as reviews from '#db/review-rounds.ts'
import * as suggestions from '#db/suggestions.ts'
import * as transcripts from '#db/transcripts.ts'
import * as uploads from '#db/uploads.ts'
import * as clips from '#db/video-clips.ts'
import * as videos from '#db/video-work.ts'
import * as webhooks from '#db/webhooks.ts'
import * as workspaces from '#db/workspaces.ts'

/** The queries jobs use, handed to them whole: a job imports no database, and a test may replace one. */
export const jobRecords = {
  analysis,
  clips,
  notifications,
  renders,
  reviews,
  suggestions,
  transcripts,
  uploads,
  videos,
  webhooks,
  workspaces,
}
export type JobRecords = typeof jobRecords
