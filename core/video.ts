import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { ProjectId, UserId, VideoId } from './ids.ts'
import type { JobState } from './job.ts'
import type { Ms } from './time.ts'

/**
 * uploading → ingesting → transcribing → analysing → ready. `needs-words`: everything is done that
 * can be done without a transcript. `failed`: refused or broken; an error code says why.
 */
export const VideoStatus = z.enum([
  'uploading',
  'ingesting',
  'transcribing',
  'analysing',
  'needs-words',
  'ready',
  'failed',
])
export type VideoStatus = z.infer<typeof VideoStatus>

/** What ffprobe and ingest found; paths are storage keys. */
export type VideoMetadata = {
  container?: string
  hasVideo?: boolean
  hasAudio?: boolean
  audioChannels?: number
  rotation?: number
  variableFrameRate?: boolean
  /** Words for people about what the file lacks: no sound, no picture. */
  notes?: string[]
  /** What the last search for moments had to say. */
  momentNotes?: string[]
  /** Made by ingest, keys into storage. */
  proxy?: string
  poster?: string
  filmstrip?: Filmstrip & { key: string }
  peaks?: { key: string; perSecond: number }
  speech?: string
  /** The sample talk that comes with the product. */
  sample?: boolean
  /** While its bytes go straight to the bucket: the bucket's name for the upload. */
  directUpload?: string
}

/** A sprite of small pictures, one every so often, in rows. */
export type Filmstrip = {
  everyMs: number
  /** Of one picture, px. */
  width: number
  height: number
  columns: number
  count: number
}

/** The groups people sort their library by. */
export const VideoFilter = z.enum(['all', 'working', 'ready', 'needs-you'])
export type VideoFilter = z.infer<typeof VideoFilter>

export const filterStatuses: Record<VideoFilter, readonly VideoStatus[]> = {
  all: VideoStatus.options,
  working: ['uploading', 'ingesting', 'transcribing', 'analysing'],
  ready: ['ready'],
  'needs-you': ['needs-words', 'failed'],
}

/** What people see of the work on a video. */
export type VideoWork = Pick<JobState, 'id' | 'type' | 'status' | 'progress' | 'step' | 'etaMs'>

/** A video as lists show it. Times of day are epoch ms, so that every wire carries them alike. */
export type VideoCard = {
  id: VideoId
  title: string
  filename: string
  status: VideoStatus
  errorCode: ErrorCode | null
  errorMessage: string | null
  durationMs: Ms | null
  hasPoster: boolean
  filmstrip: Filmstrip | null
  notes: string[]
  isSample: boolean
  project: { id: ProjectId; name: string }
  /** Who uploaded it. */
  by: { id: UserId; name: string }
  changedAt: number
  /** The newest job on it; null before the first. */
  work: VideoWork | null
  /** Where its suggestions lie, in time order. */
  marks: { rank: number; from: Ms; to: Ms }[]
  clipCount: number
}

/** A stretch of what was said that answers a search; `hit` words are what was looked for. */
export type Quote = {
  at: Ms
  words: { text: string; hit: boolean }[]
  /** Whether the sentence goes on before and after what is quoted. */
  cutBefore: boolean
  cutAfter: boolean
}

/** A video in which the words were said. */
export type SaidIn = {
  video: Pick<VideoCard, 'id' | 'title' | 'durationMs' | 'hasPoster' | 'project'>
  quotes: Quote[]
  /** How many places there are in all. */
  total: number
}
