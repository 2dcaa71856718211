import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { AssetId } from '#core/ids.ts'
import { overlayDefaults, overlaySchemas } from '#core/overlay.ts'
import { Sound } from '#core/sound.ts'
import { gainAt, soundMix } from '#core/sound-mix.ts'
import { FPS, ms, toFrame } from '#core/time.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { masterSound } from './master-sound.ts'
import { readLoudness, readSamples } from './numbered-film.fixtures.ts'
import { type RenderAsset, renderClip } from './render-clip.ts'
import { endIdleRenderChildren, loudnessInChild } from './render-in-child.ts'
import { sourceRuns } from './source-runs.ts'
import { findTools, type Tools } from './tools.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
/** Of the tones: the voice's and the music's, Hz. */
const VOICE = 500
const MUSIC = 2000

let tools: Tools
let folder: string
let browser: DrawingBrowser
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-sound-'))
  browser = await launchDrawingBrowser(tools)
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function tone(name: string, sound: string): Promise<string> {
  const path = join(folder, `${name}.wav`)
  await runFfmpeg(tools, ['-y', '-f', 'lavfi', '-i', sound, path])
  return path
}

let made = 0
/** The finished sound of a clip without pictures, small and quick to write. */
async function render(project: ClipProject, path: string, music?: string) {
  const out = join(folder, `out-${made++}.mp4`)
  const known: RenderAsset = { path: music ?? '', key: 'm', kind: 'sound', type: 'audio/wav' }
  await renderClip({
    ...{ project, shape: '1:1', out, tools, browser, workDir: join(folder, 'work') },
    source: { path, width: 0, height: 0, durationMs: 8000, hasVideo: false, hasAudio: true },
    assets: music ? { [asset]: known } : {},
    settings: ExportSettings.parse({ quality: 'draft', resolution: { width: 180, height: 180 } }),
  })
  return { out, samples: await readSamples(tools, out) }
}

function clip(line: string, sound: object, music?: object): ClipProject {
  const plain = clipOf(line)
  return {
    ...plain,
    style: { ...plain.style, enabled: false },
    sound: Sound.parse({ ...plain.sound, target: null, ...sound }),
    overlays: music
      ? [
          overlaySchemas.music.parse({
            ...{ kind: 'music', id: 'music', asset, ...overlayDefaults.music, ...music },
          }),
        ]
      : [],
  }
}

/** How strong a tone is around a time, ms: its amplitude, 0–1, in a window of 40 ms. */
function strength(samples: Int16Array, hz: number, at: number): number {
  const [from, count] = [Math.round((at - 20) * 48), 40 * 48]
  let [re, im] = [0, 0]
  for (let i = 0; i < count; i++) {
    const angle = (2 * Math.PI * hz * i) / 48_000
    const sample = (samples[from + i] ?? 0) / 32_768
    re += sample * Math.cos(angle)
    im += sample * Math.sin(angle)
  }
  return (2 * Math.hypot(re, im)) / count
}
const inDb = (factor: number) => 20 * Math.log10(factor)

test('voice and music go where the mix says, at every moment, and music loops', async () => {
  const voice = await tone(
    'voice',
    `aevalsrc='0.2*sin(2*PI*${VOICE}*t)|0.2*sin(2*PI*${VOICE}*t)':s=48000:d=8`,
  )
  // A second of it is skipped, and the rest is shorter than the clip.
  const music = await tone(
    'music',
    `aevalsrc='0.2*sin(2*PI*${MUSIC}*t)|0.2*sin(2*PI*${MUSIC}*t)':s=44100:d=3`,
  )
  const project = clip(
    '… one two | three … … four',
    { voice: -2, speakers: { 1: 5 }, fadeIn: 400, fadeOut: 600 },
    { gain: -3, startAt: 1000, fadeIn: 200, fadeOut: 300, duckBy: 14 },
  )
  const { samples } = await render(project, voice, music)
  const { voice: said, music: played } = soundMix(project)
  for (let at = 60; at < 4800; at += 97) {
    for (const [hz, gain] of [
      [VOICE, gainAt(said, at)],
      [MUSIC, gainAt(played?.gain ?? [], at)],
    ] as const) {
      const heard = strength(samples, hz, at)
      // Steep ramps are averaged over the window.
      if (gain > 0.05)
        expect(Math.abs(inDb(heard / (0.2 * gain))), `${hz} Hz at ${at}`).toBeLessThan(1)
      else expect(heard).toBeLessThan(0.02)
    }
  }
})

