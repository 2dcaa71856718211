import { z } from '@hono/zod-openapi'
import { Platform } from '#core/post-text.ts'
import { writePost } from '../commands/write-post.server.ts'
import { type Api, endpoint } from './endpoint.ts'
import { theClip } from './reach.ts'

const ApiPost = z
  .strictObject({
    hooks: z.array(z.string()).describe('Opening lines to choose from'),
    platforms: z
      .array(
        z.strictObject({
          platform: Platform,
          title: z.string(),
          description: z.string(),
          hashtags: z.array(z.string()).describe('Without #'),
        }),
      )
      .describe('A platform that is missing got no text that holds'),
    model: z.string(),
    tokens: z.int().nullable().describe('Null: written before, nothing was paid'),
    dollars: z.number().nullable().describe('Null: nothing was paid, or nobody told the price'),
  })
  .openapi('PostText')

export function postEndpoints(api: Api): void {
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/post-text',
      tag: 'Clips',
      summary: 'Write what goes with a clip where it is posted',
      more: 'By the language model: opening lines, and a title, a description and hashtags for each platform, within its limits. What names an address, or is not about what is said in the clip, is left out. The same words are paid for once; with kept_only the model is not asked, and post is null where nothing is kept.',
      params: z.object({ id: z.string() }),
      body: z.object({ kept_only: z.boolean().default(false) }),
      bodyOptional: true,
      answer: { status: 200, schema: z.strictObject({ post: ApiPost.nullable() }) },
      refuses: [404, 409, 503],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const written = await writePost(
        { ...app, user: caller.user },
        { clipId, keptOnly: body.kept_only ?? false },
      )
      if (!written) return { post: null }
      const { post, model, usage } = written
      const platforms = Platform.options.flatMap((platform) => {
        const text = post.platforms[platform]
        return text ? [{ platform, ...text }] : []
      })
      return {
        post: {
          ...{ hooks: post.hooks, platforms, model },
          ...{ tokens: usage?.tokens ?? null, dollars: usage?.dollars ?? null },
        },
      }
    },
  )
}
