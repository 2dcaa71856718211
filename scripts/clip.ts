/** `npm run clip`: from a video to finished clips, without a server. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { AppError } from '#core/errors.ts'
import { readTranscript } from '#core/transcript-import/read-transcript.ts'
import { makeClips } from '#pipeline/make-clips.ts'
import { findTools } from '#render/tools.ts'
import { ConfigError, readConfig } from '../app/server/config.ts'
import { BadInput, CLIP_HELP, type ClipArguments, clipArguments } from './clip-arguments.ts'
import { progressLine } from './progress-line.ts'

const BAD_INPUT = 2
const INTERRUPTED = 130

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const stop = new AbortController()
  const interrupt = () => {
    // Asked twice, it goes at once; asked once, it cleans up behind itself.
    if (stop.signal.aborted) process.exit(INTERRUPTED)
    stop.abort('interrupted')
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const asked = clipArguments(args)
    if (!asked) {
      process.stdout.write(CLIP_HELP)
      return 0
    }
    await clip(asked, stop.signal)
    return 0
  } catch (error) {
    if (stop.signal.aborted) {
      console.error('Stopped. Nothing was written.')
      return INTERRUPTED
    }
    if (error instanceof BadInput || error instanceof ConfigError) {
      console.error(error.message)
      return BAD_INPUT
    }
    if (error instanceof AppError) {
      console.error(error.message)
      // What the file or the words are at fault for; the rest is ours or the machine's.
      return error.kind.status < 500 ? BAD_INPUT : 1
    }
    console.error(error)
    return 1
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

async function clip(asked: ClipArguments, signal: AbortSignal): Promise<void> {
  const video = resolve(asked.video)
  await mustBeFile(video, asked.video)
  const transcript = asked.transcript === null ? null : await wordsOf(asked.transcript)
  const out = resolve(asked.out ?? `${basename(video, extname(video))}-clips`)
  await mustBeFolder(out)
  loadEnvironment()
  const { transcribe, dataFolder } = readConfig(process.env)

  // Made beside its place and moved there whole: half a result is never found.
  await mkdir(dirname(out), { recursive: true })
  const making = await mkdtemp(join(dirname(out), `.${basename(out)}-`))
  // A temporary folder is for its owner's eyes; what it becomes is an ordinary one.
  await chmod(making, 0o777 & ~process.umask())
  const line = progressLine(process.stderr)
  try {
    const made = await makeClips(
      { tools: await findTools(), transcribe, dataFolder: resolve(dataFolder) },
      {
        video,
        transcript,
        options: { count: asked.count, min: asked.min, max: asked.max },
        shapes: asked.shapes,
        style: asked.style,
      },
      making,
      { signal, onProgress: line.show },
    )
    signal.throwIfAborted()
    await moveInto(making, out)
    line.end()
    for (const note of made.notes) console.error(note)
    for (const file of made.files) console.log(join(out, file))
  } finally {
    line.end()
    await rm(making, { recursive: true, force: true })
  }
}

async function mustBeFile(path: string, said: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new BadInput(`There is no file "${said}".`)
  if (!found.isFile()) throw new BadInput(`"${said}" is not a file.`)
}

async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found && !found.isDirectory()) throw new BadInput(`"${path}" is a file, not a folder.`)
}

async function wordsOf(path: string) {
  await mustBeFile(resolve(path), path)
  return readTranscript(await readFile(resolve(path))).transcript
}

/** A folder that is there already keeps what else is in it. */
async function moveInto(making: string, out: string): Promise<void> {
  const there = await readdir(out).catch(() => null)
  if (there === null) return rename(making, out)
  for (const name of await readdir(making)) await rename(join(making, name), join(out, name))
}

/** `.env` beside package.json, as the server reads it. */
function loadEnvironment(): void {
  try {
    process.loadEnvFile(resolve(import.meta.dirname, '../.env'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
