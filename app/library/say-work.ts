import type { VideoCard, VideoStatus } from '#core/video.ts'

/** The four stretches of work on a video, in order. */
export const STAGES = 4

export type WorkState = {
  /** Which stretch is under way, from 0. */
  stage: number
  title: string
  /** What can be done meanwhile, or what exactly is being done. */
  note: string | null
  percent: number | null
  etaMs: number | null
}

const stages: Record<string, { stage: number; title: string }> = {
  'make-sample': { stage: 0, title: 'Drawing the sample' },
  'ingest-video': { stage: 0, title: 'Getting ready' },
  'transcribe-video': { stage: 1, title: 'Transcribing' },
  'analyse-video': { stage: 2, title: 'Looking at the picture' },
  'suggest-moments': { stage: 3, title: 'Looking for moments' },
}
const byStatus: Partial<Record<VideoStatus, string>> = {
  ingesting: 'ingest-video',
  transcribing: 'transcribe-video',
  analysing: 'analyse-video',
}

/** What is being done to a video; null while nothing is. */
export function workState({
  status,
  work,
  canWatch,
}: Pick<VideoCard, 'status' | 'work'> & { canWatch: boolean }): WorkState | null {
  const expected = byStatus[status]
  if (!expected) return null
  // Between two jobs the newest is the one that has just ended.
  const open = work && (work.status === 'pending' || work.status === 'running') ? work : null
  const known = open ? stages[open.type] : undefined
  const { stage, title } = known ?? stages[expected] ?? { stage: 0, title: 'Working' }
  const running = open?.status === 'running'
  const watch = canWatch ? 'You can already watch' : null
  return {
    stage,
    title,
    note: running ? (stage === 0 ? (watch ?? open.step) : watch) : 'Waits its turn',
    percent: running ? open.progress : null,
    etaMs: running ? open.etaMs : null,
  }
}

/** What stopped a video, and whether asking again can help. */
export function troubleOf({
  status,
  errorCode,
  errorMessage,
}: Pick<VideoCard, 'status' | 'errorCode' | 'errorMessage'>): {
  title: string
  say: string
  wayOn: 'retry' | 'other-file' | 'words'
} | null {
  if (status === 'needs-words') {
    // The words of the lack are known already where no engine is the reason.
    const engine = errorCode !== null && errorCode !== 'job.cancelled'
    return {
      title: 'No words yet',
      say: engine && errorMessage ? errorMessage : 'Import SRT or VTT, or set up a speech engine.',
      wayOn: 'words',
    }
  }
  if (status !== 'failed') return null
  if (errorCode === 'job.cancelled') {
    return { title: 'Stopped', say: 'Nothing is lost. It can go on.', wayOn: 'retry' }
  }
  const refused = errorCode?.startsWith('media.') ?? false
  return {
    title: refused ? 'This file cannot be used' : 'It stopped',
    say: errorMessage ?? 'A step stopped before its end.',
    wayOn: refused ? 'other-file' : 'retry',
  }
}
