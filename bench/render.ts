/**
 * What an export costs in processor time, against Remotion's own renderer and against FFmpeg with ASS
 * captions, all in one run on the same clip. `npm run -s bench:render -- [--seconds 30] [--json]`
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { readyBundle, readyRemotionBundle } from '#render/bundle.ts'
import { drawSheets } from '#render/draw-sheets.ts'
import { launchDrawingBrowser } from '#render/drawing-browser.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { type RenderSource, renderClip } from '#render/render-clip.ts'
import { findTools, requireTool } from '#render/tools.ts'
import { assOf } from './ass-of.ts'
import { cpuSeconds } from './cpu-seconds.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
})
const seconds = Number(values.seconds)
const say = (line: string) => {
  if (!values.json) console.log(line)
}

const tools = await findTools()
const folder = await mkdtemp(join(tmpdir(), 'cliproom-bench-'))
try {
  await Promise.all([readyBundle(), readyRemotionBundle()])
  const source = await hardSource()
  const project = talk(seconds)
  const frames = clipFrames(cutList(project))
  const states = await countStates(project)
  say(`${seconds} s, 1080×1920, ${frames} frames, ${states} states of captions`)

  const local = await cpuSeconds(() => render(project, 'local'))
  say(`sheets      ${local.cpuSeconds.toFixed(1)} CPU s, ${local.wallSeconds.toFixed(1)} s`)
  const ass = await withAss(project, source)
  say(
    ass
      ? `FFmpeg+ASS  ${ass.cpuSeconds.toFixed(1)} CPU s`
      : 'FFmpeg+ASS  this FFmpeg has no libass',
  )
  // Its cost is a start and so much a frame: two short renders tell both.
  const [few, many] = [20, 80]
  const short = await cpuSeconds(() => render(talk(few / 30), 'remotion'))
  const longer = await cpuSeconds(() => render(talk(many / 30), 'remotion'))
  const perFrame = (longer.cpuSeconds - short.cpuSeconds) / (many - few)
  const remotion = short.cpuSeconds + perFrame * (frames - few)
  say(`renderMedia ${remotion.toFixed(1)} CPU s, extrapolated from ${many} frames`)

  const report = {
    clip: { seconds, frames, states, size: '1080x1920' },
    machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
    ffmpeg: requireTool(tools.ffmpeg).version,
    browser: requireTool(tools.browser).version,
    sheets: { cpuSeconds: local.cpuSeconds, wallSeconds: local.wallSeconds },
    ass: ass && { cpuSeconds: ass.cpuSeconds, wallSeconds: ass.wallSeconds },
    renderMedia: { cpuSeconds: remotion, framesMeasured: many },
    timesLessThanRenderMedia: remotion / local.cpuSeconds,
    timesAss: ass && local.cpuSeconds / ass.cpuSeconds,
  }
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else
    say(
      `${report.timesLessThanRenderMedia.toFixed(1)}× less than renderMedia` +
        (report.timesAss ? `, ${report.timesAss.toFixed(2)}× FFmpeg+ASS` : ''),
    )

  function render(clip: ClipProject, executor: 'local' | 'remotion') {
    return renderClip({
      ...{ project: clip, shape: '9:16' as const, source, tools, executor },
      out: join(folder, `${executor}.mp4`),
      workDir: join(folder, 'work'),
    })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
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

async function countStates(project: ClipProject): Promise<number> {
  const browser = await launchDrawingBrowser(tools)
  try {
    const page = await browser.open(await readyBundle())
    const { plan } = await drawSheets({ project, shape: '9:16', page, folder })
    return plan.states.length
  } finally {
    await browser.close()
  }
}

/** The practical limit: one FFmpeg pass with libass, the same cut, crop and encoder, sound as it is. */
async function withAss(project: ClipProject, source: RenderSource) {
  if (!requireTool(tools.ffmpeg).filters.has('ass')) return null
  await writeFile(join(folder, 'captions.ass'), assOf(project))
  return cpuSeconds(() =>
    runFfmpeg(
      tools,
      [
        ...['-y', '-i', source.path, '-t', String(seconds)],
        ...['-vf', 'crop=ih*9/16:ih,scale=1080:1920:flags=bicubic,ass=captions.ass'],
        ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
        ...['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', 'ass.mp4'],
      ],
      { cwd: folder },
    ),
  )
}
