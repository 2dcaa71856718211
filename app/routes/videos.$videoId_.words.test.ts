import type { ActionFunctionArgs } from '@remix-run/node'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { videos } from '#db/schema/videos.ts'
import { freshDatabase } from '#db/test-database.ts'
import { openQueue } from '#pipeline/queue.ts'
import { action } from './videos.$videoId_.words.ts'

const srt = '1\n00:00:01,000 --> 00:00:02,000\nHello there.\n'

async function studio() {
  const database = await freshDatabase()
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const { db } = database
  const made = await makeStudio(db)
  await db.update(videos).set({ status: 'needs-words' }).where(eq(videos.id, made.videoId))
  const send = async (body: BodyInit, videoId: string, id: UserId | null = made.owner) => {
    const user = id && { id, email: '', fullName: '', workspaceId: made.workspaceId }
    const request = new Request('http://localhost/', { method: 'POST', body })
    const args = { request, params: { videoId }, context: { db, queue, user } }
    // Of the context, the action asks for nothing else.
    const given = args as unknown as ActionFunctionArgs
    const response: Response = await action(given).catch((thrown: unknown) => thrown as Response)
    return { status: response.status, ...((await response.json()) as object) }
  }
  return { ...made, send }
}

test('a transcript sent as it is becomes the words of the video', async () => {
  const { send, videoId } = await studio()
  expect(await send(srt, videoId)).toMatchObject({ status: 200, wordCount: 2 })
})

test('what cannot be taken is refused in words', async () => {
  const { send, videoId, stranger } = await studio()
  const unreadable = await send('Dear all', videoId)
  expect(unreadable).toMatchObject({ status: 422, code: 'transcript.unreadable' })
  expect(unreadable).toHaveProperty('say', expect.stringContaining('SRT'))
  const large = new Uint8Array(21 * 1024 * 1024)
  expect(await send(large, videoId)).toMatchObject({ status: 413, code: 'transcript.too-large' })
  expect(await send(srt, videoId, null)).toMatchObject({ status: 401 })
  expect(await send(srt, videoId, stranger)).toMatchObject({ status: 404 })
  expect(await send(srt, 'nothing')).toMatchObject({ status: 404 })
})
