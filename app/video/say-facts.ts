import { sayCount } from '#core/say-count.ts'
import { sayClock } from '../say-time.ts'
import type { VideoPage } from './video-page.ts'

/** "1:12:46, 2 speakers, English": what is known of it so far. */
export function sayFacts({
  durationMs,
  transcript,
}: Pick<VideoPage, 'durationMs' | 'transcript'>): string {
  const speakers = transcript?.speakers.length ?? 0
  return [
    durationMs === null ? [] : sayClock(durationMs),
    speakers === 0 ? [] : sayCount(speakers, 'speaker'),
    transcript ? sayLanguage(transcript.language) : [],
  ]
    .flat()
    .join(', ')
}

/** A language by its English name; what has none keeps its code. */
export function sayLanguage(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
