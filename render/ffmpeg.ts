import { type ChildProcess, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { Readable } from 'node:stream'
import { AppError } from '#core/errors.ts'
import { dyingWithUs } from './dying-with-us.ts'
import { requireTool, type Tools } from './tools.ts'

export type FfmpegOptions = {
  signal?: AbortSignal | undefined
  /** How much has been written, ms of output. */
  onProgress?: (ms: number) => void
  cwd?: string
  /** What FFmpeg writes to `pipe:1`, as it comes. */
  onOutput?: (chunk: Buffer) => void
}

/** Grace between asking FFmpeg to stop and ending it. */
const STOP_MS = 1500
/** Enough of stderr to tell what went wrong; FFmpeg may write megabytes about a damaged file. */
const TAIL = 8000

/**
 * Runs FFmpeg and returns the end of what it said. Inputs may only be files and pipes, so that a
 * playlist in disguise cannot make it fetch anything. Fails with 'disk.full', 'job.cancelled', or
 * 'tool.failed' with FFmpeg's last words as its cause.
 */
export async function runFfmpeg(
  tools: Pick<Tools, 'ffmpeg'>,
  args: string[],
  options: FfmpegOptions = {},
): Promise<string> {
  const { path } = requireTool(tools.ffmpeg)
  const { onProgress } = options
  const { stderr } = await runTool(
    path,
    [
      '-hide_banner',
      '-nostdin',
      ...(onProgress ? ['-progress', 'pipe:3'] : []),
      ...guardInputs(args),
    ],
    options,
    onProgress && { onText: watchProgress(onProgress) },
  )
  return stderr
}

/** Runs ffprobe under the same guards and returns what it printed, at most 64 MB. */
export async function runFfprobe(
  tools: Pick<Tools, 'ffprobe'>,
  args: string[],
  options: Pick<FfmpegOptions, 'signal' | 'cwd'> = {},
): Promise<string> {
  const { path } = requireTool(tools.ffprobe)
  const chunks: Buffer[] = []
  let size = 0
  await runTool(path, ['-hide_banner', '-protocol_whitelist', 'file,pipe', ...args], {
    ...options,
    onOutput: (chunk) => {
      size += chunk.length
      if (size <= 64 * 1024 * 1024) chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks).toString('utf8')
}

/** The option counts for the one input that follows it. */
const guardInputs = (args: string[]) =>
  args.flatMap((arg) => (arg === '-i' ? ['-protocol_whitelist', 'file,pipe', '-i'] : [arg]))

/** FFmpeg reports blocks of `key=value`; `out_time_ms` has always been microseconds. */
function watchProgress(onProgress: (ms: number) => void) {
  let rest = ''
  return (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const written = /^out_time_ms=(\d+)/.exec(line)?.[1]
      if (written) onProgress(Number(written) / 1000)
    }
  }
}

/**
 * Where memory costs the more the more pages it comes in, as on a virtual machine, a film's pictures come
 * in large ones: a twentieth less work. Other systems' programs do not know the name.
 */
const inLargePages = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }

function runTool(
  path: string,
  args: string[],
  { signal, cwd, onOutput }: FfmpegOptions,
  progress?: { onText: (text: string) => void } | undefined,
): Promise<{ stderr: string }> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled(signal))
    const [command, commandArgs] = dyingWithUs(path, args)
    const child = spawn(command, commandArgs, {
      cwd,
      env: { ...inLargePages, ...process.env },
      stdio: ['ignore', onOutput ? 'pipe' : 'ignore', 'pipe', progress ? 'pipe' : 'ignore'],
    })
    giveWay(child)
    let stderr = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-TAIL)
    })
    if (onOutput) child.stdout?.on('data', onOutput)
    const progressPipe = child.stdio[3] as Readable | null | undefined
    if (progress) progressPipe?.setEncoding('utf8').on('data', progress.onText)

    let kill: NodeJS.Timeout | undefined
    const stop = () => {
      child.kill('SIGTERM')
      kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    }
    signal?.addEventListener('abort', stop, { once: true })

    let failure: Error | undefined
    child.on('error', (error) => {
      failure = error
    })
    // 'close' follows 'error' and 'exit' alike, once every pipe is drained.
    child.on('close', (code, killedBy) => {
      clearTimeout(kill)
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) return reject(cancelled(signal))
      if (code === 0 && !failure && !LOST.test(stderr)) return resolve({ stderr })
      if (/No space left on device|Disk quota exceeded/.test(stderr))
        return reject(new AppError('disk.full', { cause: new Error(stderr) }))
      const cause = failure ?? new Error(`${killedBy ?? `exit ${code}`}: ${stderr}`)
      reject(new AppError('tool.failed', { cause }))
    })
  })
}

/** FFmpeg 5 ends as if all were well when the last it wrote, and with it an index, found no place. */
const LOST = /Error (writing trailer of|closing file) /

/** People who edit come before files that are being made. */
function giveWay({ pid }: ChildProcess) {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or this system does not let us.
  }
}

const cancelled = (signal: AbortSignal) =>
  new AppError('job.cancelled', { cause: signal.reason as unknown })
