import { z } from '@hono/zod-openapi'
import { Language } from '#core/second-language.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { translateClip } from '../commands/translate-clip.server.ts'
import { translateClips } from '../commands/translate-clips.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { JobLink, jobLink } from './jobs.ts'
import { theClip, theVideo } from './reach.ts'
import { inSeconds } from './videos.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })

const ApiLine = z
  .strictObject({ start_time: z.number(), end_time: z.number(), text: z.string() })
  .openapi('TranslatedLine')

const present = ({ from, to, text }: { from: number; to: number; text: string }) => ({
  start_time: inSeconds(from),
  end_time: inSeconds(to),
  text,
})

export function translationEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/translation',
      tag,
      summary: 'Translate the captions of a clip',
      more: 'By the language model, as a second line with the times of the words in the video. One step that can be undone; the words stay as they are, and so do lines that somebody wrote by hand.',
      params: Id,
      body: z.object({ language: Language.describe('BCP 47, such as es or pt-BR') }),
      answer: {
        status: 200,
        schema: z.strictObject({
          language: z.string(),
          lines: z.array(ApiLine),
          missing: z.number().int().describe('Lines that the model did not translate'),
        }),
      },
      refuses: [404, 409, 503],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const { lines, missing } = await translateClip(
        { ...app, user: caller.user },
        { clipId, language: body.language },
      )
      return { language: body.language, lines: lines.map(present), missing }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/videos/{id}/translation',
      tag,
      summary: 'Translate the captions of all clips of a video',
      more: 'As one clip is translated, one after another, as a job.',
      params: Id,
      body: z.object({ language: Language.describe('BCP 47, such as es or pt-BR') }),
      answer: {
        status: 202,
        schema: z.strictObject({ job: JobLink, clips: z.int() }),
      },
      refuses: [404, 409],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: videoId } = await theVideo(who, who.params.id)
      const { jobId, clips } = await translateClips(
        { ...app, user: caller.user },
        { videoId, language: body.language },
      )
      return { job: jobLink(jobId), clips }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/translation',
      tag,
      summary: 'Get the second language of a clip',
      more: 'The one that is shown; without one, no lines.',
      params: Id,
      answer: {
        status: 200,
        schema: z.strictObject({ language: z.string().nullable(), lines: z.array(ApiLine) }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.id)
      const { second = [], secondLanguage = null } = await readStoredClip(who.app.db, clipId)
      return { language: secondLanguage, lines: second.map(present) }
    },
  )
}
