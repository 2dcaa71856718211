import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { PART_BYTES } from '#db/direct-uploads.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { getUpload } from '#db/uploads.ts'
import { saveVideoPart } from '#db/video-work.ts'
import { cancelUpload } from './cancel-upload.server.ts'
import type { CommandContext } from './command-context.ts'
import { takeUpload } from './finish-upload.server.ts'
import { StartUpload, startUpload } from './start-upload.server.ts'

/** Uploads whose bytes go past this server, straight to the bucket, in parts of one size. */

type Context = Pick<CommandContext, 'db' | 'storage' | 'user'>

const directOf = (storage: Storage) => {
  if (!storage.direct) throw new AppError('upload.not-direct')
  return storage.direct
}

const partCount = (bytes: number) => Math.ceil(bytes / PART_BYTES)

export const StartDirectUpload = StartUpload.omit({ videoId: true }).extend({
  bytes: z.number().int().positive().max(MAX_UPLOAD_BYTES, 'Files may be up to 10 GB.'),
})
export type StartDirectUpload = z.infer<typeof StartDirectUpload>

export async function startDirectUpload(
  { db, storage, user }: Context,
  input: StartDirectUpload,
): Promise<{ videoId: VideoId; partBytes: number; partCount: number }> {
  const direct = directOf(storage)
  const videoId = VideoId.parse(crypto.randomUUID())
  await startUpload({ db, user }, { ...input, videoId })
  const directUpload = await direct.start(videoKey(videoId, 'source'))
  await saveVideoPart(db, videoId, { directUpload })
  return { videoId, partBytes: PART_BYTES, partCount: partCount(input.bytes) }
}

export const OneUpload = z.object({ videoId: VideoId })
export type OneUpload = z.infer<typeof OneUpload>

/** The upload, where it is this person's own and still under way. */
async function underWay({ db, storage, user }: Context, videoId: VideoId) {
  const direct = directOf(storage)
  const row = await getUpload(db, videoId, user.id)
  const { directUpload: uploadId } = row.metadata
  if (row.status !== 'uploading' || !uploadId) throw new AppError('video.not-found')
  return { direct, row, uploadId, bytes: row.fileSizeBytes ?? 0 }
}

export const AddressParts = OneUpload.extend({
  parts: z.array(z.number().int().min(1).max(10_000)).min(1).max(100),
})
export type AddressParts = z.infer<typeof AddressParts>

/** Where to PUT these parts, in the order they were asked for. */
export async function addressParts(
  context: Context,
  { videoId, parts }: AddressParts,
): Promise<string[]> {
  const { direct, row, uploadId, bytes } = await underWay(context, videoId)
  if (parts.some((part) => part > partCount(bytes))) throw new AppError('request.invalid')
  return direct.addresses(row.storagePath, uploadId, parts)
}

/** The parts that have come: whoever goes on sends the others. */
export async function listParts(
  context: Context,
  { videoId }: OneUpload,
): Promise<{ part: number; bytes: number }[]> {
  const { direct, row, uploadId } = await underWay(context, videoId)
  return direct.parts(row.storagePath, uploadId)
}

/** Puts the parts together and begins to work on the video. What is missing is said, and nothing lost. */
export async function finishDirectUpload(
  context: Context & Pick<CommandContext, 'queue'>,
  { videoId }: OneUpload,
): Promise<void> {
  const { direct, row, uploadId, bytes } = await underWay(context, videoId)
  const come = await direct.parts(row.storagePath, uploadId)
  const missing = Array.from({ length: partCount(bytes) }, (_, i) => i + 1).filter(
    (part) => !come.some((one) => one.part === part),
  )
  if (missing.length > 0) {
    const many = missing.length > 1
    const named = missing.slice(0, 20).join(', ') + (missing.length > 20 ? ' and more' : '')
    throw new AppError('upload.unfinished', {
      detail: `Still missing: part${many ? 's' : ''} ${named}. Send ${many ? 'them' : 'it'}, then complete the upload.`,
    })
  }
  const sum = come.reduce((total, part) => total + part.bytes, 0)
  if (sum !== bytes) {
    throw new AppError('upload.unfinished', {
      detail: `${sum} bytes have come where ${bytes} were announced. Send the parts again that differ.`,
    })
  }
  await direct.finish(row.storagePath, uploadId)
  await takeUpload(context, row)
}

export async function cancelDirectUpload(context: Context, { videoId }: OneUpload): Promise<void> {
  const { direct, row, uploadId } = await underWay(context, videoId)
  await cancelUpload(context, { videoId })
  await direct.abort(row.storagePath, uploadId)
}
