import { z } from 'zod'
import { EngineChoice, SpeechName, whoHears } from '#core/engine-choice.ts'
import type { EngineTest } from '#core/engine-facts.ts'
import { AppError } from '#core/errors.ts'
import { newestSound } from '#db/newest-sound.ts'
import { note, roleIn } from '#db/workspace-people.ts'
import {
  engineChoice,
  setCustomWords as writeCustomWords,
  setEngineChoice as writeEngineChoice,
} from '#db/workspaces.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { requireAdmin } from './require-admin.server.ts'

export const TestEngine = z.object({ engine: z.union([SpeechName, z.literal('language')]) })
export type TestEngine = z.infer<typeof TestEngine>

/**
 * Tries an engine with something real: speech with half a minute of the workspace's newest video, where
 * its sound may go there. What goes wrong is the answer. It may cost what half a minute costs.
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
  whoHears(
    engines.speech.filter(({ name }) => name === engine),
    { ...(await engineChoice(db, workspaceId)), off: [] },
  )
  const sound = await newestSound(db, workspaceId)
  if (!sound) throw new AppError('engine.nothing-to-hear')
  const test = await engines.testSpeech(engine, await storage.place(sound.key))
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

/** Left out: stays as it is. */
export const SetEngineChoice = EngineChoice.partial()
export type SetEngineChoice = z.infer<typeof SetEngineChoice>

/** Which engines this workspace uses, in which order, and what it keeps on this machine. Counts at once. */
export async function setEngineChoice(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { order, off, stays }: SetEngineChoice,
): Promise<void> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  await db.transaction(async (tx) => {
    const kept = await engineChoice(tx, workspaceId)
    const choice: EngineChoice = {
      order: order ?? kept.order,
      off: off ?? kept.off,
      stays: stays ?? kept.stays,
    }
    await writeEngineChoice(tx, workspaceId, choice)
    await note(tx, {
      ...{ workspaceId, userId: user.id },
      action: 'engines.changed',
      data: { ...choice },
    })
  })
}
