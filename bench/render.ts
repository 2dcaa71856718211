/**
 * What an export costs in processor time: ours with nothing known, again with a warm browser, and
 * after one word was corrected; Remotion's renderMedia; FFmpeg with ASS captions; and the encoder
 * alone. The same clip, in one run, but for renderMedia several times in turn: of each the median counts.
 * `npm run -s bench:render -- [--seconds 30] [--rounds 3] [--no-remotion] [--json]`
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { median } from '#core/median.ts'
import { ms } from '#core/time.ts'
import { readyBundle, readyRemotionBundle } from '#render/bundle.ts'
import { type DrawingBrowser, launchDrawingBrowser } from '#render/drawing-browser.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { readLoudness } from '#render/master-sound.ts'
import { type RenderSource, renderClip } from '#render/render-clip.ts'
import { findTools, requireTool } from '#render/tools.ts'
import { assOf } from './ass-of.ts'
import { cpuSeconds, familyAtRest } from './cpu-seconds.ts'
import {
  framesLookedAt,
  likenessOfFilms,
  likenessToPictures,
  remotionPictures,
} from './likeness.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    /** A machine that others share is a fifth faster in one minute than in the next. */
    rounds: { type: 'string', default: '3' },
    /** Frames renderMedia is measured on; its cost is a start and so much a frame. */
    frames: { type: 'string', default: '80' },
    /** Leaves out renderMedia and the likeness to it: for clips it would take too long on. */
    'no-remotion': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const many = Number(values.frames)
const few = Math.round(many / 4)
const say = (line: string) => {
  if (!values.json) console.log(line)
}

