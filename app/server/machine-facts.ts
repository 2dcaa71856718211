/** One thing this machine can or cannot do, in words for whoever runs it. */
export type MachineFact = {
  id:
    | 'node'
    | 'video'
    | 'export'
    | 'fonts'
    | 'live'
    | 'words'
    | 'suggestions'
    | 'database'
    | 'storage'
  name: string
  /** `optional`: not there, and not everybody needs it. */
  state: 'missing' | 'ready' | 'optional'
  /** Without it nothing works. */
  essential: boolean
  /** What was found, where from, which version. */
  found: string
  /** What its absence costs, and the one way on. Only where it is not ready. */
  costs?: string
  wayOn?: string
}

/** What a visitor without an account may learn: what works, not which version from where. */
export type PublicFact = Omit<MachineFact, 'found'>

export const publicFacts = (facts: MachineFact[]): PublicFact[] =>
  facts.map(({ found, ...rest }) => rest)

type Found = { path: string; version: string; from: string }
type Missing = { missing: string }

/** What was looked at; who looks is the composition root and the doctor. */
export type Findings = {
  nodeVersion: string
  tools: { ffmpeg: Found | Missing; ffprobe: Found | Missing; browser: Found | Missing }
  fonts: { families: number } | Missing
  database: { sentence: string } | Missing
  storage: { folder: string; freeBytes: number } | Missing
  /** `trouble`: why it would not work, where somebody asked it. */
  speech: { baseUrl: string; model: string | null; trouble?: string } | null
}

const LOW_DISK = 5 * 1024 ** 3

/** What is missing first, the essential above all; then what works, then what is optional. */
export function machineFacts(findings: Findings): MachineFact[] {
  const order = ['missing', 'ready', 'optional']
  const rank = ({ state, essential }: MachineFact) =>
    order.indexOf(state) - (state === 'missing' && essential ? 1 : 0)
  return [
    words(findings),
    node(findings),
    video(findings),
    picture(findings),
    fonts(findings),
    live(),
    storage(findings),
    database(findings),
    suggestions(),
  ].sort((a, b) => rank(a) - rank(b))
}

const origin = (from: string) =>
  ({
    system: 'from this system',
    environment: 'as set in the environment',
    remotion: 'from Remotion',
  })[from] ?? `from npm (${from})`

function node({ nodeVersion }: Findings): MachineFact {
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number)
  const enough = major > 22 || (major === 22 && minor >= 12)
  return {
    id: 'node',
    name: 'Node',
    state: enough ? 'ready' : 'missing',
    essential: true,
    found: `Node ${nodeVersion.replace(/^v/, '')}.`,
    ...(enough
      ? {}
      : {
          costs: 'everything: Cliproom needs 22.12 or newer.',
          wayOn: 'Run "npm install" again; it brings its own Node for npm scripts.',
        }),
  }
}

function video({ tools: { ffmpeg, ffprobe } }: Findings): MachineFact {
  const fact = { id: 'video', name: 'Video', essential: true } as const
  if ('missing' in ffmpeg || 'missing' in ffprobe) {
    const lacking = [ffmpeg, ffprobe].flatMap((tool) => ('missing' in tool ? [tool.missing] : []))
    return {
      ...fact,
      state: 'missing',
      found: lacking.join(' '),
      costs: 'reading and exporting any video.',
      wayOn:
        'Run "npm install" again, or install ffmpeg and set CLIPROOM_FFMPEG and CLIPROOM_FFPROBE.',
    }
  }
  return {
    ...fact,
    state: 'ready',
    found: `FFmpeg ${ffmpeg.version} ${origin(ffmpeg.from)}, ffprobe ${ffprobe.version} ${origin(ffprobe.from)}.`,
  }
}

