import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { MomentSignals } from '#core/moments/moments.ts'
import type { Ms } from '#core/time.ts'
import type { VideoMetadata } from '#core/video.ts'
import type { Analysis } from '#db/analysis.ts'

/** What a file is, by its own account and by trying it. */
export type MediaFacts = {
  container: string
  durationMs: Ms
  fileSizeBytes: number
  bitrate: number | null
  video: {
    /** Stream index inside the file. */
    index: number
    codec: string
    /** As it is seen: rotation and pixel shape applied. */
    width: number
    height: number
    fps: number | null
    rotation: 0 | 90 | 180 | 270
    variableFrameRate: boolean
    hdr: boolean
    /** When its first frame shows, ms after the file's own start. */
    startMs: number
  } | null
  audio: {
    index: number
    codec: string
    channels: number
    startMs: number
  } | null
  /** Words for people about what the file lacks. */
  notes: string[]
}

/** What has just been made: keys for the video's metadata, to be shown at once. */
export type MediaPart = { metadata: VideoMetadata; thumbnailUrl?: string }

/** The files a video needs to be worked on, made from what was uploaded. */
export type Ingest = {
  /** Judges a file by its contents. Refuses with a `media.*` error. */
  probe(path: string, signal: AbortSignal): Promise<MediaFacts>
  /**
   * Makes every part that `have` does not list yet. Parts are told as they land: the proxy plays
   * before the rest is done. Returns where the sound's energy was put, null without sound.
   */
  prepare(
    source: { videoId: string; path: string; facts: MediaFacts; have: VideoMetadata },
    options: {
      signal: AbortSignal
      onPart(part: MediaPart): Promise<void>
      onProgress(at: { percent: number; step: string }): void
    },
  ): Promise<{ energyKey: string | null }>
  /** Takes the video's picture again: at a moment, ms, or where most is to be seen. */
  poster(
    source: { videoId: string; path: string; at: number | null },
    signal: AbortSignal,
  ): Promise<MediaPart>
  /** Shot starts, ms, from the proxy. */
  scenes(
    source: { videoId: string; durationMs: number },
    options: { signal: AbortSignal; onProgress(percent: number): void },
  ): Promise<number[]>
  /** Everybody's face, shot by shot, from the proxy. */
  people(
    source: {
      videoId: string
      durationMs: number
      width: number
      height: number
      scenes: number[]
    },
    options: { signal: AbortSignal; onProgress(percent: number): void },
  ): Promise<SeenShot[]>
  /** What suggestions may know besides the words. */
  signals(analysis: Analysis | null): Promise<MomentSignals>
}