const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p']
const tools = await findTools()
const folder = await mkdtemp(join(tmpdir(), 'cliproom-bench-'))
let browser: DrawingBrowser | undefined
try {
  await Promise.all([readyBundle(), readyRemotionBundle()])
  const source = await hardSource()
  const project = talk(seconds)
  const frames = clipFrames(cutList(project))
  const runs: Record<string, Spent[]> = {}
  const spend = async (name: string, run: () => Promise<unknown>) => {
    // A browser tidies up after it has drawn.
    await familyAtRest()
    const { cpuSeconds: cpu, wallSeconds: wall } = await cpuSeconds(run)
    say(`${name.padEnd(28)} ${cpu.toFixed(1).padStart(6)} CPU s  ${wall.toFixed(1).padStart(6)} s`)
    runs[name] = [...(runs[name] ?? []), { cpu, wall }]
  }
  const spent = (name: string): Spent => ({
    cpu: median(runs[name]?.map(({ cpu }) => cpu) ?? []),
    wall: median(runs[name]?.map(({ wall }) => wall) ?? []),
  })
  say(`${seconds} s, 1080×1920, ${frames} frames`)

  const hasAss = requireTool(tools.ffmpeg).filters.has('ass')
  if (!hasAss) say('FFmpeg + ASS: this FFmpeg has no libass')
  const fixed = correct(project)
  for (let round = 0; round < rounds; round++) {
    const [cold, warm] = [`cold-${round}`, `warm-${round}`]
    await spend('encoder alone', () => bare(source))
    if (hasAss) {
      await spend('FFmpeg + ASS', () => withAss(project, source))
      await spend('FFmpeg + ASS, as loud', () => withAss(project, source, { asLoud: true }))
    }
    await spend('ours, nothing known', () => ourExport(project, cold))
    browser ??= await launchDrawingBrowser(tools)
    await spend('ours, browser warm', () => ourExport(project, warm, { browser }))
    await spend('ours, one word corrected', () => ourExport(fixed, warm, { browser }))
    await spend('ours, nothing changed', () => ourExport(fixed, warm, { browser }))
  }
  const x264 = spent('encoder alone')
  const ass = hasAss ? spent('FFmpeg + ASS') : null
  const assAsLoud = hasAss ? spent('FFmpeg + ASS, as loud') : null
  const ours = spent('ours, nothing known')
  const oursWarm = spent('ours, browser warm')
  const incremental = spent('ours, one word corrected')
  const unchanged = spent('ours, nothing changed')
  const theirs = values['no-remotion'] ? null : await remotion(project, frames)
  if (theirs)
    say(
      `renderMedia                  ${theirs.cpu.toFixed(1).padStart(6)} CPU s  ` +
        `${theirs.wall.toFixed(1).padStart(6)} s  (from ${few} and ${many} frames)`,
    )

  const measured = {
    ours,
    oursWarm,
    incremental,
    unchanged,
    renderMedia: theirs,
    ffmpegAss: ass,
    ffmpegAssAsLoud: assAsLoud,
    x264,
  }
  const part = (which: 'cpu' | 'wall') =>
    Object.fromEntries(
      Object.entries(measured).map(([name, spent]) => [name, spent && round(spent[which])]),
    )
  const report = {
    seconds,
    frames,
    rounds,
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
    ffmpeg: requireTool(tools.ffmpeg).version,
    browser: requireTool(tools.browser).version,
    renderMediaFrames: theirs && [few, many],
    cpu: part('cpu'),
    wall: part('wall'),
    ratio: {
      renderMediaToOurs: theirs && round(theirs.cpu / ours.cpu),
      renderMediaToOursWarm: theirs && round(theirs.cpu / oursWarm.cpu),
      oursToFfmpegAss: ass && round(ours.cpu / ass.cpu),
      oursWarmToFfmpegAss: ass && round(oursWarm.cpu / ass.cpu),
      oursToFfmpegAssAsLoud: assAsLoud && round(ours.cpu / assAsLoud.cpu),
      oursWarmToFfmpegAssAsLoud: assAsLoud && round(oursWarm.cpu / assAsLoud.cpu),
      incrementalToFull: round(incremental.cpu / oursWarm.cpu),
    },
    /** Before encoding: the mean, and the frame least like Remotion's. */
    ssim: theirs && round(theirs.alike.mean),
    ssimLeast: theirs && round(theirs.alike.least),
    ssimFrames: theirs?.alike.frames ?? null,
    ssimEncoded: theirs && round(theirs.ssimEncoded),
  }
  const { ratio } = report
  say(
    `${ratio.oursToFfmpegAss ?? '?'}× FFmpeg + ASS, a corrected word ${(100 * ratio.incrementalToFull).toFixed(1)} %`,
  )
  if (theirs)
    say(
      `${ratio.renderMediaToOurs}× less than renderMedia, likeness to it ${report.ssim} before encoding ` +
        `(the least of ${report.ssimFrames} frames ${report.ssimLeast}), ${report.ssimEncoded} after`,
    )
  if (values.json) console.log(JSON.stringify(report))

  function ourExport(
    clip: ClipProject,
    cache: string,
    more: { settings?: ExportSettings; browser?: DrawingBrowser | undefined } = {},
  ) {
    return renderClip({
      ...{ ...more, project: clip, shape: '9:16' as const, source, tools },
      out: join(folder, `${cache}.mp4`),
      workDir: join(folder, 'work'),
      cacheFolder: join(folder, `cache-${cache}`),
    })
  }

  /** What renderMedia costs for this many frames, and how like its film ours is. */
  async function remotion(project: ClipProject, frames: number) {
    const short = await cpuSeconds(() => byRemotion(few))
    const longer = await cpuSeconds(() => byRemotion(many))
    const whole = (part: 'cpuSeconds' | 'wallSeconds') =>
      short[part] + ((longer[part] - short[part]) / (many - few)) * (frames - few)
    const ssimEncoded = await likenessOfFilms(
      tools,
      join(folder, 'warm-0.mp4'),
      join(folder, 'remotion.mp4'),
    )
    const alike = await likeness(project)
    return { cpu: whole('cpuSeconds'), wall: whole('wallSeconds'), ssimEncoded, alike }
  }

  /** The pictures before encoding: ours at the most an export takes, theirs as PNG. */
  async function likeness(project: ClipProject) {
    const settings = ExportSettings.parse({ bitrate: 80_000 })
    await ourExport(project, 'rich', { browser, settings })
    const frames = framesLookedAt(project)
    const pictures = await remotionPictures({ project, source, tools, folder }, frames)
    const film = join(folder, 'rich.mp4')
    const found = await likenessToPictures({ tools, folder }, film, frames, pictures)
    return { ...found, frames: frames.length }
  }

  function byRemotion(count: number) {
    const whole = project.pieces[0]
    if (!whole) throw new Error('a clip without pieces')
    return renderClip({
      project: { ...project, pieces: [{ ...whole, to: ms((count / 30) * 1000) }] },
      ...{ shape: '9:16' as const, source, tools, executor: 'remotion' as const },
      out: join(folder, 'remotion.mp4'),
      workDir: join(folder, 'work'),
    })
  }
} finally {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
}

