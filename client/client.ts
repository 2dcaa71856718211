import createFetchClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './api.ts'

export type ClientOptions = {
  /** Where Cliproom is: `https://clips.example`. */
  baseUrl: string
  /** An API key or an access token; a function where it changes. */
  token: string | (() => string | Promise<string>)
  /** The workspace to work in, for an access token of somebody who has several. */
  workspaceId?: string
  fetch?: (request: Request) => Promise<Response>
}

/** Cliproom's REST API, every path, parameter and answer typed: `clips.GET('/api/v1/clips/{id}', …)`. */
export function createClient({ baseUrl, token, workspaceId, fetch }: ClientOptions) {
  const client = createFetchClient<paths>({ baseUrl, ...(fetch && { fetch }) })
  const signed: Middleware = {
    async onRequest({ request }) {
      const now = typeof token === 'string' ? token : await token()
      request.headers.set('Authorization', `Bearer ${now}`)
      if (workspaceId) request.headers.set('X-Workspace-Id', workspaceId)
      return request
    },
  }
  client.use(signed)
  return client
}

export type Client = ReturnType<typeof createClient>

/** How many parts are on their way at once, and how often a part is tried. */
const LANES = 3
const TRIES = 4

/**
 * Uploads a file straight to the bucket, or goes on with one that was begun: parts that have come are
 * not sent again. Resolves once the server begins to work on the video; gives its id.
 */
export async function uploadVideo(
  client: Client,
  file: Blob,
  options: {
    filename: string
    projectId?: string
    /** Of an upload that was cut off. */
    resume?: { videoId: string; partSize: number }
    /** Hears the id as soon as there is one: keep it, to resume by. */
    onStart?(begun: { videoId: string; partSize: number }): void
    /** From 0 to 1. */
    onProgress?(share: number): void
    fetch?: (request: Request) => Promise<Response>
  },
): Promise<string> {
  const { filename, projectId, resume, onStart, onProgress, fetch = globalThis.fetch } = options
  const { videoId, partSize } = resume ?? (await begin())
  const path = { params: { path: { id: videoId } } }
  onStart?.({ videoId, partSize })
  const there = answered(await client.GET('/api/v1/videos/{id}/upload-parts', path)).parts
  const come = new Set(there.map(({ part_number }) => part_number))
  const count = Math.ceil(file.size / partSize)
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((part) => !come.has(part))
  const lane = async () => {
    for (let part = missing.shift(); part !== undefined; part = missing.shift()) {
      await send(part)
      come.add(part)
      onProgress?.(come.size / count)
    }
  }
  // What is on its way arrives before a failure is told: it need not be sent again.
  for (const ended of await Promise.allSettled(Array.from({ length: LANES }, lane)))
    if (ended.status === 'rejected') throw ended.reason
  answered(await client.POST('/api/v1/videos/{id}/upload-complete', path))
  return videoId

  async function begin() {
    const begun = answered(
      await client.POST('/api/v1/videos/upload/direct', {
        body: { filename, bytes: file.size, ...(projectId && { project_id: projectId }) },
      }),
    )
    return { videoId: begun.video.id, partSize: begun.part_size }
  }

  async function send(part: number) {
    const bytes = file.slice((part - 1) * partSize, part * partSize)
    for (let tries = 1; ; tries++) {
      // An address each time: one that was given long ago may be over.
      const { parts } = answered(
        await client.POST('/api/v1/videos/{id}/upload-parts', {
          ...path,
          body: { part_numbers: [part] },
        }),
      )
      const request = new Request(parts[0]?.url ?? '', { method: 'PUT', body: bytes })
      const answer = await fetch(request).catch((error: unknown) => error)
      if (answer instanceof Response && answer.ok) return
      if (tries === TRIES) throw new Error(`part ${part} could not be sent`, { cause: answer })
    }
  }
}

/** What came, or an error with the API's own words. */
function answered<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data !== undefined) return data
  const told = error as { error?: { message?: string } } | undefined
  throw new Error(told?.error?.message ?? 'the server did not answer', { cause: error })
}
