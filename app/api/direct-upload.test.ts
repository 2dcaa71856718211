import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { PART_BYTES } from '#db/direct-uploads.ts'
import { startS3 } from '#db/s3-server.fixtures.ts'
import { s3Storage } from '#db/s3-storage.ts'
import { processingJobs } from '#db/schema/jobs.ts'
import { sweepUploads } from '../server/sweep-uploads.ts'
import { startApi } from './api.fixtures.ts'

async function studio() {
  const s3 = await startS3()
  onTestFinished(() => s3.stop())
  const root = await mkdtemp(join(tmpdir(), 'cliproom-direct-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const storage = s3Storage(s3.config, root)
  onTestFinished(() => storage.close())
  const api = await startApi({}, { storage })
  const ana = await api.register('Ana')
  await ana.post('/projects', { name: 'Talks' })
  /** Sends a part to where the bucket wants it. */
  const put = async (url: string, bytes: Uint8Array) =>
    (await fetch(url, { method: 'PUT', body: bytes as BodyInit })).status
  return { ...s3, api, ana, put, storage }
}

const BYTES = Buffer.alloc(PART_BYTES + 500, 'talk')
const parts = [0, 1].map((n) => BYTES.subarray(n * PART_BYTES, (n + 1) * PART_BYTES))

test('an upload goes straight to the bucket, is resumed after a loss, and is worked on', async () => {
  const { ana, put, objects, api } = await studio()
  const begun = await ana.post('/videos/upload/direct', {
    filename: 'talk.mp4',
    bytes: BYTES.length,
  })
  expect(begun).toMatchObject({ status: 201, body: { part_size: PART_BYTES, part_count: 2 } })
  const { id } = begun.body.video
  const addressed = async (numbers: number[]) =>
    (await ana.post(`/videos/${id}/upload-parts`, { part_numbers: numbers })).body.parts
  const [second, first] = await addressed([2, 1])
  expect([second.part_number, first.part_number]).toEqual([2, 1])
  expect(await put(second.url, parts[1] as Buffer)).toBe(200)

  // Too early: what is missing is named, and nothing is lost.
  const early = await ana.post(`/videos/${id}/upload-complete`)
  expect(early.status).toBe(409)
  expect(early.body.error.message).toBe('Still missing: part 1. Send it, then complete the upload.')
  expect((await ana.get(`/videos/${id}/upload-parts`)).body.parts).toEqual([
    { part_number: 2, bytes: 500 },
  ])
  // Somebody changed the address on its way.
  expect(await put(second.url.replace('partNumber=2', 'partNumber=1'), Buffer.of(1))).toBe(403)
  expect(await put(first.url, Buffer.from('short'))).toBe(200)
  expect((await ana.post(`/videos/${id}/upload-complete`)).body.error.message).toMatch(
    /bytes have come where \d+ were announced/,
  )
  expect(await put(first.url, parts[0] as Buffer)).toBe(200)

  const done = await ana.post(`/videos/${id}/upload-complete`)
  expect(done).toMatchObject({ status: 202, body: { video: { status: 'ingesting' } } })
  expect(objects.get(`videos/${id}/source`)?.bytes.equals(BYTES)).toBe(true)
  const jobs = await api.db.select().from(processingJobs)
  expect(jobs.map(({ jobType, entityId }) => [jobType, entityId])).toEqual([['ingest-video', id]])
  // Over is over.
  expect((await ana.post(`/videos/${id}/upload-complete`)).status).toBe(404)
})

test('nobody else goes on with an upload, and one that is given up leaves nothing', async () => {
  const { ana, api, uploads } = await studio()
  const { body } = await ana.post('/videos/upload/direct', { filename: 'a.mp4', bytes: 10 })
  const { id } = body.video
  const eve = await api.register('Eve')
  for (const answer of [
    await eve.get(`/videos/${id}/upload-parts`),
    await eve.post(`/videos/${id}/upload-parts`, { part_numbers: [1] }),
    await eve.post(`/videos/${id}/upload-complete`),
    await eve.delete(`/videos/${id}/upload-parts`),
  ]) {
    expect(answer.status).toBe(404)
  }
  expect((await ana.post(`/videos/${id}/upload-parts`, { part_numbers: [2] })).status).toBe(400)
  expect((await ana.delete(`/videos/${id}/upload-parts`)).status).toBe(204)
  expect(uploads.size).toBe(0)
  expect((await ana.get(`/videos/${id}`)).status).toBe(404)
})

test('what nobody went on with for a week is swept, what is younger stays', async () => {
  const { ana, api, uploads } = await studio()
  await ana.post('/videos/upload/direct', { filename: 'a.mp4', bytes: 10 })
  const sweep = (days: number) =>
    sweepUploads(api.services, api.services.uploadFolder, Date.now() + days * 24 * 3600_000)
  await sweep(6)
  expect(uploads.size).toBe(1)
  await sweep(8)
  expect(uploads.size).toBe(0)
  expect((await ana.get('/videos')).body.videos).toEqual([])
})

test('a server that keeps files on its own disk says where to upload instead', async () => {
  const api = await startApi()
  const ana = await api.register('Ana')
  await ana.post('/projects', { name: 'Talks' })
  const refused = await ana.post('/videos/upload/direct', { filename: 'a.mp4', bytes: 10 })
  expect(refused.status).toBe(409)
  expect(refused.body.error.message).toMatch(/upload to \/videos\/upload instead/)
  for (const bytes of [0, 11 * 1024 ** 3, 1.5]) {
    const { status } = await ana.post('/videos/upload/direct', { filename: 'a.mp4', bytes })
    expect(status).toBe(400)
  }
})
