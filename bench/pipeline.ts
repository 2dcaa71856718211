/**
 * What a source hour costs, stage by stage, from an upload to its suggestions, in processor time of
 * this process and all it starts. Transcription is not among them: it is the engine's.
 * `npm run -s bench:pipeline -- [--minutes 3] [--json]`
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ms } from '#core/time.ts'
import type { VideoMetadata } from '#core/video.ts'
import { folderStorage } from '#db/storage.ts'
import { momentsInThread } from '#pipeline/find-moments-in-thread.ts'
import { makeIngest } from '#pipeline/ingest/make-ingest.ts'
import { planChunks } from '#pipeline/speech/plan-chunks.ts'
import { openTrack, sliceTrack, trackMs } from '#pipeline/speech/wav-slice.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { findTools } from '#render/tools.ts'
import { madeUpTalk, unseenHooks } from '../scripts/eval/made-up-talks.ts'
import { cpuSeconds } from './cpu-seconds.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error('--minutes must be a number above 0.')
  process.exit(2)
}
const never = new AbortController().signal
/** Sentences that fill about an hour. */
const HOUR_OF_SENTENCES = 720
/** A shot is as long as this, s: what talks with a few cameras have. */
const SHOT_S = 6

const tools = await findTools()
const folder = await mkdtemp(join(tmpdir(), 'cliproom-bench-'))
try {
  const source = join(folder, 'source.mp4')
  await film(source)
  const storage = folderStorage(join(folder, 'files'))
  const ingest = makeIngest({ tools, storage })
  const stages: Record<string, { cpu: number; wall: number }> = {}
  /** Seconds a source hour. */
  const stage = async <T>(name: string, hours: number, work: () => Promise<T>): Promise<T> => {
    const { result, cpuSeconds: cpu, wallSeconds: wall } = await cpuSeconds(work)
    stages[name] = { cpu: round(cpu / hours), wall: round(wall / hours) }
    return result
  }
  const hours = minutes / 60
  const facts = await stage('probe', hours, () => ingest.probe(source, never))
  let have: VideoMetadata = {}
  await stage('prepare', hours, () =>
    ingest.prepare(
      { videoId: 'v', path: source, facts, have },
      {
        signal: never,
        onPart: async ({ metadata }) => {
          have = { ...have, ...metadata }
        },
        onProgress() {},
      },
    ),
  )
  const told = { signal: never, onProgress() {} }
  const { durationMs } = facts
  const scenes = await stage('scenes', hours, () =>
    ingest.scenes({ videoId: 'v', durationMs }, told),
  )
  const { width, height } = facts.video ?? { width: 0, height: 0 }
  await stage('faces', hours, () =>
    ingest.people({ videoId: 'v', durationMs, width, height, scenes }, told),
  )
  await stage('cut into pieces', hours, async () => {
    const track = await openTrack(await storage.place(have.speech ?? ''))
    for (const { from, to } of planChunks(new Float32Array(), trackMs(track), 600_000))
      await sliceTrack(track, from, to)
  })
  const { transcript } = madeUpTalk(7, HOUR_OF_SENTENCES, unseenHooks)
  const said = transcript.segments.at(-1)?.to ?? ms(1)
  await stage('suggest', said / 3_600_000, () =>
    momentsInThread.find(transcript, { count: 10, min: 30_000, max: 90_000 }, never),
  )
  const minutesOf = (...names: string[]) =>
    round(names.reduce((sum, name) => sum + (stages[name]?.cpu ?? 0), 0) / 60)
  const numbers = {
    minutes,
    cores: cpus().length,
    stages,
    /** CPU minutes a source hour: what makes the files, and what looks for moments in them. */
    ingestMinutes: minutesOf('probe', 'prepare'),
    analysisMinutes: minutesOf('scenes', 'faces', 'cut into pieces', 'suggest'),
  }
  console.log(`${minutes} minutes of 1080p, ${numbers.cores} cores; seconds a source hour\n`)
  console.log(`${'stage'.padEnd(18)}${'CPU'.padStart(9)}${'clock'.padStart(9)}`)
  for (const [name, { cpu, wall }] of Object.entries(stages))
    console.log(`${name.padEnd(18)}${cpu.toFixed(1).padStart(9)}${wall.toFixed(1).padStart(9)}`)
  console.log(
    `\nan hour: ${numbers.analysisMinutes} CPU minutes of analysis (at most 6), ${numbers.ingestMinutes} of making its files`,
  )
  if (values.json) console.log(JSON.stringify(numbers))
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** A talk as cameras see it: still shots with grain and something that moves, cut every few seconds. */
async function film(path: string) {
  const length = minutes * 60
  const cut = `mod(floor(t/${SHOT_S}),2)`
  await runFfmpeg(tools, [
    ...['-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=30:d=${length}`],
    ...['-f', 'lavfi', '-i', `smptehdbars=s=1920x1080:r=30:d=${length}`],
    ...['-f', 'lavfi', '-i', `anoisesrc=a=0.3:c=pink:d=${length}`],
    '-filter_complex',
    `[0:v]scale=640:360,scale=1920:1080[a];[1:v][a]overlay=enable='lt(${cut},1)'[v];[2:a]volume='0.2+0.8*gt(sin(t*2),0)':eval=frame[s]`,
    ...['-map', '[v]', '-map', '[s]', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26'],
    ...['-pix_fmt', 'yuv420p', '-c:a', 'aac', path],
  ])
}

function round(n: number) {
  return Math.round(n * 100) / 100
}
