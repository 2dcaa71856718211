/**
 * Kills a collaboration server in the middle of editing and looks whether anything that was
 * acknowledged is lost. On PGlite, or on the Postgres server DATABASE_URL names.
 *
 *   npm run test:durability -- --kills 100
 *
 * The last line is JSON: how often it was killed, what was acknowledged, and what of that was lost.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { killAndLook, prepareClip } from '../collab/durability.fixtures.ts'
import { type Database, openPglite, openPostgres } from '../db/client.ts'
import { migrate } from '../db/migrate.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { kills: { type: 'string', default: '10' } },
})
const kills = Number(values.kills)
if (!Number.isSafeInteger(kills) || kills < 1) {
  console.error('Say how often to kill, as a whole number.')
  process.exit(2)
}

const prepare = async (database: Database) => {
  await migrate(database)
  const clipId = await prepareClip(database.db)
  await database.close()
  return clipId
}

async function onPglite() {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-durability-'))
  const clipId = await prepare(await openPglite(folder))
  const dispose = () => rm(folder, { recursive: true, force: true })
  return { where: { COLLAB_FOLDER: folder }, clipId, dispose }
}

async function onPostgres(server: string) {
  const name = `cliproom_durability_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const clipId = await prepare(await openPostgres(url.href, () => {}))
  const dispose = async () => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { where: { DATABASE_URL: url.href }, clipId, dispose }
}

const server = process.env.DATABASE_URL
const { where, clipId, dispose } = server ? await onPostgres(server) : await onPglite()
const tally = await killAndLook({
  where,
  clipId,
  kills,
  onKill: ({ kills, made, acknowledged, lost }) => {
    console.error(`kill ${kills}: made ${made}, acknowledged ${acknowledged}, lost ${lost}`)
  },
})
await dispose()
console.log(
  `${tally.kills} kills on ${server ? 'Postgres' : 'PGlite'}, ${tally.made} edits: ` +
    `acknowledged ${tally.acknowledged} lost ${tally.lost}`,
)
const { acknowledged, lost } = tally
console.log(JSON.stringify({ kills: tally.kills, acknowledged, lost }))
process.exit(tally.lost === 0 ? 0 : 1)
