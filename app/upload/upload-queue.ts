import { createStore, type StoreApi } from 'zustand/vanilla'
import { errorKind } from '#core/errors.ts'
import type { ProjectId, VideoId } from '#core/ids.ts'
import { MAX_UPLOAD_BYTES } from '#core/upload-limit.ts'
import { transferRate } from './transfer-rate.ts'

export type UploadItem = {
  key: string
  filename: string
  size: number
  /** Null: the server takes the project last used. */
  projectId: ProjectId | null
  /**
   * queued: others go first. waiting: the server is away, it is tried again by itself. refused: the
   * server, or a look at the file, said no; `say` tells why.
   */
  state: 'queued' | 'sending' | 'paused' | 'waiting' | 'done' | 'refused'
  sent: number
  speed: number | null
  etaMs: number | null
  say: string | null
  /** Known once the server has made room for it. */
  videoId: VideoId | null
}

/** One file on its way. After `pause`, `start` goes on where the server has it. */
export type Transfer = {
  start(): void
  pause(): void
  /** Stops it, and has the server throw away what it has. */
  discard(): Promise<void>
}

export type TransferEvents = {
  onVideo(videoId: VideoId): void
  onSent(bytes: number): void
  onDone(): void
  /** `lasting`: trying again would change nothing. */
  onTrouble(trouble: { say: string; lasting: boolean }): void
}

export type OpenTransfer<Earlier> = (
  file: File,
  options: { projectId: ProjectId | null; earlier: Earlier | null },
  events: TransferEvents,
) => Transfer

export type UploadQueue<Earlier> = {
  store: StoreApi<{ items: UploadItem[] }>
  /** Names of files that are on their way already come back; they are not taken twice. */
  add(
    files: File[],
    projectId: ProjectId | null,
    /** Where a file goes on that was begun before. */
    earlier?: { transfer: Earlier; videoId: VideoId; sent: number },
  ): { already: string[] }
  pause(key: string): void
  resume(key: string): void
  cancel(key: string): Promise<void>
  /** Takes a finished or refused one off the list. */
  forget(key: string): void
  /** The network is back: what waits is tried now. */
  wake(): void
}

/** Two at a time: more would only share the same line, and all would end later. */
const AT_ONCE = 2
/** Between tries while the server is away, seconds; the last one repeats. */
const DELAYS = [1, 2, 4, 8, 15, 30]

type Job = {
  file: File
  transfer: Transfer
  rate: ReturnType<typeof transferRate>
  tries: number
  timer: (() => void) | null
}

/** Uploads of this tab. Knows neither tus nor React. */
export function uploadQueue<Earlier = never>({
  open,
  now = () => performance.now(),
  later = (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}: {
  open: OpenTransfer<Earlier>
  now?: () => number
  later?: (ms: number, run: () => void) => () => void
}): UploadQueue<Earlier> {
  const store = createStore<{ items: UploadItem[] }>(() => ({ items: [] }))
  const jobs = new Map<string, Job>()
  let made = 0

  const items = () => store.getState().items
  const item = (key: string) => items().find((one) => one.key === key)
  const set = (key: string, change: Partial<UploadItem>) =>
    store.setState({ items: items().map((one) => (one.key === key ? { ...one, ...change } : one)) })
  const calm = { speed: null, etaMs: null }

  const send = (key: string, job: Job) => {
    job.timer?.()
    job.timer = null
    job.rate.forget()
    set(key, { state: 'sending', say: null, ...calm })
    job.transfer.start()
  }

  const fill = () => {
    const busy = items().filter(({ state }) => state === 'sending' || state === 'waiting').length
    for (const { key } of items()
      .filter(({ state }) => state === 'queued')
      .slice(0, Math.max(0, AT_ONCE - busy))) {
      const job = jobs.get(key)
      if (job) send(key, job)
    }
  }

  const leave = (key: string, change: Partial<UploadItem>) => {
    const job = jobs.get(key)
    job?.timer?.()
    jobs.delete(key)
    set(key, { ...calm, ...change })
    fill()
  }

  const forget = (key: string) => {
    jobs.get(key)?.timer?.()
    jobs.delete(key)
    store.setState({ items: items().filter((one) => one.key !== key) })
    fill()
  }

  const eventsOf = (key: string): TransferEvents => ({
    onVideo: (videoId) => set(key, { videoId }),
    onSent(bytes) {
      const [job, one] = [jobs.get(key), item(key)]
      if (!job || one?.state !== 'sending') return
      if (bytes > one.sent) job.tries = 0
      job.rate.heard(now(), bytes)
      set(key, { sent: bytes, ...job.rate.read(one.size) })
    },
    onDone: () => leave(key, { state: 'done', sent: item(key)?.size ?? 0, say: null }),
    onTrouble({ say, lasting }) {
      const job = jobs.get(key)
      if (!job || item(key)?.state !== 'sending') return
      if (lasting) return leave(key, { state: 'refused', say })
      set(key, { state: 'waiting', say, ...calm })
      const delay = (DELAYS[job.tries] ?? DELAYS.at(-1) ?? 30) * 1000
      job.tries++
      job.timer = later(delay, () => send(key, job))
    },
  })

  return {
    store,
    add(files, projectId, earlier) {
      const already: string[] = []
      for (const file of files) {
        const same = [...jobs.values()].some(
          (job) =>
            job.file.name === file.name &&
            job.file.size === file.size &&
            job.file.lastModified === file.lastModified,
        )
        if (same) {
          already.push(file.name)
          continue
        }
        const key = `upload-${++made}`
        const refusal = refusalOf(file)
        store.setState({
          items: [
            ...items(),
            {
              key,
              filename: file.name,
              size: file.size,
              projectId,
              state: refusal ? 'refused' : 'queued',
              sent: earlier?.sent ?? 0,
              say: refusal,
              videoId: earlier?.videoId ?? null,
              ...calm,
            },
          ],
        })
        if (refusal) continue
        const transfer = open(
          file,
          { projectId, earlier: earlier?.transfer ?? null },
          eventsOf(key),
        )
        jobs.set(key, { file, transfer, rate: transferRate(), tries: 0, timer: null })
      }
      fill()
      return { already }
    },
    pause(key) {
      const job = jobs.get(key)
      if (!job) return
      job.timer?.()
      job.timer = null
      if (item(key)?.state === 'sending') job.transfer.pause()
      set(key, { state: 'paused', say: null, ...calm })
      fill()
    },
    resume(key) {
      if (item(key)?.state !== 'paused') return
      set(key, { state: 'queued' })
      fill()
    },
    async cancel(key) {
      const job = jobs.get(key)
      forget(key)
      await job?.transfer.discard()
    },
    forget,
    wake() {
      for (const { key, state } of items()) {
        const job = jobs.get(key)
        if (state === 'waiting' && job) send(key, job)
      }
    },
  }
}

/** What can be told without sending a byte. What a file is, only the server judges. */
function refusalOf(file: File): string | null {
  if (file.size === 0) return errorKind('media.empty').say
  if (file.size > MAX_UPLOAD_BYTES) return errorKind('media.too-large').say
  return null
}
