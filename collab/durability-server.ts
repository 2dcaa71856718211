/**
 * Collaboration and a database and nothing else, to be killed. The address says who comes:
 * `/collab?as=<user id>`. PGlite in the folder COLLAB_FOLDER, or the server DATABASE_URL names.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserId } from '#core/ids.ts'
import { openPglite, openPostgres } from '#db/client.ts'
import { createCollabServer } from './server.ts'

const { COLLAB_FOLDER, DATABASE_URL } = process.env
const database = COLLAB_FOLDER
  ? await openPglite(COLLAB_FOLDER)
  : await openPostgres(DATABASE_URL ?? '', (error) => console.error(error.message))

const say = (data: object, message: string) => console.error(message, data)
const collab = createCollabServer({
  database,
  authorise: async (request) => {
    const id = UserId.parse(new URL(request.url).searchParams.get('as'))
    return { user: { id, name: 'Somebody' }, readOnly: false }
  },
  log: { debug: () => {}, warn: say, error: say },
})
const http = createServer()
http.on('upgrade', collab.handleUpgrade)
http.listen(0, '127.0.0.1', () => console.log(`port ${(http.address() as AddressInfo).port}`))
