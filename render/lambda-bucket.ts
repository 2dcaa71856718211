import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { LambdaSetup } from '#core/lambda-export.ts'

/** How long functions may read what was put there for them, s: longer than any may run. */
const ADDRESS_SECONDS = 3600

/** Another server than Amazon's, with its buckets in the path; null: Amazon's. */
export const ownEndpoint = (env: NodeJS.ProcessEnv = process.env): string | null =>
  env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || null

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  woff2: 'font/woff2',
}

/** The bucket through which files reach the functions and come back. */
export function openLambdaBucket({ region, bucket }: Pick<LambdaSetup, 'region' | 'bucket'>) {
  const client = new S3Client({
    region,
    // Remotion's own names come first, as they do where it calls the functions.
    ...(process.env.REMOTION_AWS_ACCESS_KEY_ID && {
      credentials: {
        accessKeyId: process.env.REMOTION_AWS_ACCESS_KEY_ID,
        secretAccessKey: process.env.REMOTION_AWS_SECRET_ACCESS_KEY ?? '',
      },
    }),
    forcePathStyle: ownEndpoint() !== null,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    /**
     * Puts what the functions run into the bucket, as Remotion's deploySite does, unless it is there.
     * `stamp`: the file of `folder` that goes last. Answers with the site's address.
     */
    async deploy(folder: string, stamp: string): Promise<string> {
      const id = `cliproom-${basename(folder)}`
      const keyOf = (name: string) => `sites/${id}/${name.split(sep).join('/')}`
      const there = await client
        .send(new HeadObjectCommand({ Bucket: bucket, Key: keyOf(stamp) }))
        .then(
          () => true,
          (error: unknown) => {
            if (error instanceof NotFound) return false
            throw error
          },
        )
      if (!there) {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true })
        const names = entries
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        for (const name of [...names.filter((one) => one !== stamp), stamp])
          await client.send(
            new PutObjectCommand({
              ...{ Bucket: bucket, Key: keyOf(name), Body: await readFile(join(folder, name)) },
              ContentType: types[extname(name).slice(1)] ?? 'application/octet-stream',
              // The functions' browsers read it, and it holds nothing of anybody.
              ACL: 'public-read',
            }),
          )
      }
      const endpoint = ownEndpoint()
      return endpoint ? `${endpoint}/${bucket}/${keyOf('index.html')}` : id
    },
    /** Puts a file there; answers with an address that reads it for an hour. */
    async lend(path: string, key: string, signal?: AbortSignal): Promise<string> {
      const upload = new Upload({
        client,
        params: { Bucket: bucket, Key: key, Body: createReadStream(path) },
      })
      const stop = () => void upload.abort()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        await upload.done()
      } finally {
        signal?.removeEventListener('abort', stop)
      }
      return getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), {
        expiresIn: ADDRESS_SECONDS,
      })
    },
    async fetch(key: string, path: string, signal?: AbortSignal): Promise<void> {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), {
        ...(signal && { abortSignal: signal }),
      })
      await pipeline(Body as Readable, createWriteStream(path), { signal })
    },
    async remove(key: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
    close: () => client.destroy(),
  }
}
