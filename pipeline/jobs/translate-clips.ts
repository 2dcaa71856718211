import { z } from 'zod'
import { whyNotRead } from '#core/engine-choice.ts'
import { AppError, isAppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { TRANSLATE_CLIPS } from '#core/job.ts'
import { Language, languageName } from '#core/second-language.ts'
import { defineJob } from '../define-job.ts'

/**
 * Has every clip of a video translated, each in a step of its own that whoever asked can undo. What was
 * answered before is paid for once, so a retry goes on where it stopped.
 */
export const translateClips = defineJob({
  name: TRANSLATE_CLIPS,
  input: z.object({ videoId: VideoId, language: Language }),
  retry: { limit: 2, delaySeconds: 10, backoff: true },
  timeoutSeconds: 3600,
  concurrency: 1,
  async run({ input: { videoId, language }, deps, userId, signal, progress, finish }) {
    const { db, records } = deps
    const video = await records.videos.videoForWork(db, videoId)
    if (!video) return
    const { reader } = deps.moments
    if (!reader) throw new AppError('llm.none')
    const choice = await records.workspaces.engineChoice(db, video.workspaceId)
    const clips = await records.clips.videoClips(db, videoId)
    for (const [i, { id, title }] of clips.entries()) {
      const refusal = whyNotRead(reader, choice, 'translation')
      if (refusal) throw refusal
      const step = `${languageName(language)}, ${i + 1} of ${clips.length}: “${title}”`
      progress({ percent: (i / clips.length) * 100, step })
      await deps.translateClip({ clipId: id, language, userId }, signal).catch((error: unknown) => {
        // Deleted meanwhile, or nothing is said in it: the others go on without.
        if (!isAppError(error) || !/^(?:clip\.not-found|transcript\.missing)$/.test(error.code))
          throw error
      })
    }
    await finish(async () => {})
  },
})