function picture({ tools: { browser } }: Findings): MachineFact {
  const fact = { id: 'export', name: 'Captions and export', essential: true } as const
  if ('missing' in browser) {
    return {
      ...fact,
      state: 'missing',
      found: browser.missing,
      costs: 'every export. Watching and cutting work without it.',
      wayOn: 'Install Chromium, or name one with CLIPROOM_BROWSER.',
    }
  }
  return { ...fact, state: 'ready', found: `Browser ${browser.version} ${origin(browser.from)}.` }
}

function fonts(findings: Findings): MachineFact {
  const fact = { id: 'fonts', name: 'Fonts', essential: true } as const
  if ('missing' in findings.fonts) {
    return {
      ...fact,
      state: 'missing',
      found: findings.fonts.missing,
      costs: 'captions that look the same everywhere.',
      wayOn: 'Run "npm install" again.',
    }
  }
  return {
    ...fact,
    state: 'ready',
    found: `${findings.fonts.families} families from npm, the same in preview and file.`,
  }
}

const live = (): MachineFact => ({
  id: 'live',
  name: 'Live editing',
  state: 'ready',
  essential: false,
  found: 'In the same process, on the same port.',
})

const suggestions = (): MachineFact => ({
  id: 'suggestions',
  name: 'Suggestions',
  state: 'ready',
  essential: false,
  found: 'Worked out on this machine, without a key.',
})

function words({ speech }: Findings): MachineFact {
  if (speech?.trouble) {
    return {
      id: 'words',
      name: 'Speech engine',
      state: 'missing',
      essential: false,
      found: `${speech.baseUrl}: ${speech.trouble}.`,
      costs: 'words, suggestions and captions for videos that bring no transcript.',
      wayOn: 'Check TRANSCRIBE_BASE_URL and TRANSCRIBE_API_KEY.',
    }
  }
  if (speech) {
    return {
      id: 'words',
      name: 'Speech engine',
      state: 'ready',
      essential: false,
      found: `${speech.model ? `${speech.model} at ` : ''}${speech.baseUrl}.`,
    }
  }
  return {
    id: 'words',
    name: 'No speech engine yet',
    state: 'missing',
    essential: false,
    found: 'Words come from what you import: SRT, VTT, JSON or text. Nothing is ever made up.',
    costs: 'words, suggestions and captions for videos that bring no transcript.',
    wayOn:
      'Set TRANSCRIBE_ENGINE to local, or TRANSCRIBE_BASE_URL to any OpenAI-compatible server.',
  }
}

function database(findings: Findings): MachineFact {
  const fact = { id: 'database', name: 'Database', essential: true } as const
  if ('missing' in findings.database) {
    return {
      ...fact,
      state: 'missing',
      found: findings.database.missing,
      costs: 'everything: nothing can be kept.',
      wayOn: 'Check DATABASE_URL, or leave it out to use the embedded one.',
    }
  }
  return { ...fact, state: 'ready', found: findings.database.sentence }
}

function storage(findings: Findings): MachineFact {
  const fact = { id: 'storage', name: 'Storage', essential: true } as const
  if ('missing' in findings.storage) {
    return {
      ...fact,
      state: 'missing',
      found: findings.storage.missing,
      costs: 'everything: nothing can be kept.',
      wayOn: 'Set CLIPROOM_DATA to a folder that can be written.',
    }
  }
  const { folder, freeBytes } = findings.storage
  const free = `${gigabytes(freeBytes)} GB free in ${folder}`
  if (freeBytes < LOW_DISK) {
    return {
      ...fact,
      state: 'missing',
      essential: false,
      found: `${free}.`,
      costs: 'long uploads and exports: they stop when the disk is full.',
      wayOn: 'Free some space, or set CLIPROOM_DATA to a folder on a larger disk.',
    }
  }
  return { ...fact, state: 'ready', found: `${free}, folder writable.` }
}

const gigabytes = (bytes: number) => {
  const size = bytes / 1024 ** 3
  return size < 10 ? size.toFixed(1) : String(Math.round(size))
}
