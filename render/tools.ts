import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '#core/errors.ts'
import { projectRoot } from './cache-folder.ts'
import { unpackNpmBrowser } from './npm-browser.ts'

const run = promisify(execFile)
const require = createRequire(import.meta.url)

type Found = { path: string; version: string; from: string }
/** Why a program is not there, in words for the doctor page. */
export type Missing = { missing: string }

export type Ffmpeg = Found & { filters: Set<string>; encoders: Set<string> }
export type Ffprobe = Found
export type Browser = Found & {
  env: Record<string, string>
  args: string[]
  /** Chrome's headless shell knows no other mode and wants no flag for it. */
  headlessShell: boolean
}

export type Tools = {
  ffmpeg: Ffmpeg | Missing
  ffprobe: Ffprobe | Missing
  browser: Browser | Missing
}

/** The program, or `tool.missing` with the reason. */
export function requireTool<T extends Found>(tool: T | Missing): T {
  if ('missing' in tool)
    throw new AppError('tool.missing', {
      detail: `${tool.missing} Run "npm run doctor" for more.`,
    })
  return tool
}

/** A place a program may come from. `path` gives null where it is not installed. */
type Source = { from: string; path: () => string | null | Promise<string | null> }

const remembered = new Map<string, Promise<Tools>>()

/**
 * Looks for FFmpeg, ffprobe and a browser, and tries each before trusting it. Asked once a process
 * for the same environment. `CLIPROOM_FFMPEG`, `CLIPROOM_FFPROBE` and `CLIPROOM_BROWSER` name a
 * program, or say `npm` for the one that npm brings.
 */
export function findTools(env: NodeJS.ProcessEnv = process.env): Promise<Tools> {
  const key = JSON.stringify([
    env.CLIPROOM_FFMPEG,
    env.CLIPROOM_FFPROBE,
    env.CLIPROOM_BROWSER,
    env.CLIPROOM_CACHE,
    env.PATH,
  ])
  const found = remembered.get(key) ?? lookForTools(env)
  remembered.set(key, found)
  return found
}

async function lookForTools(env: NodeJS.ProcessEnv): Promise<Tools> {
  const [ffmpeg, ffprobe, browser] = await Promise.all([
    firstThatWorks('FFmpeg', env.CLIPROOM_FFMPEG, ffmpegSources(env), probeFfmpeg),
    firstThatWorks('ffprobe', env.CLIPROOM_FFPROBE, ffprobeSources(env), probeFfprobe),
    firstThatWorks('A browser', env.CLIPROOM_BROWSER, browserSources(env), probeBrowser),
  ])
  return { ffmpeg, ffprobe, browser }
}