type Spent = { cpu: number; wall: number }

function round(n: number) {
  return Math.round(n * 1000) / 1000
}

/** Detail and grain everywhere: as hard to decode and encode as a camera's film. */
async function hardSource(): Promise<RenderSource> {
  const path = join(folder, 'source.mp4')
  const length = seconds + 2
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', `testsrc2=s=1920x1080:r=30:d=${length}`],
    ...['-f', 'lavfi', '-i', `anoisesrc=color=pink:amplitude=0.1:r=48000:seed=1:d=${length}`],
    ...['-vf', 'noise=alls=7:allf=t', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24'],
    ...['-pix_fmt', 'yuv420p', '-g', '250', '-c:a', 'aac', path],
  ])
  return {
    path,
    width: 1920,
    height: 1080,
    durationMs: length * 1000,
    hasVideo: true,
    hasAudio: true,
  }
}

/** Three words a second, no page like another. */
function talk(length: number): ClipProject {
  const vowels = ['a', 'e', 'i', 'o', 'u']
  const word = (i: number) =>
    `${'bdfgklmnprst'[i % 12]}${vowels[i % 5]}${'lnrst'[(i * 7) % 5]}${i % 3 ? `e${'nrs'[i % 3]}` : ''}${i % 9 === 8 ? '.' : ''}`
  const words = Array.from({ length: Math.ceil(length * 3) }, (_, i) => word(i))
  const project = clipOf(words.join(' '))
  return {
    ...project,
    words: project.words.map((w, i) => ({
      ...w,
      from: ms(i * 333),
      to: ms(i * 333 + 280),
      emphasised: i % 11 === 3,
    })),
    pieces: [{ id: 'p', take: 't', from: ms(0), to: ms(length * 1000) }],
  }
}

/** Somebody corrects a word in the middle. */
function correct(project: ClipProject): ClipProject {
  const middle = Math.floor(project.words.length / 2)
  return {
    ...project,
    words: project.words.map((word, i) =>
      i === middle ? { ...word, text: 'fixed', corrected: true } : word,
    ),
  }
}

/** What no way of making the film can do without: cut, crop, scale, encode. */
async function bare(source: RenderSource) {
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', source.path, '-t', String(seconds), '-an'],
      ...['-vf', 'crop=ih*9/16:ih,scale=1080:1920:flags=bicubic', ...encoder, 'bare.mp4'],
    ],
    { cwd: folder },
  )
}

/**
 * The practical limit: one FFmpeg pass with libass, the same cut, crop and encoder. Sound as it is, or
 * `asLoud` as ours, for which it has to be measured first.
 */
async function withAss(
  project: ClipProject,
  source: RenderSource,
  { asLoud = false }: { asLoud?: boolean } = {},
) {
  await writeFile(join(folder, 'captions.ass'), assOf(project))
  const { target } = project.sound
  const gain = asLoud && target !== null ? target - (await loudness(source)) : 0
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', source.path, '-t', String(seconds)],
      ...['-vf', 'crop=ih*9/16:ih,scale=1080:1920:flags=bicubic,ass=captions.ass', ...encoder],
      ...(asLoud ? ['-af', `volume=${gain.toFixed(2)}dB`] : []),
      ...['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', 'ass.mp4'],
    ],
    { cwd: folder },
  )
}

/** LUFS, by the same filter as ours. */
async function loudness(source: RenderSource): Promise<number> {
  const said = await runFfmpeg(tools, [
    ...[
      '-i',
      source.path,
      '-t',
      String(seconds),
      '-vn',
      '-af',
      'ebur128=peak=true:framelog=verbose',
    ],
    ...['-f', 'null', '-'],
  ])
  return readLoudness(said).loudness
}