test('a thousand cuts are more than one argument can say, and are heard all the same', async () => {
  const path = await tone('long', `aevalsrc='0.2*sin(2*PI*${VOICE}*t)':s=48000:d=110`)
  const takes = Array.from({ length: 1000 }, (_, i) => ({ source: i * 3 + (i % 2), frames: 2 }))
  const out = await mkdtemp(join(folder, 'cuts-'))
  const { file, after } = await masterSound({
    source: { runs: sourceRuns(takes, FPS), path, stream: 0 },
    ...{ mix: soundMix(clip('…', {})), music: null, sound: { target: -14, noise: 'keep' } },
    ...{ frames: 2000, folder: out, tools },
  })
  expect((await readSamples(tools, file)).length).toBe((2000 / FPS) * 48_000)
  expect(Math.abs(after.loudness + 14)).toBeLessThan(1)
})

test('music alone is heard under pictures without sound, at the loudness asked for', async () => {
  const music = await tone('noise', 'anoisesrc=color=pink:amplitude=0.1:d=6:r=48000:seed=3')
  const project = clip('… … … …', { target: -16 }, { gain: 0, fadeIn: 0, fadeOut: 0 })
  const out = join(folder, 'alone.mp4')
  const film = join(folder, 'mute.mp4')
  await runFfmpeg(tools, ['-y', '-f', 'lavfi', '-i', 'color=s=64x64:r=30:d=5', film])
  await renderClip({
    ...{ project, shape: '1:1', out, tools, browser, workDir: join(folder, 'work') },
    source: {
      path: film,
      width: 64,
      height: 64,
      durationMs: 5000,
      hasVideo: true,
      hasAudio: false,
    },
    assets: { [asset]: { path: music, key: 'm', kind: 'sound', type: 'audio/wav' } },
    settings: ExportSettings.parse({ quality: 'draft', resolution: { width: 180, height: 180 } }),
  })
  const { loudness, peak } = await readLoudness(tools, out)
  expect(Math.abs(loudness + 16)).toBeLessThanOrEqual(0.7)
  expect(peak).toBeLessThanOrEqual(-1.5)
})

test.each([-23, null] as const)(
  'a target of %s LUFS; none leaves the source as loud as it is',
  async (target) => {
    const quiet = await tone('quiet', 'anoisesrc=color=pink:amplitude=0.055:d=4:r=48000:seed=7')
    const { out } = await render(clip('… … … …', { target }), quiet)
    const wanted = target ?? (await readLoudness(tools, quiet)).loudness
    expect(Math.abs((await readLoudness(tools, out)).loudness - wanted)).toBeLessThan(0.8)
  },
)

test('what is said of a clip before its export is what the file has', async () => {
  const voice = await tone('said', 'anoisesrc=color=pink:amplitude=0.06:d=8:r=48000:seed=11')
  const music = await tone('under', 'anoisesrc=color=brown:amplitude=0.2:d=3:r=48000:seed=5')
  const project = clip(
    '… one two | three … … four',
    { voice: -4, target: -16, noise: 'softer', fadeIn: 300 },
    { gain: -12, startAt: 500, duckBy: 10 },
  )
  const said = await loudnessInChild({ project, source: voice, music, tools })
  const { out } = await render(project, voice, music)
  const has = await readLoudness(tools, out)
  expect(Math.abs((said?.after.loudness ?? 0) - has.loudness)).toBeLessThan(0.3)
  expect(Math.abs((said?.after.loudness ?? 0) + 16)).toBeLessThan(0.5)
  expect(said?.before.loudness).toBeLessThan(-20)
  expect(said?.after.peak).toBeLessThanOrEqual(-2)

  // Who gives up waiting stops it, and the next one is told.
  const leaving = AbortSignal.timeout(1)
  await expect(
    loudnessInChild({ project, source: voice, music, tools, signal: leaving }),
  ).rejects.toMatchObject({ code: 'job.cancelled' })
  expect(await loudnessInChild({ project, source: voice, music, tools })).toEqual(said)
  endIdleRenderChildren()
})

