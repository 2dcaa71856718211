import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PART_BYTES } from '#db/direct-uploads.ts'
import { startS3 } from '#db/s3-server.fixtures.ts'
import { s3Storage } from '#db/s3-storage.ts'
import { startApi } from '../app/api/api.fixtures.ts'
import { createClient, uploadVideo } from './client.ts'

async function studio() {
  const s3 = await startS3()
  onTestFinished(() => s3.stop())
  const root = await mkdtemp(join(tmpdir(), 'cliproom-client-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const storage = s3Storage(s3.config, root)
  onTestFinished(() => storage.close())
  const api = await startApi({}, { storage })
  const ana = await api.register('Ana')
  const client = createClient({
    baseUrl: 'http://clips.example',
    token: () => ana.token,
    // As a server would be asked, without a socket.
    fetch: (request) =>
      api.api.fetch(request, {
        ...api.services,
        ip: '10.0.0.2',
        cookies: '',
        requestId: 'c',
      } as never),
  })
  return { client, ...s3 }
}

test('answers are typed, and so are refusals', async () => {
  const { client } = await studio()
  const made = await client.POST('/api/v1/projects', { body: { name: 'Talks' } })
  expect(made.data?.project.name).toBe('Talks')
  const missing = await client.GET('/api/v1/projects/{id}', {
    params: { path: { id: crypto.randomUUID() } },
  })
  expect(missing.data).toBeUndefined()
  expect(missing.error?.error.code).toBe('NOT_FOUND')
})

test('an upload that is cut off goes on where it was', async () => {
  const { client, objects } = await studio()
  const bytes = Buffer.alloc(PART_BYTES + 10, 'talk')
  const file = new Blob([bytes])
  let begun: { videoId: string; partSize: number } | undefined
  let sent = 0
  const options = {
    filename: 'talk.mp4',
    onStart: (at: { videoId: string; partSize: number }) => {
      begun = at
    },
  }
  const cut = async (request: Request) => {
    if (new URL(request.url).searchParams.get('partNumber') === '2') throw new Error('no line')
    sent++
    return fetch(request)
  }
  await expect(uploadVideo(client, file, { ...options, fetch: cut })).rejects.toThrow(
    'part 2 could not be sent',
  )
  if (!begun) throw new Error('nothing was begun')
  expect(sent).toBe(1)
  const shares: number[] = []
  const videoId = await uploadVideo(client, file, {
    ...options,
    resume: begun,
    onProgress: (share) => shares.push(share),
  })
  expect(shares).toEqual([1])
  expect(objects.get(`videos/${videoId}/source`)?.bytes.equals(bytes)).toBe(true)
})
