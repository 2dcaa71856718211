import type { ErrorCode } from '#core/errors.ts'
import type { JobId, ProjectId, SuggestionId, TranscriptionId, VideoId } from '#core/ids.ts'
import type { Suggestion } from '#core/suggestion.ts'
import type { Ms } from '#core/time.ts'
import type { Filmstrip, VideoStatus, VideoWork } from '#core/video.ts'
import type { VideoClip } from '#db/video-clips.ts'

/** A suggestion as the page shows it. */
export type PageSuggestion = Suggestion & { id: SuggestionId; dismissed: boolean }

/** Everything a video's page shows, but for the words themselves. */
export type VideoPage = {
  id: VideoId
  title: string
  filename: string
  project: { id: ProjectId; name: string }
  status: VideoStatus
  errorCode: ErrorCode | null
  errorMessage: string | null
  durationMs: Ms | null
  width: number | null
  height: number | null
  hasVideo: boolean
  hasAudio: boolean
  notes: string[]
  isSample: boolean
  /** False for reviewers: what changes things is not shown. */
  mayChange: boolean
  /** Addresses of what ingest has made so far. */
  media: {
    proxy: string | null
    poster: string | null
    peaks: { src: string; perSecond: number } | null
    filmstrip: (Filmstrip & { src: string }) | null
  }
  /** The newest work on it. */
  work: VideoWork | null
  transcript: {
    id: TranscriptionId
    version: number
    language: string
    speakers: string[]
    source: string
    wordCount: number
    /** When its words or names last changed, ms. */
    changedAt: number
  } | null
  topics: { from: number; to: number; title: string }[]
  suggestions: PageSuggestion[]
  clips: VideoClip[]
  /** The translation of its clips that is under way. */
  translating: { id: JobId; progress: number; step: string | null } | null
}