test('noise goes, what is said stays, and stays where it was', async () => {
  const noisy = await tone(
    'noisy',
    `aevalsrc='if(gt(mod(t,2),1),0.3*sin(2*PI*${VOICE}*t),0)+0.004*(random(0)-0.5)':s=48000:d=6,` +
      'pan=stereo|c0=c0|c1=c0',
  )
  const levels: number[] = []
  for (const noise of ['keep', 'softer', 'clean'] as const) {
    const project = { ...clip('… … … …', { noise }) }
    const { samples } = await render(
      { ...project, pieces: project.pieces.map((piece) => ({ ...piece, to: ms(4000) })) },
      noisy,
    )
    expect(Math.abs(inDb(strength(samples, VOICE, 3500) / 0.3))).toBeLessThan(1)
    // Where the tone begins, to the hundredth.
    expect(strength(samples, VOICE, 2960)).toBeLessThan(0.06)
    expect(strength(samples, VOICE, 3050)).toBeGreaterThan(0.2)
    const hush = samples.subarray(2.2 * 48_000, 2.9 * 48_000)
    levels.push(Math.sqrt(hush.reduce((sum, sample) => sum + sample ** 2, 0) / hush.length))
  }
  const [keep = 0, softer = 0, clean = 0] = levels
  expect(inDb(softer / keep)).toBeLessThan(-5)
  expect(inDb(clean / softer)).toBeLessThan(-2)
})

/** The largest step from one sample to the next within 6 ms of a time, s. A click is a large one. */
function step(samples: ArrayLike<number>, at: number): number {
  const [from, to] = [Math.round((at - 0.006) * 48_000), Math.round((at + 0.006) * 48_000)]
  let most = 0
  for (let i = Math.max(1, from); i < to; i++)
    most = Math.max(most, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)))
  return most
}

/** How loud it is around a time, s: over a period of the tone. */
function level(samples: ArrayLike<number>, at: number, hz: number): number {
  const [from, count] = [Math.round(at * 48_000), Math.round(48_000 / hz)]
  let sum = 0
  for (let i = from; i < from + count; i++) sum += (samples[i] ?? 0) ** 2
  return Math.sqrt(sum / count)
}

test('pieces are joined without a click, and without a gap that is heard', async () => {
  // The worst there is to join: a loud deep tone that never rests, cut anywhere in its wave.
  const hz = 187
  const hum = await tone(
    'hum',
    `aevalsrc='0.6*sin(2*PI*${hz}*t)|0.6*sin(2*PI*${hz}*t)':s=48000:d=8`,
  )
  const project = clip('one two three four five six seven eight nine ten eleven twelve', {})
  // Opens with the payoff, then leaves a tangent out.
  const stretches = [
    [3503, 4307],
    [401, 1398],
    [2101, 3102],
  ] as const
  const pieces = stretches.map(([from, to], i) => ({
    ...{ id: `t${i}.h`, take: `t${i}`, from: ms(from), to: ms(to) },
  }))
  const { samples } = await render({ ...project, pieces }, hum)
  const cuts = cutList({ ...project, pieces })
  expect(cuts).toHaveLength(3)
  const usual = step(samples, 0.4)
  for (const [i, cut] of cuts.entries()) {
    if (i === 0) continue
    const at = cut.start / FPS
    expect(step(samples, at), `the step at ${at} s`).toBeLessThan(usual * 1.5)
    // Quieter than half for less than 15 ms: shorter than the gap within a "t".
    const hushed = Array.from({ length: 60 }, (_, ms) => at + (ms - 30) / 1000).filter(
      (time) => level(samples, time, hz) < level(samples, at - 0.1, hz) / 2,
    )
    expect(hushed.length, `ms of hush at ${at} s`).toBeLessThan(15)
  }
  // What this measures: the same tone put together as it is steps far more at one of its joins.
  const source = await readSamples(tools, hum)
  const hard = cuts.flatMap((cut) => {
    const from = Math.round((toFrame(cut.from) * 48_000) / FPS)
    return [...source.subarray(from, from + (cut.frames * 48_000) / FPS)]
  })
  const steps = cuts.slice(1).map((cut) => step(hard, cut.start / FPS))
  expect(Math.max(...steps)).toBeGreaterThan(usual * 5)
})
