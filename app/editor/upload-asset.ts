import type { AssetKind } from '#core/asset.ts'
import type { AssetId, ClipId } from '#core/ids.ts'

export type SentAsset = {
  asset: Promise<{ id: AssetId; name: string }>
  stop(): void
}

/**
 * Brings a file to the workspace of a clip. `onProgress` hears what share of it was sent; after 1 it is
 * being read there. Fails with what the server says, in words for people.
 */
export function uploadAsset(
  file: File,
  { clipId, kind }: { clipId: ClipId; kind: AssetKind },
  onProgress: (share: number) => void,
): SentAsset {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ name: file.name.slice(0, 200), clip: clipId, kind })
  const asset = new Promise<{ id: AssetId; name: string }>((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total))
    request.addEventListener('load', () => {
      const answer = readAnswer(request.responseText)
      if (request.status === 201 && 'id' in answer) resolve(answer as { id: AssetId; name: string })
      else reject(new Error(answer.message ?? 'The server did not take this. Try again.'))
    })
    request.addEventListener('error', () =>
      reject(new Error('The connection was lost. Choose the file again.')),
    )
    request.addEventListener('abort', () => reject(new Error('Stopped.')))
  })
  request.open('POST', `/assets?${query}`)
  request.setRequestHeader('Content-Type', 'application/octet-stream')
  request.send(file)
  return { asset, stop: () => request.abort() }
}

/** A proxy between us may answer with a page of its own. */
function readAnswer(text: string): { message?: string } {
  try {
    return JSON.parse(text) as { message?: string }
  } catch {
    return {}
  }
}
