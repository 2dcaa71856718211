import { type DetailedError, type PreviousUpload, Upload } from 'tus-js-client'
import { VideoId } from '#core/ids.ts'
import type { OpenTransfer } from './upload-queue.ts'

export const UPLOADS = '/uploads'

/** Short enough to pass proxies and to lose little on a bad line, long enough to cost no speed. */
const CHUNK_BYTES = 32 * 1024 ** 2

/** The server names an upload after its video. */
export function videoIdOf(uploadUrl: string | null): VideoId | null {
  const last = uploadUrl?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1)
  return VideoId.safeParse(last).data ?? null
}

/** Sends a file by tus, in a way that survives this tab, the network and the server. */
export const tusTransfer: OpenTransfer<PreviousUpload> = (file, { projectId, earlier }, heard) => {
  const upload = new Upload(file, {
    endpoint: UPLOADS,
    metadata: { filename: file.name, ...(projectId && { projectId }) },
    chunkSize: CHUNK_BYTES,
    // The queue tries again, for as long as it takes; tus itself gives up after its last delay.
    retryDelays: null,
    removeFingerprintOnSuccess: true,
    onUploadUrlAvailable: () => tellVideo(),
    onProgress: (sent) => heard.onSent(sent),
    onSuccess: () => heard.onDone(),
    onError: (error) => heard.onTrouble(troubleOf(error)),
    onAfterResponse(request, response) {
      // tus takes any failed question for "gone" and begins a second upload; only these two mean it.
      const status = response.getStatus()
      if (request.getMethod() === 'HEAD' && status >= 400 && status !== 404 && status !== 410) {
        throw new Answer(status, response.getBody())
      }
    },
  })
  const tellVideo = () => {
    const videoId = videoIdOf(upload.url)
    if (videoId) heard.onVideo(videoId)
  }

  let stopped = false
  let looked = earlier !== null
  if (earlier) upload.resumeFromPreviousUpload(earlier)

  return {
    start() {
      stopped = false
      const go = () => {
        if (stopped) return
        tellVideo()
        upload.start()
      }
      if (looked) return go()
      looked = true
      // The same file, begun in another tab or before a crash, goes on where it was.
      upload.findPreviousUploads().then((before) => {
        const previous = before.find(({ metadata }) => (metadata.projectId ?? null) === projectId)
        if (previous) upload.resumeFromPreviousUpload(previous)
        go()
      }, go)
    },
    pause() {
      stopped = true
      upload.abort()
    },
    async discard() {
      stopped = true
      await upload.abort(true)
    },
  }
}

/** What the server answered where tus would have gone on. */
class Answer extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`the server answered ${status}`)
  }
}

function answerOf(error: Error | DetailedError): { status: number; body: string } {
  if (!('originalResponse' in error)) return { status: 0, body: '' }
  if (error.causingError instanceof Answer) return error.causingError
  const response = error.originalResponse
  return { status: response?.getStatus() ?? 0, body: response?.getBody() ?? '' }
}

/** What went wrong, and whether waiting helps. The server's own words, where it answered. */
function troubleOf(error: Error | DetailedError): { say: string; lasting: boolean } {
  const { status, body } = answerOf(error)
  // 409 and 423: the server still holds the line of an earlier try. 507: no space, which lasts.
  const passing =
    status === 0 || (status >= 500 && status !== 507) || [408, 409, 423, 429].includes(status)
  if (passing) {
    return { say: 'The server does not answer. It goes on when it is back.', lasting: false }
  }
  const said = body.trim()
  const plain = said !== '' && said.length < 300 && !said.startsWith('<')
  return { say: plain ? said : 'The server refused this file.', lasting: true }
}
