import { defaultOptions, type PreviousUpload, type UrlStorage } from 'tus-js-client'
import type { VideoId } from '#core/ids.ts'
import { videoIdOf } from './tus-transfer.ts'

/** An upload this browser began and did not end. The file must be chosen again to go on. */
export type UnfinishedUpload = {
  videoId: VideoId
  filename: string
  size: number
  /** Bytes the server has. */
  sent: number
  earlier: PreviousUpload
}

/**
 * What this browser began and the server still holds. What it holds no longer is forgotten here too;
 * what cannot be asked about now is left for the next time.
 */
export async function unfinishedUploads(
  /** Being sent now, here or in another window: asking about one would interrupt it. */
  busy: Set<string>,
  storage: Pick<UrlStorage, 'findAllUploads' | 'removeUpload'> = defaultOptions.urlStorage,
  ask: typeof fetch = fetch,
): Promise<UnfinishedUpload[]> {
  const found = await Promise.all(
    (await storage.findAllUploads()).map(async (earlier): Promise<UnfinishedUpload[]> => {
      const videoId = videoIdOf(earlier.uploadUrl)
      if (!earlier.uploadUrl || !videoId || busy.has(videoId)) return []
      const answer = await ask(earlier.uploadUrl, {
        method: 'HEAD',
        headers: { 'Tus-Resumable': '1.0.0' },
      }).catch(() => null)
      const sent = Number(answer?.headers.get('Upload-Offset') ?? Number.NaN)
      const size = earlier.size ?? 0
      const isOver = answer?.status === 404 || answer?.status === 410 || sent >= size
      if (isOver) await storage.removeUpload(earlier.urlStorageKey)
      if (isOver || !answer?.ok || Number.isNaN(sent)) return []
      return [
        {
          videoId,
          filename: earlier.metadata.filename ?? 'the file',
          size,
          sent,
          earlier,
        },
      ]
    }),
  )
  return found.flat()
}
