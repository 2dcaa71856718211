import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { AppError, isAppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { getUpload, type UploadRow } from '#db/uploads.ts'
import { cancelUpload } from '../commands/cancel-upload.server.ts'
import { finishUpload } from '../commands/finish-upload.server.ts'
import { StartUpload, startUpload } from '../commands/start-upload.server.ts'
import type { AppServices, CurrentUser } from './context.ts'
import { tryDataFolder } from './data-folder.ts'
import { isForeign } from './foreign-origin.ts'
import type { UploadFolder } from './upload-folder.ts'

export const UPLOADS_PATH = '/uploads'

/** Left over for the database and for what is made of the video. */
export const SPARE_BYTES = 512 * 1024 ** 2

/** A refusal as tus wants it thrown: it is sent to the client as it stands. */
class Refusal extends Error {
  readonly status_code: number
  readonly body: string
  constructor(error: AppError) {
    super(error.message, { cause: error })
    this.status_code = error.kind.status
    this.body = error.message
  }
}

const refuse = (error: unknown): never => {
  throw isAppError(error) ? new Refusal(error) : error
}

/**
 * Resumable uploads (tus): one file an upload in a folder of their own, an upload's id being its
 * video's. What a request may touch is decided here, before tus sees it.
 */
export function createUploads(services: AppServices, folder: UploadFolder) {
  const { db, auth, config, log } = services
  /** Whose request it is: tus hands its hooks no context of ours. */
  const person = new AsyncLocalStorage<CurrentUser>()

  const tus = new Server({
    path: UPLOADS_PATH,
    datastore: new FileStore({ directory: folder.path }),
    maxSize: MAX_UPLOAD_BYTES,
    relativeLocation: true,
    // Only our own pages upload; without a list tus would invite every site.
    allowedOrigins: [],
    namingFunction: () => crypto.randomUUID(),
    async onUploadCreate(_request, upload) {
      const user = person.getStore()
      if (!user) return refuse(new AppError('auth.required'))
      const input = StartUpload.safeParse({
        videoId: upload.id,
        projectId: upload.metadata?.projectId || undefined,
        filename: upload.metadata?.filename ?? '',
        bytes: upload.size,
      })
      if (!input.success) return refuse(new AppError('request.invalid'))
      const room = await tryDataFolder(folder.path)
      if ('missing' in room || room.freeBytes < (input.data.bytes ?? 0) + SPARE_BYTES) {
        return refuse(new AppError('disk.full'))
      }
      await startUpload({ db, user }, input.data).catch(refuse)
      return {}
    },
    async onUploadFinish(_request, upload) {
      const user = person.getStore()
      if (!user) return refuse(new AppError('auth.required'))
      await finish(await getUpload(db, VideoId.parse(upload.id), user.id)).catch(refuse)
      return {}
    },
    async onResponseError(_request, error) {
      if (error instanceof Refusal) return error
      if ('status_code' in error && error.status_code < 500) {
        return error.status_code === 413 ? new Refusal(new AppError('media.too-large')) : undefined
      }
      const room = await tryDataFolder(folder.path)
      if ('missing' in room || room.freeBytes < 1024 ** 2)
        return new Refusal(new AppError('disk.full'))
      log.error({ err: error }, 'An upload failed')
      return { status_code: 500, body: 'The upload stopped here. Try again.' }
    },
  })

  const finish = async (row: UploadRow) => {
    if (row.status !== 'uploading') return
    await finishUpload(services, row, folder.bytesOf(row.id))
    await folder.forget(row.id)
  }

  /** Where an upload stands. Once its bytes have moved on tus knows it no more, but its client may ask. */
  const whole = async (row: UploadRow): Promise<number | null> => {
    if (row.status !== 'uploading') return row.fileSizeBytes
    const state = await folder.stateOf(row.id)
    if (!state || state.offset !== state.size) return null
    // The server ended between the last byte and what follows it.
    await finish(row)
    return state.size
  }

  const handleOne = async (
    id: string,
    request: IncomingMessage,
    response: ServerResponse,
    user: CurrentUser,
  ) => {
    const parsed = VideoId.safeParse(id)
    if (!parsed.success) throw new AppError('video.not-found')
    const row = await getUpload(db, parsed.data, user.id)
    if (request.method === 'HEAD') {
      const size = await whole(row)
      if (size !== null) {
        response.writeHead(200, {
          'Tus-Resumable': '1.0.0',
          'Upload-Offset': String(size),
          'Upload-Length': String(size),
          'Cache-Control': 'no-store',
        })
        response.end()
        return
      }
    }
    if (request.method === 'DELETE') await cancelUpload({ db, user }, { videoId: row.id })
    await tus.handle(request, response)
  }

  return {
    matches: (path: string) => path === UPLOADS_PATH || path.startsWith(`${UPLOADS_PATH}/`),

    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      // A connection that breaks off in the middle of a body is everyday.
      request.on('error', (error) => log.debug({ err: error }, 'An upload broke off'))
      try {
        const { method = 'GET', headers } = request
        const { host, origin, authorization } = headers
        const fetchSite = [headers['sec-fetch-site'] ?? []].flat()[0]
        if (isForeign({ method, host, origin, fetchSite, authorization }, config.publicUrl)) {
          throw new AppError('request.foreign-origin')
        }
        const session = await auth.readSession(headers.cookie)
        if (!session) throw new AppError('auth.required')
        const id = request.url?.split('?')[0]?.slice(UPLOADS_PATH.length + 1) ?? ''
        await person.run(session.user, () =>
          id === ''
            ? tus.handle(request, response)
            : handleOne(id, request, response, session.user),
        )
      } catch (error) {
        if (!isAppError(error)) throw error
        response.writeHead(error.kind.status, {
          'Content-Type': 'text/plain; charset=utf-8',
          // The body is not read: what is refused need not come.
          Connection: 'close',
        })
        response.end(error.message)
      }
    },
  }
}
