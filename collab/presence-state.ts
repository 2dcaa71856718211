import { z } from 'zod'
import { WordId } from '#core/ids.ts'

/** What one person shows the others. Never stored; wrong or missing parts count as nothing. */
export const Presence = z.object({
  /** Where their playhead is, or where it set out while they play; clip ms. */
  playhead: z.number().finite().nonnegative().nullable().catch(null),
  /** How fast it runs; 0 while it stands, negative backwards. */
  rate: z.number().min(-16).max(16).catch(0),
  selection: z.object({ from: WordId, to: WordId }).nullable().catch(null),
  /** An edge under their pointer, before it is let go: source ms. */
  drag: z
    .object({
      piece: z.string().max(100),
      edge: z.enum(['from', 'to']),
      source: z.number().finite().nonnegative(),
    })
    .nullable()
    .catch(null),
  /** For whoever follows them: the first word in sight, and what the timeline shows. */
  sight: z
    .object({
      word: z.number().int().nonnegative(),
      /** Clip time at the left, ms. */
      at: z.number().finite().nonnegative(),
      pxPerMs: z.number().positive().max(10),
    })
    .nullable()
    .catch(null),
  /** Whom they follow. */
  follows: z.string().max(100).nullable().catch(null),
  /** Their window is not in sight. */
  idle: z.boolean().catch(false),
})
export type Presence = z.infer<typeof Presence>

/** What the server adds; a client's own say in this is thrown away. */
export const PresentUser = z.object({
  id: z.string(),
  name: z.string(),
  colour: z.number().int().min(1).max(8),
})
export type PresentUser = z.infer<typeof PresentUser>

export const PRESENCE_COLOURS = 8

/** Somebody else in this clip; each window they have open is one. */
export type Person = Presence & {
  id: string
  userId: string
  name: string
  colour: number
  /** When they last said anything, on this page's own clock, ms. */
  heardAt: number
}

export function readPerson(id: number, state: unknown, heardAt: number): Person | null {
  const user = PresentUser.safeParse((state as { user?: unknown } | null)?.user)
  const presence = Presence.safeParse(state)
  if (!user.success || !presence.success) return null
  const { id: userId, name, colour } = user.data
  return { ...presence.data, id: String(id), userId, name, colour, heardAt }
}
