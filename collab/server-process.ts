/**
 * Collaboration and a database and nothing else, to be attacked and killed. Who comes says so:
 * `/collab?as=<user id>`, `/yjs/clip:<id>?token=<user id>`. PGlite and a journal in the folder COLLAB_FOLDER, or the
 * server DATABASE_URL names. Whoever started it may change what somebody may do.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { UserId } from '#core/ids.ts'
import { openPglite, openPostgres } from '#db/client.ts'
import { openClipJournal } from '#db/clip-journal.ts'
import { answerAs } from './child-process.fixtures.ts'
import { mergeUpdates } from './room.ts'
import { createCollabServer } from './server.ts'

const { COLLAB_FOLDER, DATABASE_URL } = process.env
const database = COLLAB_FOLDER
  ? await openPglite(COLLAB_FOLDER)
  : await openPostgres(DATABASE_URL ?? '', (error) => console.error(error.message))
const journal = COLLAB_FOLDER
  ? await openClipJournal(database, join(COLLAB_FOLDER, 'clip-journal'), {
      merge: mergeUpdates,
      onError: console.error,
      onLetGo: (bytes) => console.error(`the journal ended in ${bytes} bytes that are no record`),
    })
  : null

const roles = new Map<UserId, 'editor' | 'reviewer' | 'stranger'>()
const say = (data: object, message: string) => console.error(message, data)
const collab = createCollabServer({
  database,
  journal,
  authorise: async (request, _, token) => {
    const id = UserId.parse(token || new URL(request.url).searchParams.get('as'))
    const role = roles.get(id) ?? 'editor'
    if (role === 'stranger') return null
    return { user: { id, name: `Somebody ${id.slice(-2)}` }, readOnly: role === 'reviewer' }
  },
  log: { debug: () => {}, warn: say, error: say },
})
const http = createServer()
http.on('upgrade', (request, socket, head) => {
  if (request.url?.startsWith('/yjs/')) collab.handlePlainUpgrade(request, socket, head)
  else collab.handleUpgrade(request, socket, head)
})
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

answerAs({
  port: () => (http.address() as AddressInfo).port,
  allow(userId: UserId, as: 'editor' | 'reviewer' | 'stranger') {
    roles.set(userId, as)
    collab.disconnect({ userId })
  },
  memory() {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  },
})
