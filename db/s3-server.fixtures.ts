import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Config } from './s3-storage.ts'

type Kept = { bytes: Buffer; modified: Date; type?: string | undefined; isPublic?: boolean }
type Under = { key: string; parts: Map<number, Buffer> }

const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const etag = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`
const inXml = (text: string) =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
const strict = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/**
 * A bucket on this machine that speaks the part of S3's protocol we use, signatures included
 * (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html). Lists come in pages
 * of two, so that nobody may read the first page alone. `fail` answers so many requests with 503.
 */
export async function startS3(name = 'clips') {
  const secret = { id: 'AKEXAMPLE', key: 'a secret of the tests' }
  const objects = new Map<string, Kept>()
  const uploads = new Map<string, Under>()
  const requests: string[] = []
  let failures = 0

  const isSigned = (request: IncomingMessage, url: URL, body: Buffer): boolean => {
    const query = url.searchParams
    const header = request.headers.authorization
    const field = (name: string) =>
      header ? new RegExp(`${name}=([^, ]+)`).exec(header)?.[1] : query.get(`X-Amz-${name}`)
    const [id, date, region] = (field('Credential') ?? '').split('/')
    const at = header ? String(request.headers['x-amz-date']) : (query.get('X-Amz-Date') ?? '')
    if (id !== secret.id || !date || !region) return false
    const signed = (field('SignedHeaders') ?? '').split(';')
    const canonicalQuery = [...query]
      .filter(([name]) => name !== 'X-Amz-Signature')
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .sort()
      .join('&')
    const told = String(request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD')
    if (/^[0-9a-f]{64}$/.test(told) && told !== hash(body)) return false
    const canonical = [
      request.method,
      url.pathname,
      canonicalQuery,
      ...signed.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
      '',
      signed.join(';'),
      told,
    ].join('\n')
    const scope = `${date}/${region}/s3/aws4_request`
    const text = ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')
    const key = ['s3', 'aws4_request'].reduce<Buffer>(
      (from, part) => hmac(from, part),
      hmac(hmac(`AWS4${secret.key}`, date), region),
    )
    return hmac(key, text).toString('hex') === field('Signature')
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const url = new URL(request.url ?? '/', 'http://s3.example')
    const query = url.searchParams
    const method = request.method ?? ''
    const [, bucket, ...rest] = url.pathname.split('/')
    const key = rest.map(decodeURIComponent).join('/')
    requests.push(`${method} ${key}`)

    const answer = (status: number, xml = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(xml)
    const refuse = (status: number, code: string) =>
      answer(status, method === 'HEAD' ? '' : `<Error><Code>${code}</Code></Error>`)

    if (failures > 0) {
      failures--
      return refuse(503, 'SlowDown')
    }
    const open = method === 'GET' && objects.get(key)?.isPublic
    if (!open && !isSigned(request, url, body)) return refuse(403, 'SignatureDoesNotMatch')
    if (bucket !== name) return refuse(404, 'NoSuchBucket')
    const uploadId = query.get('uploadId')

    if (method === 'POST' && query.has('delete')) {
      for (const [, one] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g))
        objects.delete((one ?? '').replaceAll('&amp;', '&'))
      return answer(200, '<DeleteResult/>')
    }
    if (method === 'POST' && query.has('uploads')) {
      const id = crypto.randomUUID()
      uploads.set(id, { key, parts: new Map() })
      return answer(200, `<R><UploadId>${id}</UploadId></R>`)
    }
    if (uploadId !== null) {
      const under = uploads.get(uploadId)
      if (!under || under.key !== key) return refuse(404, 'NoSuchUpload')
      const sorted = [...under.parts].sort(([a], [b]) => a - b)
      if (method === 'PUT') {
        under.parts.set(Number(query.get('partNumber')), body)
        return answer(200, '', { etag: etag(body) })
      }
      if (method === 'GET') {
        const after = sorted.filter(([n]) => n > Number(query.get('part-number-marker') ?? 0))
        const page = after.slice(0, 2)
        return answer(
          200,
          `<R><IsTruncated>${after.length > 2}</IsTruncated><NextPartNumberMarker>${page.at(-1)?.[0] ?? 0}</NextPartNumberMarker>${page
            .map(
              ([n, bytes]) =>
                `<Part><PartNumber>${n}</PartNumber><ETag>${etag(bytes)}</ETag><Size>${bytes.length}</Size></Part>`,
            )
            .join('')}</R>`,
        )
      }
      uploads.delete(uploadId)
      if (method === 'DELETE') return answer(204)
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)]
      const bytes = Buffer.concat(named.map(([, n]) => under.parts.get(Number(n)) ?? Buffer.of()))
      objects.set(key, { bytes, modified: new Date() })
      return answer(200, '<R/>')
    }
    if (method === 'PUT') {
      objects.set(key, {
        ...{ bytes: body, modified: new Date(), type: request.headers['content-type'] },
        isPublic: request.headers['x-amz-acl'] === 'public-read',
      })
      return answer(200, '', { etag: etag(body) })
    }
    if (method === 'DELETE') {
      objects.delete(key)
      return answer(204)
    }
    if (method === 'GET' && query.has('list-type')) {
      const prefix = query.get('prefix') ?? ''
      const after = query.get('continuation-token') ?? ''
      const names = [...objects.keys()]
        .filter((name) => name.startsWith(prefix) && name > after)
        .sort()
      const page = names.slice(0, 2)
      const next =
        names.length > 2
          ? `<NextContinuationToken>${inXml(page[1] ?? '')}</NextContinuationToken>`
          : ''
      const contents = page.map((name) => `<Contents><Key>${inXml(name)}</Key></Contents>`)
      return answer(
        200,
        `<R><IsTruncated>${next !== ''}</IsTruncated>${next}${contents.join('')}</R>`,
      )
    }
    const found = objects.get(key)
    if (!found) return refuse(404, 'NoSuchKey')
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const part = range ? found.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : found.bytes
    response.writeHead(range ? 206 : 200, {
      'content-length': part.length,
      ...(found.type && { 'content-type': found.type }),
      'last-modified': found.modified.toUTCString(),
      etag: etag(found.bytes),
    })
    return response.end(method === 'HEAD' ? undefined : part)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const config: S3Config = {
    bucket: name,
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessKeyId: secret.id,
    secretAccessKey: secret.key,
  }
  return {
    config,
    objects,
    uploads,
    requests,
    stop() {
      server.closeAllConnections()
      server.close()
    },
    fail(count: number) {
      failures = count
    },
  }
}
