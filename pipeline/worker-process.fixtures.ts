/** A worker in a process of its own, for tests that kill it. Says what its jobs do, a line each. */

import { join } from 'node:path'
import { openPglite } from '#db/client.ts'
import { jobsOf } from '#db/jobs.ts'
import { CHANGES } from '#db/notify.ts'
import { folderStorage } from '#db/storage.ts'
import { findTools } from '#render/tools.ts'
import { quiet } from './job-deps.fixtures.ts'
import { noLlm } from './llm/llm-config.ts'
import { openQueue } from './queue.ts'
import { runWorker } from './run-worker.ts'
import { jobWorld } from './worker.ts'

const [folder = '', videoId = '', baseUrl = ''] = process.argv.slice(2)
const database = await openPglite(join(folder, 'database'))
const queue = await openQueue(database, quiet)
const transcribe = { baseUrl: baseUrl || null, apiKey: null, model: 'tiny' }
const deps = jobWorld({
  database,
  storage: folderStorage(join(folder, 'files')),
  tools: await findTools(),
  config: { transcribe, llm: noLlm, dataFolder: folder },
  log: quiet,
})
await database.listen(CHANGES, async () => {
  const jobs = await jobsOf(database.db, { type: 'video', id: videoId })
  for (const { type, status, progress } of jobs) console.log(`${type} ${status} ${progress}`)
})
await runWorker({ database, queue, deps, log: quiet })
console.log('ready')
