import { randomBytes } from 'node:crypto'
import { type DetailedError, Upload } from 'tus-js-client'
import { expect, onTestFinished, test } from 'vitest'
import { startTestServer } from './test-server.ts'
import { type Visitor, visitor } from './visitor.fixtures.ts'

/** A sound file of noise: real enough to be kept, and no two parts of it are alike. */
function noise(megabytes: number): Buffer {
  const samples = randomBytes(megabytes * 1024 ** 2)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20) // PCM
  header.writeUInt16LE(2, 22)
  header.writeUInt32LE(48_000, 24)
  header.writeUInt32LE(192_000, 28)
  header.writeUInt16LE(4, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return Buffer.concat([header, samples])
}

type Sending = { url: string; person: Visitor; bytes: Buffer; name?: string }

/** Sends a file as the browser does. `onSent` may stop it; gives the upload's address. */
function send(
  { url, person, bytes, name = 'noise.wav' }: Sending,
  { from, onSent }: { from?: string; onSent?: (sent: number, upload: Upload) => void } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${url}/uploads`,
      ...(from && { uploadUrl: url + from }),
      metadata: { filename: name },
      chunkSize: 1024 ** 2,
      retryDelays: null,
      headers: { cookie: person.cookie(), origin: url },
      onProgress: (sent) => onSent?.(sent, upload),
      onSuccess: () => resolve(new URL(upload.url ?? '').pathname),
      onError: (error) => reject(Object.assign(error, { path: pathOf(upload) })),
    })
    upload.start()
  })
}

const pathOf = ({ url }: Upload) => (url ? new URL(url).pathname : null)
const statusOf = (error: unknown) => (error as DetailedError).originalResponse?.getStatus()

async function start() {
  const server = await startTestServer()
  onTestFinished(() => server.dispose())
  const person = visitor(server.url)
  await person.signUp('mara@studio.example')
  return { server, person }
}

test('an upload whose server was killed at half goes on with the next one, to the byte', async () => {
  const { server, person } = await start()
  const bytes = noise(16)
  let killed: Promise<void> | null = null
  const cutOff = await send(
    { url: server.url, person, bytes },
    {
      onSent(sent) {
        if (sent > bytes.length / 2) killed ??= server.kill()
      },
    },
  ).catch((error: Error & { path: string }) => error)
  await killed
  if (typeof cutOff === 'string') throw new Error('it was through before it was killed')

  const next = await startTestServer({ dataFolder: server.dataFolder })
  onTestFinished(() => next.dispose())
  const found = await fetch(next.url + cutOff.path, {
    method: 'HEAD',
    headers: { cookie: person.cookie(), 'tus-resumable': '1.0.0' },
  })
  const kept = Number(found.headers.get('upload-offset'))
  expect(kept).toBeGreaterThan(bytes.length / 3)
  expect(kept).toBeLessThan(bytes.length)

  let first = 0
  const path = await send(
    { url: next.url, person, bytes },
    {
      from: cutOff.path,
      onSent(sent) {
        first ||= sent
      },
    },
  )
  expect(first).toBeGreaterThanOrEqual(kept)
  const id = path.split('/').at(-1)
  const back = await fetch(`${next.url}/media/videos/${id}/source`, {
    headers: { cookie: person.cookie() },
  })
  expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true)

  // Whoever missed the last answer asks, and hears that everything is there.
  const after = await fetch(next.url + path, {
    method: 'HEAD',
    headers: { cookie: person.cookie(), 'tus-resumable': '1.0.0' },
  })
  expect(after.headers.get('upload-offset')).toBe(String(bytes.length))
})

test('an upload is its owner’s alone, and one that is given up leaves nothing', async () => {
  const { server, person } = await start()
  const bytes = noise(4)
  const stopped = await new Promise<string>((resolve, reject) => {
    send(
      { url: server.url, person, bytes },
      {
        onSent(sent, upload) {
          if (sent < bytes.length / 2) return
          upload.abort().then(() => resolve(pathOf(upload) ?? ''), reject)
        },
      },
    ).catch(reject)
  })

  const stranger = visitor(server.url)
  await stranger.signUp('kenji@studio.example')
  for (const method of ['HEAD', 'PATCH', 'DELETE']) {
    const answer = await stranger.go(stopped, { method, headers: { 'tus-resumable': '1.0.0' } })
    expect(answer.status).toBe(404)
  }
  const unknown = await fetch(server.url + stopped, {
    method: 'HEAD',
    headers: { 'tus-resumable': '1.0.0' },
  })
  expect(unknown.status).toBe(401)

  const ended = await person.go(stopped, {
    method: 'DELETE',
    headers: { 'tus-resumable': '1.0.0' },
  })
  expect(ended.status).toBe(204)
  const gone = await person.go(stopped, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } })
  expect(gone.status).toBe(404)
})

test('what cannot be taken is refused in words before its first byte', async () => {
  const { server, person } = await start()
  const create = async (length: string, metadata = `filename ${btoa('talk.mp4')}`) => {
    const answer = await person.go('/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': length, 'upload-metadata': metadata },
    })
    return { status: answer.status, says: await answer.text() }
  }
  expect(await create('0')).toEqual({
    status: 422,
    says: 'This file is empty. Choose another one.',
  })
  expect(await create(String(10 * 1024 ** 3 + 1))).toEqual({
    status: 413,
    says: 'Files may be up to 10 GB.',
  })
  const elsewhere = `filename ${btoa('a.mp4')},projectId ${btoa(crypto.randomUUID())}`
  expect(await create('5', elsewhere)).toEqual({
    status: 404,
    says: 'This project no longer exists.',
  })
  const asked = await send({ url: server.url, person: visitor(server.url), bytes: noise(1) }).catch(
    statusOf,
  )
  expect(asked).toBe(401)
})
