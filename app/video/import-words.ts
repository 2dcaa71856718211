import { z } from 'zod'
import type { VideoId } from '#core/ids.ts'
import { LARGEST_TRANSCRIPT } from '#core/transcript-import/decode-text.ts'

/** What file choosers offer; what a file is, is told by what is in it. */
export const WORD_FILES =
  '.srt,.vtt,.json,.txt,.md,text/vtt,text/plain,application/x-subrip,application/json'

const Answer = z.union([z.object({ wordCount: z.number() }), z.object({ say: z.string() })])

/** Sends a transcript. What came of it, in words; a `wordCount` of null means nothing did. */
export async function importWords(
  videoId: VideoId,
  file: File,
): Promise<{ say: string; wordCount: number | null }> {
  if (file.size > LARGEST_TRANSCRIPT) {
    const say = 'This transcript is larger than any talk. Files may be up to 20 MB.'
    return { say, wordCount: null }
  }
  const answer = await fetch(`/videos/${videoId}/words`, { method: 'POST', body: file })
    .then((response) => response.json())
    .then((json: unknown) => Answer.parse(json))
    .catch(() => ({ say: 'The server does not answer. Try again.' }))
  if ('say' in answer) return { say: answer.say, wordCount: null }
  const count = answer.wordCount.toLocaleString('en')
  return { say: `${count} words from ${file.name}`, wordCount: answer.wordCount }
}