async function firstThatWorks<T extends Found>(
  name: string,
  asked: string | undefined,
  sources: Source[],
  probe: (path: string, from: string) => Promise<T>,
): Promise<T | Missing> {
  // Who names a program wants that one: falling back to another would hide the mistake.
  const candidates =
    asked === undefined || asked === ''
      ? sources
      : asked === 'npm'
        ? sources.filter((source) => source.from.startsWith('@'))
        : [{ from: 'environment', path: () => asked }]
  const refused: string[] = []
  for (const source of candidates) {
    try {
      const path = await source.path()
      if (path !== null) return await probe(path, source.from)
    } catch (error) {
      refused.push(`${source.from}: ${error instanceof Error ? firstLine(error.message) : error}`)
    }
  }
  return {
    missing: `${name} was not found${refused.length > 0 ? ` (${refused.join('; ')})` : ''}.`,
  }
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''

const ffmpegSources = (env: NodeJS.ProcessEnv): Source[] => [
  {
    from: 'ffmpeg-static',
    // An optional dependency whose binary is fetched from elsewhere: either may be absent.
    path: () => installed('ffmpeg-static'),
  },
  { from: 'system', path: () => onPath(env, 'ffmpeg') },
  { from: '@ffmpeg-installer', path: () => installed('@ffmpeg-installer/ffmpeg') },
]

const ffprobeSources = (env: NodeJS.ProcessEnv): Source[] => [
  { from: 'system', path: () => onPath(env, 'ffprobe') },
  { from: '@ffprobe-installer', path: () => installed('@ffprobe-installer/ffprobe') },
  { from: 'remotion', path: remotionFfprobe },
]

const browserSources = (env: NodeJS.ProcessEnv): Source[] => [
  {
    from: 'system',
    // Debian's headless shell, by its place: its name on the path is a script that stays between, and
    // who ends that leaves the browser.
    path: () => ifExecutable('/usr/lib/chromium/chromium-headless-shell'),
  },
  {
    from: 'system',
    path: () =>
      onPath(
        env,
        'chrome-headless-shell',
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
      ),
  },
  { from: 'remotion', path: remotionBrowser },
  {
    from: '@sparticuz/chromium',
    path: () => (platform() === 'linux' && arch() === 'x64' ? unpackNpmBrowser(env) : null),
  },
]

/** What an export cannot do without. */
const NEEDED_FILTERS = ['concat', 'crop', 'fps', 'loudnorm', 'overlay', 'scale', 'sendcmd', 'trim']

async function probeFfmpeg(path: string, from: string): Promise<Ffmpeg> {
  const [version, filters, encoders] = await Promise.all([
    say(path, '-version'),
    say(path, '-hide_banner', '-filters'),
    say(path, '-hide_banner', '-encoders'),
  ])
  const names = new Set(
    [...filters.matchAll(/^ *[A-Z.|]{2,3} +(\w+) +\S+->\S+/gm)].map((line) => line[1] ?? ''),
  )
  const lacking = NEEDED_FILTERS.filter((filter) => !names.has(filter))
  const writes = new Set(
    [...encoders.matchAll(/^ [VAS][A-Z.]{5} (\S+)/gm)].map((line) => line[1] ?? ''),
  )
  if (!writes.has('libx264')) lacking.push('libx264')
  if (lacking.length > 0) throw new Error(`${path} was built without ${lacking.join(', ')}`)
  return { path, version: versionOf(version), from, filters: names, encoders: writes }
}

async function probeFfprobe(path: string, from: string): Promise<Ffprobe> {
  return { path, version: versionOf(await say(path, '-version')), from }
}

const versionOf = (text: string) => /version (\S+)/.exec(text)?.[1] ?? 'unknown'

async function probeBrowser(path: string, from: string): Promise<Browser> {
  const version = /\d+(\.\d+){2,}/.exec(await say(path, '--version'))?.[0] ?? 'unknown'
  return {
    path,
    version,
    from,
    env: {},
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    headlessShell:
      from === 'remotion' || from === '@sparticuz/chromium' || /headless[-_]shell/.test(path),
  }
}

async function say(path: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(path, args, { timeout: 30_000, maxBuffer: 8 * 1024 * 1024 })
  return stdout
}

/** Packages that bring a program export its path, bare or as `path`. */
function installed(name: string): Promise<string | null> {
  try {
    const exported = require(name) as string | { path: string } | null
    return ifExecutable(typeof exported === 'string' ? exported : (exported?.path ?? null))
  } catch {
    return Promise.resolve(null)
  }
}

const remotionFfprobe = () => {
  try {
    const compositor = require.resolve(
      `@remotion/compositor-${platform()}-${arch()}${platform() === 'linux' ? '-gnu' : ''}`,
    )
    return ifExecutable(join(compositor, '..', 'ffprobe'))
  } catch {
    return null
  }
}

/** Only one that is there already: fetching it would need the network. */
const remotionBrowser = () => {
  const name =
    platform() === 'darwin' ? `mac-${arch()}` : arch() === 'arm64' ? 'linux-arm64' : 'linux64'
  return ifExecutable(
    join(
      projectRoot,
      'node_modules/.remotion/chrome-headless-shell',
      name,
      `chrome-headless-shell-${name}`,
      'chrome-headless-shell',
    ),
  )
}

async function onPath(env: NodeJS.ProcessEnv, ...names: string[]): Promise<string | null> {
  // npm scripts put node_modules/.bin first, where a package may leave a namesake.
  const folders = (env.PATH ?? '').split(delimiter).filter((f) => f && !f.includes('node_modules'))
  for (const name of names) {
    for (const folder of folders) {
      const path = await ifExecutable(join(folder, name))
      if (path) return path
    }
  }
  return null
}

async function ifExecutable(path: string | null): Promise<string | null> {
  if (!path) return null
  return access(path, constants.X_OK).then(
    () => path,
    () => null,
  )
}
