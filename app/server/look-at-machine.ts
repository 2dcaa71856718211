import { createRequire } from 'node:module'
import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from './config.ts'
import { tryDataFolder } from './data-folder.ts'
import type { Findings } from './machine-facts.ts'

const require = createRequire(import.meta.url)

/** Every family that captions are drawn with, in preview and file alike, is a package of ours. */
const FONTS = Object.keys(packageJson.dependencies).filter((name) =>
  name.startsWith('@fontsource/'),
)

/** Looks at everything a running server stands on. Tools are found once a process, the rest each time. */
export async function lookAtMachine({
  tools,
  database,
  config,
  dataFolder,
}: {
  tools: Findings['tools']
  database: Findings['database']
  config: Config
  dataFolder: string
}): Promise<Findings> {
  const { engine, baseUrl, model, apiKey, weights } = config.transcribe
  const clouds = { openai: 'https://api.openai.com/v1', deepgram: 'https://api.deepgram.com/v1' }
  const address = baseUrl ?? (apiKey ? clouds[engine === 'deepgram' ? 'deepgram' : 'openai'] : null)
  return {
    nodeVersion: process.version,
    tools,
    fonts: installedFonts(),
    database,
    storage: await tryDataFolder(dataFolder),
    speech:
      engine === 'local'
        ? { baseUrl: 'this machine', model: weights ?? 'a model that is fetched on first use' }
        : address
          ? { baseUrl: address, model }
          : null,
  }
}

export function installedFonts(): Findings['fonts'] {
  const missing = FONTS.filter((name) => {
    try {
      require.resolve(`${name}/package.json`)
      return false
    } catch {
      return true
    }
  })
  return missing.length === 0
    ? { families: FONTS.length }
    : { missing: `Not installed: ${missing.join(', ')}.` }
}

/** The database as people know it. Throws where it does not answer. */
export async function describeDatabase({ db, engine }: Database): Promise<{ sentence: string }> {
  const answer = await db.execute(sql`show server_version`)
  const version = (answer as unknown as { rows: { server_version: string }[] }).rows[0]
    ?.server_version
  return {
    sentence:
      engine.kind === 'pglite'
        ? `Embedded Postgres ${version} (PGlite), in this process.`
        : `Postgres ${version} at ${new URL(engine.url).host}.`,
  }
}
