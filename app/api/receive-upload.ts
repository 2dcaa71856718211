import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { AppError } from '#core/errors.ts'
import { ProjectId, VideoId } from '#core/ids.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { getUpload } from '#db/uploads.ts'
import { cancelUpload } from '../commands/cancel-upload.server.ts'
import { finishUpload } from '../commands/finish-upload.server.ts'
import { moveVideo } from '../commands/move-video.server.ts'
import { startUpload } from '../commands/start-upload.server.ts'
import type { AppContext } from '../server/context.ts'
import { tryDataFolder } from '../server/data-folder.ts'
import { SPARE_BYTES } from '../server/uploads.ts'
import type { Caller } from './caller.ts'
import { RequestInvalid } from './error-envelope.ts'
import { theProject } from './reach.ts'

/**
 * Takes a video that comes as a form, straight to the disk. The row is there before the first byte;
 * whatever goes wrong on the way leaves neither.
 */
export async function receiveUpload(
  who: { app: AppContext; caller: Caller },
  request: Request,
): Promise<VideoId> {
  const { app, caller } = who
  const { uploadFolder } = app
  const user = caller.user
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type) || !request.body) {
    throw new RequestInvalid([{ field: 'file', message: 'Send the video as multipart/form-data.' }])
  }
  const told = Number(request.headers.get('content-length') ?? 0)
  if (told > MAX_UPLOAD_BYTES + 1024 ** 2) throw new AppError('media.too-large')
  const room = await tryDataFolder(uploadFolder.path)
  if ('missing' in room || room.freeBytes < told + SPARE_BYTES) throw new AppError('disk.full')

  const videoId = VideoId.parse(crypto.randomUUID())
  let projectId: string | undefined
  let writing: Promise<void> | null = null
  let bytes = 0
  const form = new Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 10, fieldSize: 1000, parts: 12, fileSize: MAX_UPLOAD_BYTES },
  })
  form.on('field', (name, value) => {
    if (name === 'project_id') projectId = value
  })
  // Parts that end too early fail on their own stream, listened to or not, and leave the form waiting:
  // whatever fails ends all of it.
  const ended = new AbortController()
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    ended.abort()
  }
  form.on('error', fail)
  form.on('file', (name, stream, filename) => {
    stream.on('error', fail)
    if (name !== 'file' || writing) return stream.resume()
    writing = (async () => {
      stream.on('limit', () => fail(new AppError('media.too-large')))
      const project = projectId === undefined ? undefined : (await theProject(who, projectId)).id
      await startUpload(
        { db: app.db, user },
        {
          videoId,
          ...(project && { projectId: project }),
          filename: filename?.trim() || 'video',
          bytes: null,
        },
      )
      await uploadFolder.note(videoId, told > 0 ? told : MAX_UPLOAD_BYTES)
      const file = uploadFolder.bytesOf(videoId)
      await pipeline(stream, createWriteStream(file), { signal: ended.signal })
      bytes = (await stat(file)).size
    })()
    writing.catch(fail)
  })

  const giveUp = async () => {
    await cancelUpload({ db: app.db, user }, { videoId }).catch(() => {})
    await uploadFolder.forget(videoId)
  }
  try {
    await pipeline(Readable.fromWeb(request.body as never), form, { signal: ended.signal })
    if (!writing) throw new RequestInvalid([{ field: 'file', message: 'Required' }])
    await writing
    if (bytes === 0) throw new AppError('media.empty')
    // A project named after the file, as forms may.
    if (projectId !== undefined) {
      const { id } = await theProject(who, projectId)
      await moveVideo({ db: app.db, user }, { videoId, projectId: ProjectId.parse(id) })
    }
    const upload = await getUpload(app.db, videoId, user.id)
    await finishUpload(app, upload, uploadFolder.bytesOf(videoId))
    await uploadFolder.forget(videoId)
    return videoId
  } catch (error) {
    await Promise.resolve(writing).catch(() => {})
    await giveUp()
    throw explain(failure ?? error)
  }
}

/** A form that is cut off or malformed is the sender's affair. */
function explain(error: unknown): unknown {
  if (error instanceof AppError || error instanceof RequestInvalid) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC') return new AppError('disk.full')
  if (
    code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    /multipart|boundary|unexpected end|part/i.test(message ?? '')
  ) {
    return new RequestInvalid([{ field: 'file', message: 'The form was cut off on its way.' }])
  }
  return error
}
