import { z } from '@hono/zod-openapi'
import type { ClipWord } from '#core/clip-project.ts'
import { WordId } from '#core/ids.ts'
import { MarkWords, markWords } from '../commands/mark-words.server.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'
import { inSeconds } from './videos.ts'

const tag = 'Clips'
const Id = z.object({ id: z.string() })

const ApiWord = z
  .strictObject({
    id: WordId,
    word: z.string().describe('As the clip writes it'),
    start_time: z.number(),
    end_time: z.number(),
    speaker_id: z.int().nullable(),
    cut: z.boolean().describe('The clip leaves it out'),
    emphasised: z.boolean().describe('By somebody, not by how loud it is said'),
    emoji: z.string().nullable().describe('Shown with it'),
  })
  .openapi('ClipWord')
const Answer = z.strictObject({ words: z.array(ApiWord) })

const present = (word: ClipWord): z.input<typeof ApiWord> => ({
  ...{ id: word.id, word: word.text },
  ...{ start_time: inSeconds(word.from), end_time: inSeconds(word.to) },
  ...{ speaker_id: word.speaker, cut: word.cut },
  ...{ emphasised: word.emphasised, emoji: word.emoji },
})

/** The words of a clip, and what captions do with single ones. */
export function wordEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/words',
      tag,
      summary: 'List the words of a clip',
      more: 'In the order in which they are said, those that are left out too. Times are those of the video.',
      params: Id,
      answer: { status: 200, schema: Answer },
      refuses: [404],
    },
    async (who) => {
      const { id } = await theClip(who, who.params.id)
      const { words } = await readStoredClip(who.app.db, id)
      return { words: words.map(present) }
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'patch',
      path: '/clips/{id}/words',
      tag,
      summary: 'Emphasise words of a clip, or give them emoji',
      more: 'What is left out of a word stays as it is; an `emoji` of null takes it away. It is one step that can be undone, done altogether or not at all, and whoever has the clip open sees it change. Whether emphasised words look it, the clip’s `captions` say.',
      params: Id,
      body: z.strictObject({ words: MarkWords.shape.words }),
      answer: { status: 200, schema: Answer },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const words = await markWords({ ...app, user: caller.user }, { clipId, ...body })
      return { words: words.map(present) }
    },
  )
}
