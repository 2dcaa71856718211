import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { makeTranscript, transcriptWords, type Word } from '#core/transcript.ts'
import { readTranscript } from '#core/transcript-import/read-transcript.ts'
import { folderStorage } from '#db/storage.ts'
import { hearTrack } from '#pipeline/speech/hear-track.ts'
import type { SpeechEngine } from '#pipeline/speech/speech.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { findTools } from '#render/tools.ts'
import { BadInput } from '../clip-arguments.ts'
import { alignSaid, type Truth } from './word-errors.ts'

const SOUNDS = new Set(['.wav', '.mp3', '.m4a', '.flac', '.ogg'])

export type Heard = {
  name: string
  /** s */
  length: number
  said: number
  substituted: number
  missed: number
  invented: number
  /** How far the first word of each line was from where the line begins, ms; only of words heard right. */
  timeErrors: number[]
  /** By the clock, s. */
  took: number
}

/** Hears every recording of a folder that has its words beside it, by the whole way a video's go. */
export async function hearAll(
  engine: SpeechEngine,
  folder: string,
  signal: AbortSignal,
): Promise<Heard[]> {
  const names = await readdir(folder).catch(() => {
    throw new BadInput(`There is no folder "${folder}".`)
  })
  const tools = await findTools()
  const work = await mkdtemp(join(tmpdir(), 'cliproom-heard-'))
  const all: Heard[] = []
  try {
    for (const name of names.sort()) {
      if (!SOUNDS.has(extname(name).toLowerCase())) continue
      const truth = await truthOf(folder, names, name)
      if (!truth) {
        console.error(`${name}: left out, nothing says what was said in it.`)
        continue
      }
      const track = join(work, 'speech.wav')
      await runFfmpeg(tools, [
        ...[
          '-i',
          join(folder, name),
          '-vn',
          '-ac',
          '1',
          '-ar',
          '16000',
          '-c:a',
          'pcm_s16le',
          track,
        ],
      ])
      const started = performance.now()
      const heard = await hearTrack(engine, folderStorage(work)).transcribe(
        { videoId: name.replace(/\W/g, '-'), path: track, energy: undefined },
        { signal, language: 'en', onProgress() {} },
      )
      const took = (performance.now() - started) / 1000
      const words = transcriptWords(makeTranscript(heard.language, heard.segments))
      all.push({ name, length: await lengthOf(track), took, ...measured(truth, words) })
      await rm(track)
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  if (all.length === 0)
    throw new BadInput(`There is no recording with its words beside it in "${folder}".`)
  return all
}

const lengthOf = async (track: string) => ((await readFile(track)).length - 44) / 32_000

function measured(truth: Truth[], words: readonly Word[]) {
  const { substituted, missed, invented, pairs } = alignSaid(
    truth.map(({ text }) => text),
    words.map(({ text }) => text),
  )
  const heardAt = new Map(pairs)
  const timeErrors = pairs.flatMap(([said, heard]) => {
    const at = truth[said]?.at
    // A small word alone may have been found anywhere; with the one after it, it is this one.
    if (heardAt.get(said + 1) !== heard + 1) return []
    const word = words[heard]
    return at === null || at === undefined || !word ? [] : [Math.abs(word.from - at)]
  })
  return { said: truth.length, substituted, missed, invented, timeErrors }
}

/** What was said, word by word; the first of each line with its time, where the file has one. */
async function truthOf(folder: string, names: string[], sound: string): Promise<Truth[] | null> {
  const stem = basename(sound, extname(sound))
  const read = (ending: string) => readFile(join(folder, `${stem}${ending}`))
  if (names.includes(`${stem}.srt`)) {
    const { transcript } = readTranscript(await read('.srt'))
    return transcript.segments.flatMap(({ words }) =>
      words.map(({ text, from }, i) => ({ text, at: i === 0 ? from : null })),
    )
  }
  if (names.includes(`${stem}.stm`)) {
    return (await read('.stm'))
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [, , , from, , ...said] = line.trim().split(/\s+/)
        return said.map((text, i) => ({ text, at: i === 0 ? Number(from) * 1000 : null }))
      })
  }
  if (names.includes(`${stem}.txt`)) {
    const text = (await read('.txt')).toString('utf8').replace(/^[A-Z]\w*:/gm, '')
    return text
      .split(/\s+/)
      .filter(Boolean)
      .map((one) => ({ text: one, at: null }))
  }
  return null
}

/** Prints a table, and gives the numbers of all together. */
export function sayHeard(engine: string, all: readonly Heard[]) {
  const wer = (of: readonly Heard[]) => {
    const wrong = sum(of, (one) => one.substituted + one.missed + one.invented)
    return (
      wrong /
      Math.max(
        1,
        sum(of, ({ said }) => said),
      )
    )
  }
  const errors = (of: readonly Heard[]) => of.flatMap((one) => one.timeErrors).sort((a, b) => a - b)
  const at = (sorted: number[], share: number) =>
    sorted.length === 0 ? null : Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
  const line = (name: string, of: readonly Heard[]) => {
    const sorted = errors(of)
    const ms = (n: number | null) => (n === null ? '–' : `${n} ms`)
    console.log(
      [
        name.padEnd(26),
        `${sum(of, ({ length }) => length).toFixed(0)} s`.padStart(7),
        `${sum(of, ({ said }) => said)}`.padStart(7),
        `${(100 * wer(of)).toFixed(1)} %`.padStart(9),
        ms(at(sorted, 0.5)).padStart(9),
        ms(at(sorted, 0.95)).padStart(9),
        `${sorted.length}`.padStart(7),
        `${(
          sum(of, ({ took }) => took) /
            Math.max(
              1,
              sum(of, ({ length }) => length),
            )
        ).toFixed(2)}×`.padStart(7),
      ].join(' '),
    )
  }
  console.log(`${engine}\n`)
  console.log(
    `${'recording'.padEnd(26)}  length   words       WER  time p50  time p95  timed   took`,
  )
  for (const one of all) line(one.name, [one])
  line('all', all)
  const sorted = errors(all)
  const round = (n: number) => Math.round(n * 1000) / 1000
  return {
    engine,
    recordings: all.length,
    words: sum(all, ({ said }) => said),
    wer: round(wer(all)),
    timeP50: at(sorted, 0.5),
    timeP95: at(sorted, 0.95),
    timed: sorted.length,
  }
}

const sum = <T>(all: readonly T[], of: (one: T) => number) =>
  all.reduce((total, one) => total + of(one), 0)
