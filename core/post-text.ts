import { z } from 'zod'
import { plainWord } from './moments/terms.ts'

export const Platform = z.enum(['youtube', 'tiktok', 'instagram', 'linkedin'])
export type Platform = z.infer<typeof Platform>

/** What a platform takes, letters, and how many hashtags are still read as tags. */
export const platformLimits: Record<Platform, { title: number; text: number; tags: number }> = {
  youtube: { title: 100, text: 500, tags: 3 },
  tiktok: { title: 90, text: 300, tags: 5 },
  instagram: { title: 90, text: 500, tags: 5 },
  linkedin: { title: 100, text: 700, tags: 3 },
}

const One = z.object({
  title: z.string(),
  description: z.string(),
  hashtags: z.array(z.string()).max(30),
})

/** As a model answers, before anything of it is believed. */
export const PostAnswer = z.object({
  hooks: z.array(z.string()).max(10),
  youtube: One,
  tiktok: One,
  instagram: One,
  linkedin: One,
})
export type PostAnswer = z.infer<typeof PostAnswer>

export type PostText = {
  /** Opening lines to choose from. */
  hooks: string[]
  /** Platforms whose text holds; a platform that is missing got none that does. */
  platforms: Partial<Record<Platform, { title: string; description: string; hashtags: string[] }>>
}

const ADDRESS = /https?:|www\.|\b[\w-]+\.(?:com|net|org|io|co|ru|xyz|app|dev|me|ly)\b|@\w/i
const TAG = /^[\p{L}\p{N}_]{2,40}$/u
const MOST_HOOKS = 3
const HOOK_LETTERS = 90

/**
 * What of an answer may be shown: texts that name no address, fit the platform, and are about what is
 * said in the clip. A model that obeyed somebody in the transcript writes about something else.
 */
export function checkPost(answer: PostAnswer, said: string): PostText {
  const spoken = new Set(wordsOf(said))
  const isAbout = (text: string) => wordsOf(text).some((word) => spoken.has(word))
  const line = (text: string, most: number) => {
    const clean = text.replace(/\s+/g, ' ').trim()
    return clean !== '' && clean.length <= most && !ADDRESS.test(clean) && isAbout(clean)
      ? clean
      : null
  }
  const platforms: PostText['platforms'] = {}
  for (const platform of Platform.options) {
    const limits = platformLimits[platform]
    const { title, description, hashtags } = answer[platform]
    const [head, body] = [line(title, limits.title), line(description, limits.text)]
    if (head === null || body === null) continue
    const tags = hashtags.map((tag) => tag.replace(/^#+/, '').trim()).filter((tag) => TAG.test(tag))
    platforms[platform] = {
      title: head,
      description: body,
      hashtags: [...new Set(tags)].slice(0, limits.tags),
    }
  }
  const hooks = answer.hooks.flatMap((hook) => line(hook, HOOK_LETTERS) ?? [])
  return { hooks: [...new Set(hooks)].slice(0, MOST_HOOKS), platforms }
}

/** Short words are in every text. */
const wordsOf = (text: string) =>
  text
    .split(/\s+/)
    .map(plainWord)
    .filter((word) => word.length > 3 || /\P{ASCII}/u.test(word))

export type PostAsked = {
  title: string
  /** BCP 47. */
  language: string
  /** What is said in the clip, in playing order. */
  said: string
}

/** What was written, by which model, and for how much; `usage` is null where it was written before. */
export type WrittenPost = {
  post: PostText
  model: string
  usage: { tokens: number; dollars: number | null } | null
}
