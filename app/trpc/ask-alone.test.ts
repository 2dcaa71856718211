import { expect, test, vi } from 'vitest'
import { TranscriptionId, VideoId } from '#core/ids.ts'
import { ASK_ALONE, addressOf } from './ask-alone.ts'
import { createClient } from './client.tsx'

test('what is asked alone is asked at the address that was told beforehand', async () => {
  const input = {
    videoId: VideoId.parse('0198c1a0-0000-7000-8000-000000000001'),
    transcriptionId: TranscriptionId.parse('0198c1a0-0000-7000-8000-000000000002'),
  }
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('not here'))
  try {
    await expect(createClient().videos.transcript.query(input, ASK_ALONE)).rejects.toThrow()
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual([
      addressOf('videos.transcript', input),
    ])
  } finally {
    fetched.mockRestore()
  }
})
