import type { PreviousUpload } from 'tus-js-client'
import { expect, test } from 'vitest'
import { unfinishedUploads } from './unfinished-uploads.ts'

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

/** A browser that remembers uploads, and a server that answers with an offset or a status. */
function room(answers: Record<string, number | 'gone' | 'away'>) {
  const kept = new Map<string, PreviousUpload>(
    Object.keys(answers).map((videoId) => [
      videoId,
      {
        size: 1000,
        metadata: { filename: `${videoId.at(-1)}.mp4` },
        creationTime: '',
        urlStorageKey: videoId,
        uploadUrl: `http://localhost/uploads/${videoId}`,
        parallelUploadUrls: null,
      },
    ]),
  )
  const asked: string[] = []
  const ask = async (input: string | URL | Request) => {
    const videoId = String(input).split('/').at(-1) ?? ''
    asked.push(videoId)
    const answer = answers[videoId]
    if (answer === 'away') throw new TypeError('no network')
    if (answer === 'gone') return new Response(null, { status: 404 })
    return new Response(null, { headers: { 'Upload-Offset': String(answer) } })
  }
  const storage = {
    findAllUploads: async () => [...kept.values()],
    removeUpload: async (key: string) => void kept.delete(key),
  }
  return {
    kept,
    asked,
    find: (busy: string[] = []) => unfinishedUploads(new Set(busy), storage, ask),
  }
}

test('what the server still holds can be carried on', async () => {
  const { find } = room({ [id(1)]: 430 })
  expect(await find()).toMatchObject([{ videoId: id(1), filename: '1.mp4', size: 1000, sent: 430 }])
})

test('what is over is forgotten; what cannot be asked about is kept for another time', async () => {
  const { find, kept } = room({ [id(1)]: 'gone', [id(2)]: 1000, [id(3)]: 'away' })
  expect(await find()).toEqual([])
  expect([...kept.keys()]).toEqual([id(3)])
})

test('what is being sent now is not asked about', async () => {
  const { find, asked } = room({ [id(1)]: 430, [id(2)]: 10 })
  expect(await find([id(1)])).toHaveLength(1)
  expect(asked).toEqual([id(2)])
})
