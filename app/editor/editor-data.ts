import type { Brand } from '#core/brand-kit.ts'
import type { ClipId, SuggestionId, TranscriptionId, UserId, VideoId } from '#core/ids.ts'
import type { LoudMoment } from '#core/loudness.ts'
import type { Reason, ScoreParts } from '#core/suggestion.ts'
import type { Range } from '#core/time.ts'
import type { Filmstrip } from '#core/video.ts'

export type EditorClip = {
  id: ClipId
  title: string
  project: string
  /** Whether this person's role lets them change it. */
  canEdit: boolean
  /** Whether they run the workspace: what others said is theirs to take away. */
  canManage: boolean
  me: { userId: UserId; name: string }
}

export type EditorVideo = {
  id: VideoId
  title: string
  durationMs: number
  /** Where shots begin, ms. */
  shots: number[]
  /** Where voices are raised; null where nobody has listened for it. */
  loud: LoudMoment[] | null
  /** What the stage plays; null where there is no picture. */
  picture: { src: string; width: number; height: number } | null
  /** Of a source without picture. */
  sound: { src: string } | null
  filmstrip: (Filmstrip & { src: string }) | null
  peaks: { src: string; perSecond: number } | null
  /** How loud it is: float32, ten a second, dBFS. */
  energy: { src: string } | null
}

export type EditorSuggestion = {
  id: SuggestionId
  /** The stretch of the source it suggests. */
  range: Range
  score: number
  parts: ScoreParts
  reasons: Reason[]
}

export type EditorData = {
  clip: EditorClip
  video: EditorVideo
  /** The version the clip was made on; null where the video had no words. */
  transcriptionId: TranscriptionId | null
  suggestion: EditorSuggestion | null
  /** What the workspace's brand locks, and who said so. */
  brand: Brand & { by: string | null }
}
