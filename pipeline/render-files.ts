import type { Ms } from '#core/time.ts'
import type { RenderForWork } from '#db/render-work.ts'

/** Makes an export's files at their storage keys. */
export type RenderFiles = (
  render: RenderForWork,
  options: {
    signal: AbortSignal
    onProgress(at: { percent: number; etaMs: number | null; step: string }): void
  },
) => Promise<{ storagePath: string; subtitlesPath: string; bytes: number; durationMs: Ms }>
