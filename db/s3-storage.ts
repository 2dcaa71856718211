import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  type Part,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { DirectUploads } from './direct-uploads.ts'
import { PART_BYTES } from './direct-uploads.ts'
import { cleanKey, filesBelow, type Storage } from './storage.ts'

export type S3Config = {
  bucket: string
  region: string
  /** Another server than Amazon's that speaks its protocol; buckets are then part of the path. */
  endpoint: string | null
  accessKeyId: string
  secretAccessKey: string
}

const ADDRESS_SECONDS = 3600
/** A file here that nobody wanted for so long is fetched again when somebody does. */
const UNUSED_MS = 7 * 24 * 3600 * 1000

export type S3Storage = Storage & {
  /** Removes what lies on this machine, is kept in the bucket and was not wanted for a week. */
  trim(now?: number): Promise<void>
  close(): void
}

/**
 * Files in a bucket, worked on in a folder of this machine. A file there that is younger than the
 * bucket's is on its way into it; one that is older is fetched again.
 */
export function s3Storage(config: S3Config, folder: string): S3Storage {
  const Bucket = config.bucket
  const client = new S3Client({
    region: config.region,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    ...(config.endpoint && { endpoint: config.endpoint, forcePathStyle: true }),
    // Servers besides Amazon's know nothing of checksums that are sent after a body.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const keyOf = (key: string) => cleanKey(key).split(sep).join('/').replace(/\/$/, '')
  const pathOf = (key: string) => join(folder, cleanKey(key))

  const head = async (key: string) => {
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key: keyOf(key) }))
      return { size: found.ContentLength ?? 0, modified: found.LastModified ?? new Date(0) }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  /** One fetch of a file at a time, whoever waits for it. */
  const fetching = new Map<string, Promise<void>>()
  const bring = (key: string, modified: Date) => {
    const under = fetching.get(key)
    if (under) return under
    const work = (async () => {
      const path = pathOf(key)
      // Somebody may have brought it between our look and now.
      const here = await stat(path).catch(() => null)
      if (here && here.mtimeMs >= modified.getTime()) return
      const part = `${path}.${crypto.randomUUID()}.part`
      try {
        await pipeline(readObject(key), createWriteStream(part))
        await utimes(part, new Date(), modified)
        await rename(part, path)
      } finally {
        await rm(part, { force: true })
      }
    })().finally(() => fetching.delete(key))
    fetching.set(key, work)
    return work
  }

  const readObject = (key: string, range?: { start: number; end: number }) => {
    const Key = keyOf(key)
    return Readable.from(
      (async function* () {
        const { Body } = await client.send(
          new GetObjectCommand({
            Bucket,
            Key,
            ...(range && { Range: `bytes=${range.start}-${range.end}` }),
          }),
        )
        yield* Body as Readable
      })(),
      { objectMode: false },
    )
  }

  async function* list(prefix: string): AsyncIterable<string> {
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken }),
      )
      for (const { Key } of page.Contents ?? []) if (Key) yield Key
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)
  }

  return {
    async place(key) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const [here, there] = await Promise.all([stat(path).catch(() => null), head(key)])
      if (there && (!here || here.mtimeMs < there.modified.getTime())) {
        await bring(key, there.modified)
      } else if (there && here) {
        // Wanted today: trim goes by it.
        await utimes(path, new Date(), here.mtime)
      }
      return path
    },
    async keep(key) {
      const path = pathOf(key)
      await new Upload({
        client,
        params: { Bucket, Key: keyOf(key), Body: createReadStream(path) },
        partSize: PART_BYTES,
        queueSize: 2,
      }).done()
      const kept = await head(key)
      if (kept) await utimes(path, new Date(), kept.modified).catch(() => {})
    },
    size: async (key) => (await head(key))?.size ?? null,
    stat: head,
    read: readObject,
    async remove(key) {
      await rm(pathOf(key), { recursive: true, force: true })
      let keys = [keyOf(key)]
      const gone = async () => {
        const Objects = keys.map((one) => ({ Key: one }))
        const { Errors } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        )
        if (Errors?.[0]) throw new Error(`the bucket kept ${Errors[0].Key}: ${Errors[0].Message}`)
        keys = []
      }
      for await (const below of list(`${keyOf(key)}/`)) {
        keys.push(below)
        if (keys.length === 1000) await gone()
      }
      if (keys.length > 0) await gone()
    },
    list,
    direct: directUploads(client, Bucket, keyOf),
    async trim(now = Date.now()) {
      for await (const path of filesBelow(folder)) {
        const here = await stat(path).catch(() => null)
        if (!here || now - here.atimeMs < UNUSED_MS) continue
        const there = await head(relative(folder, path).split(sep).join('/'))
        if (there?.size === here.size) await rm(path, { force: true })
      }
    },
    close: () => client.destroy(),
  }
}

function directUploads(
  client: S3Client,
  Bucket: string,
  nameOf: (key: string) => string,
): DirectUploads {
  const come = async (key: string, UploadId: string) => {
    const found: Part[] = []
    let PartNumberMarker: string | undefined
    do {
      const page = await client.send(
        new ListPartsCommand({ Bucket, Key: nameOf(key), UploadId, PartNumberMarker }),
      )
      found.push(...(page.Parts ?? []))
      PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined
    } while (PartNumberMarker)
    return found
  }
  return {
    async start(key) {
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ Bucket, Key: nameOf(key) }),
      )
      if (!UploadId) throw new Error('the bucket began an upload without a name')
      return UploadId
    },
    addresses: (key, UploadId, parts) =>
      Promise.all(
        parts.map((PartNumber) =>
          getSignedUrl(
            client,
            new UploadPartCommand({ Bucket, Key: nameOf(key), UploadId, PartNumber }),
            { expiresIn: ADDRESS_SECONDS },
          ),
        ),
      ),
    async parts(key, uploadId) {
      const found = await come(key, uploadId)
      return found.map(({ PartNumber = 0, Size = 0 }) => ({ part: PartNumber, bytes: Size }))
    },
    async finish(key, UploadId) {
      const Parts = (await come(key, UploadId)).map(({ PartNumber, ETag }) => ({
        PartNumber,
        ETag,
      }))
      await client.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key: nameOf(key),
          UploadId,
          MultipartUpload: { Parts },
        }),
      )
    },
    async abort(key, UploadId) {
      await client
        .send(new AbortMultipartUploadCommand({ Bucket, Key: nameOf(key), UploadId }))
        .catch((error: unknown) => {
          if (!isMissing(error)) throw error
        })
    },
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(error.name)
