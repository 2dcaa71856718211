import { z } from 'zod'
import { AppError } from './errors.ts'

/** A kind of speech engine. A server has at most one of each. */
export const SpeechName = z.enum(['local', 'server', 'openai', 'deepgram'])
export type SpeechName = z.infer<typeof SpeechName>

/** What of a workspace an engine may be sent. Pictures never are: no engine takes any. */
export const Leaving = z.enum(['sound', 'suggestions', 'translation', 'posts'])
export type Leaving = z.infer<typeof Leaving>

/** Which engines a workspace uses, and what it keeps on this machine. */
export const EngineChoice = z.object({
  /** Speech engines as they are tried; the others follow as the server has them. */
  order: z.array(SpeechName),
  off: z.array(z.union([SpeechName, z.literal('language')])),
  /** What leaves this machine for no engine. */
  stays: z.array(Leaving),
})
export type EngineChoice = z.infer<typeof EngineChoice>

/** Everything that is set up is used, as the server has it. */
export const usualChoice: EngineChoice = { order: [], off: [], stays: [] }

/** All speech engines, as a workspace tries them, with those it has switched off. */
export function inTheirOrder<E extends { name: SpeechName }>(
  engines: readonly E[],
  { order }: Pick<EngineChoice, 'order'>,
): E[] {
  const place = ({ name }: E) => (order.includes(name) ? order.indexOf(name) : order.length)
  return engines.toSorted((a, b) => place(a) - place(b))
}

/**
 * Who hears for a workspace: the first, and who steps in where it fails. Throws where nobody may, and
 * says what stands in the way.
 */
export function whoHears<E extends { name: SpeechName; leaves: boolean }>(
  engines: readonly E[],
  choice: EngineChoice,
): [E, ...E[]] {
  if (engines.length === 0) throw new AppError('speech.no-engine')
  const on = inTheirOrder(engines, choice).filter(({ name }) => !choice.off.includes(name))
  if (on.length === 0)
    throw new AppError('engine.off', {
      detail:
        'Every speech engine is switched off in this workspace. Import words, or switch one on under Speech and language.',
    })
  const [first, ...others] = on.filter(({ leaves }) => !leaves || !choice.stays.includes('sound'))
  if (!first)
    throw new AppError('engine.not-allowed', { detail: sayStays('Sound', 'speech engine') })
  return [first, ...others]
}

/** Why the language model may not be given a workspace's words for this; null: it may. */
export function whyNotRead(
  { leaves }: { leaves: boolean },
  { off, stays }: EngineChoice,
  what: Exclude<Leaving, 'sound'>,
): AppError | null {
  if (off.includes('language')) return new AppError('engine.off')
  if (!leaves || !stays.includes(what)) return null
  return new AppError('engine.not-allowed', { detail: sayStays(words[what], 'language model') })
}

const words = {
  suggestions: 'Words for suggestions',
  translation: 'Words for translation',
  posts: 'Words for posting texts',
} as const

const sayStays = (what: string, engine: string) =>
  `${what} stay${what === 'Sound' ? 's' : ''} on this machine in this workspace, and the ${engine} is elsewhere. Owners and admins change that under Speech and language.`
