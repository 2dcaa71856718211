import { z } from 'zod'
import type { EngineTest } from '#core/engine-facts.ts'
import { AppError } from '#core/errors.ts'
import { newestSound } from '#db/newest-sound.ts'
import { note, roleIn } from '#db/workspace-people.ts'
import { setCustomWords as writeCustomWords } from '#db/workspaces.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { requireAdmin } from './require-admin.server.ts'

export const TestEngine = z.object({ engine: z.enum(['speech', 'language']) })
export type TestEngine = z.infer<typeof TestEngine>

/**
 * Tries an engine with something real: speech with half a minute of the workspace's newest video. What
 * goes wrong is the answer. It may cost what half a minute costs.
 */
export async function testEngine(
  {
    db,
    user,
    storage,
    engines,
  }: Pick<CommandContext, 'db' | 'user' | 'storage'> & Pick<AppContext, 'engines'>,
  { engine }: TestEngine,
): Promise<EngineTest> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  if (engine === 'language') return engines.testLanguage()
  const sound = await newestSound(db, workspaceId)
  if (!sound) throw new AppError('engine.nothing-to-hear')
  const test = await engines.testSpeech(await storage.place(sound.key))
  return { ...test, say: `${test.say} Heard in “${sound.title}”.` }
}

/** As many as an engine can be told of at once. */
const MOST_WORDS = 200

export const SetCustomWords = z.object({
  words: z
    .array(z.string().trim().min(1).max(60, 'A word or name has at most 60 letters.'))
    .max(MOST_WORDS, `At most ${MOST_WORDS} words or names.`)
    .transform((words) => [...new Set(words)]),
})
export type SetCustomWords = z.infer<typeof SetCustomWords>

/** What speech engines are told to listen for in this workspace, from the next video on. */
export async function setCustomWords(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { words }: SetCustomWords,
): Promise<void> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  await db.transaction(async (tx) => {
    await writeCustomWords(tx, workspaceId, words)
    await note(tx, {
      workspaceId,
      userId: user.id,
      action: 'speech.words-changed',
      data: { count: words.length },
    })
  })
}
