/**
 * Says what this machine can do: what is missing first, then what works, then what not everybody
 * needs. Ends with 1 where something is missing without which nothing works.
 */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { openPglite, openPostgres } from '#db/client.ts'
import { findTools } from '#render/tools.ts'
import { type Config, ConfigError, readConfig } from '../app/server/config.ts'
import { DataFolderInUse, lockDataFolder } from '../app/server/data-lock.ts'
import { loadEnvironment } from '../app/server/environment-file.ts'
import { describeDatabase, lookAtMachine } from '../app/server/look-at-machine.ts'
import { type Findings, type MachineFact, machineFacts } from '../app/server/machine-facts.ts'

const config = readSettings()
const dataFolder = resolve(config.dataFolder)
const [tools, database, speechTrouble] = await Promise.all([
  findTools(),
  lookAtDatabase(),
  askSpeechEngine(),
])
const found = await lookAtMachine({ tools, database, config, dataFolder: standing(dataFolder) })
if (found.speech && speechTrouble) found.speech.trouble = speechTrouble
const facts = machineFacts(found)
print(facts)
process.exit(facts.some(({ state, essential }) => state === 'missing' && essential) ? 1 : 0)

function readSettings(): Config {
  try {
    loadEnvironment()
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** Where the data folder is, or would be made. */
function standing(folder: string): string {
  return existsSync(folder) ? folder : standing(dirname(folder))
}

async function lookAtDatabase(): Promise<Findings['database']> {
  if (config.databaseUrl) {
    const database = await openPostgres(config.databaseUrl, () => {})
    return describeDatabase(database)
      .catch((error: Error) => ({
        missing: `The Postgres server does not answer: ${reasonOf(error)}.`,
      }))
      .finally(() => database.close())
  }
  if (!existsSync(join(dataFolder, 'database'))) {
    // Nothing is there yet, and looking leaves nothing behind.
    const trial = await openPglite()
    const { sentence } = await describeDatabase(trial).finally(() => trial.close())
    return { sentence: sentence.replace('in this process', 'made at the first start') }
  }
  try {
    const lock = await lockDataFolder(dataFolder)
    const database = await openPglite(join(dataFolder, 'database'))
    const { sentence } = await describeDatabase(database).finally(() => database.close())
    lock.release()
    return { sentence: sentence.replace('in this process', `in ${dataFolder}`) }
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) {
      return { missing: `It does not open: ${error instanceof Error ? error.message : error}.` }
    }
    const { holder } = error
    return {
      sentence: `Embedded, in use by process ${holder?.pid ?? 'unknown'}${holder?.url ? ` at ${holder.url}` : ''}.`,
    }
  }
}

/** A failed query says what was asked; its cause says why it failed. */
function reasonOf(error: Error): string {
  if (error.cause instanceof Error) return reasonOf(error.cause)
  // Several addresses were tried, each with a reason of its own.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) {
    return reasonOf(error.errors[0])
  }
  return error.message
}

/** Why the speech engine would not work, or null where it answers. Nothing is sent but the key. */
async function askSpeechEngine(): Promise<string | null> {
  const { baseUrl, apiKey } = config.transcribe
  if (!baseUrl) return null
  try {
    const answer = await fetch(`${baseUrl.replace(/\/+$/, '')}/models`, {
      headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
      signal: AbortSignal.timeout(5_000),
    })
    return answer.status === 401 || answer.status === 403 ? 'it refuses the key' : null
  } catch {
    return 'it does not answer'
  }
}

function print(facts: MachineFact[]) {
  const groups = { missing: 'Missing', ready: 'Working', optional: 'Not everybody needs' } as const
  const marks = { missing: '!', ready: '✓', optional: '·' } as const
  console.log('What this machine can do')
  for (const [state, heading] of Object.entries(groups)) {
    const members = facts.filter((fact) => fact.state === state)
    if (members.length === 0) continue
    console.log(`\n${heading}`)
    for (const { name, found, costs, wayOn, essential } of members) {
      console.log(`  ${marks[state as keyof typeof marks]} ${name.padEnd(22)} ${found}`)
      const more = ' '.repeat(27)
      if (costs) console.log(`${more}Costs you: ${costs}`)
      if (wayOn) console.log(`${more}Way on: ${wayOn}`)
      if (state === 'missing' && essential)
        console.log(`${more}Cliproom cannot do its work without it.`)
    }
  }
}
