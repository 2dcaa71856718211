import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { cutList, sourceFrame } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import { runFfmpeg, runFfprobe } from './ffmpeg.ts'
import {
  numberedFilm,
  pips,
  readLoudness,
  readNumbers,
  readPips,
  readSamples,
} from './numbered-film.fixtures.ts'
import { type RenderSource, renderClip } from './render-clip.ts'
import type { RenderProgress } from './render-progress.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let film: RenderSource
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-render-'))
  film = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 30 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Without captions: what is under test is what lies below them. */
const silentMovie = (project: ClipProject): ClipProject => ({
  ...project,
  style: { ...project.style, enabled: false },
})

/** A clip of stretches of the source, ms. */
const clipOfSpans = (...spans: [from: number, to: number][]): ClipProject => ({
  ...silentMovie(clipOf('')),
  pieces: spans.map(([from, to], i) => ({
    id: `p${i}`,
    take: `t${i}`,
    from: ms(from),
    to: ms(to),
  })),
})

let made = 0
async function render(project: ClipProject, source: RenderSource, shape: Shape = '1:1') {
  const out = join(folder, `out-${made++}.mp4`)
  const rendered = await renderClip({
    ...{ project, shape, source, out, tools },
    workDir: join(folder, 'work'),
  })
  return { out, ...rendered }
}

/** AAC begins before the picture does, and then the file's time zero is not its first frame's. */
const plainSound = ['-c:a', 'pcm_s16le']

const expectedNumbers = (project: ClipProject) =>
  cutList(project).flatMap((cut) =>
    Array.from({ length: cut.frames }, (_, i) => sourceFrame(cut) + i),
  )

test('plays exactly the frames of the cut list, in any order of pieces, sound beside picture', async () => {
  const words = silentMovie(clipOf('a b -c d e -f -g h i j k l m'))
  const project = {
    ...words,
    pieces: [
      ...words.pieces,
      ...clipOfSpans([20_000, 22_100], [9_950, 11_300], [11_310, 11_700]).pieces,
    ],
  }
  const { out, frames } = await render(project, film)
  const { numbers, flashes } = await readNumbers(tools, out)
  expect(numbers).toEqual(expectedNumbers(project))
  expect(frames).toBe(numbers.length)

  const heard = await readPips(tools, out)
  const edges = cutList(project).map((cut) => cut.start)
  // At a cut's very edge the fade takes the pip away.
  const clear = flashes.filter((flash) => edges.every((edge) => Math.abs(edge - flash) > 2))
  expect(clear.length).toBeGreaterThan(3)
  for (const flash of clear)
    expect(Math.min(...heard.map((pip) => Math.abs(pip - flash)))).toBeLessThanOrEqual(1)
})

test('a hundred cuts drift by no frame, and none is lost', async () => {
  const spans = Array.from({ length: 100 }, (_, i): [number, number] => [i * 287, i * 287 + 133])
  const project = clipOfSpans(...spans)
  const { out } = await render(project, film)
  const { numbers } = await readNumbers(tools, out)
  expect(numbers).toEqual(expectedNumbers(project))
  const samples = await readSamples(tools, out)
  expect(samples.length / 1600 - numbers.length).toBeLessThan(1)
})

test.each([
  ['9:16', 'aac'],
  ['4:5', 'aac'],
  ['1:1', 'aac'],
  ['16:9', 'aac'],
] as const)('%s is written as players expect it', async (shape, codec) => {
  const { out } = await render(clipOfSpans([1000, 2000]), film, shape)
  const probed = JSON.parse(
    await runFfprobe(tools, ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', out]),
  )
  const [picture, sound] = probed.streams
  expect(picture).toMatchObject({
    ...shapeSize[shape],
    codec_name: 'h264',
    pix_fmt: 'yuv420p',
    color_space: 'bt709',
    color_primaries: 'bt709',
    color_transfer: 'bt709',
    color_range: 'tv',
    r_frame_rate: '30/1',
    avg_frame_rate: '30/1',
    nb_frames: '30',
    start_time: '0.000000',
    sample_aspect_ratio: '1:1',
  })
  expect(sound).toMatchObject({ codec_name: codec, sample_rate: '48000', channels: 2 })
  // The index comes first, so that a browser plays while it loads.
  const bytes = (await readFile(out)).toString('latin1')
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
})

test.each([24, 25, 50, 60])('%i frames a second become 30, each shown in its time', async (fps) => {
  const source = await numberedFilm(tools, join(folder, `fps${fps}.mp4`), { seconds: 6, fps })
  const project = clipOfSpans([1200, 2200], [4000, 4500])
  const { numbers } = await readNumbers(tools, (await render(project, source)).out)
  const wanted = expectedNumbers(project)
  expect(numbers).toHaveLength(wanted.length)
  for (const [i, number] of numbers.entries())
    expect(Math.abs(number / fps - (wanted[i] ?? 0) / 30)).toBeLessThanOrEqual(1 / fps + 1 / 60)
})

test('a frame that stands for seconds still stands where a clip begins inside it', async () => {
  const whole = await numberedFilm(tools, join(folder, 'whole.mkv'), {
    seconds: 8,
    output: plainSound,
  })
  const gap = join(folder, 'gap.mkv')
  await runFfmpeg(tools, [
    ...['-y', '-i', whole.path, '-vf', "select='not(between(n,40,130))'", '-vsync', 'vfr'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'copy', gap],
  ])
  const project = clipOfSpans([3500, 4900])
  const { numbers } = await readNumbers(tools, (await render(project, { ...whole, path: gap })).out)
  expect(numbers).toEqual(expectedNumbers(project).map((number) => (number > 130 ? number : 39)))
})

test('time counts from the film’s own beginning, wherever its clock starts', async () => {
  const source = await numberedFilm(tools, join(folder, 'late.mkv'), {
    seconds: 6,
    output: [...plainSound, '-output_ts_offset', '7.5'],
  })
  const project = clipOfSpans([0, 500], [3000, 4100])
  const { out } = await render(project, source)
  const { numbers, flashes } = await readNumbers(tools, out)
  expect(numbers).toEqual(expectedNumbers(project))
  const heard = await readPips(tools, out)
  const last = flashes.at(-1) ?? 0
  expect(Math.min(...heard.map((pip) => Math.abs(pip - last)))).toBeLessThanOrEqual(1)
})

test('a film held upright is shown upright', async () => {
  const source = await numberedFilm(tools, join(folder, 'lying.mp4'), { seconds: 3 })
  const path = join(folder, 'upright.mp4')
  await runFfmpeg(tools, [
    ...['-y', '-i', source.path, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', path],
  ])
  const project = clipOfSpans([500, 1500])
  const upright = { ...source, path, width: 360, height: 640 }
  const { numbers } = await readNumbers(tools, (await render(project, upright, '9:16')).out, true)
  expect(numbers).toEqual(expectedNumbers(project))
})

test('a film without sound gets a silent track of its length', async () => {
  const source = await numberedFilm(tools, join(folder, 'mute.mp4'), { seconds: 3, sound: null })
  const { out } = await render(clipOfSpans([500, 1500]), source)
  const samples = await readSamples(tools, out)
  expect(Math.max(...samples.map(Math.abs))).toBe(0)
  expect(Math.abs(samples.length / 1600 - 30)).toBeLessThan(2)
})

test('a sound file becomes a film of its title', async () => {
  const path = join(folder, 'sound.mp3')
  await runFfmpeg(tools, ['-y', '-f', 'lavfi', '-i', pips(5), '-c:a', 'libmp3lame', path])
  const project = { ...clipOfSpans([900, 2500]), title: 'How we built it' }
  const { out, frames } = await render(
    project,
    { path, width: 0, height: 0, durationMs: 5000, hasVideo: false, hasAudio: true },
    '9:16',
  )
  expect(frames).toBe(48)
  const [first] = await readPips(tools, out)
  expect(Math.abs((first ?? 0) - 3)).toBeLessThanOrEqual(1.5)
})

test.each([
  ['quiet speech is turned up', 'anoisesrc=color=pink:amplitude=0.06:d=6:r=48000:seed=7', 1],
  ['loud sound is turned down', 'anoisesrc=color=pink:amplitude=0.9:d=6:r=48000:seed=7', 1],
  ['mono fills both sides', 'anoisesrc=color=brown:amplitude=0.2:d=6:r=22050:seed=7', 1],
])('%s to −14 LUFS, peaks under −1.5 dBTP', async (name, sound, within) => {
  const source = await numberedFilm(tools, join(folder, `${name}.mp4`), { seconds: 6, sound })
  const { out } = await render(clipOfSpans([500, 5500]), source)
  const { loudness, peak } = await readLoudness(tools, out)
  expect(Math.abs(loudness + 14)).toBeLessThanOrEqual(within)
  expect(peak).toBeLessThanOrEqual(-1.5)
})

test('peaks far above the rest are held down, the rest is brought up', async () => {
  const sound =
    "aevalsrc='0.03*sin(2*PI*300*t)+if(lt(mod(t,0.5),0.004),0.9*sin(2*PI*2500*t),0)':s=48000:d=6"
  const source = await numberedFilm(tools, join(folder, 'clicks.mp4'), { seconds: 6, sound })
  const { loudness, peak } = await readLoudness(
    tools,
    (await render(clipOfSpans([500, 5500]), source)).out,
  )
  expect(Math.abs(loudness + 14)).toBeLessThanOrEqual(1.5)
  expect(peak).toBeLessThanOrEqual(-1.5)
})

test('silence stays silent', async () => {
  const sound = 'anullsrc=r=48000:cl=stereo'
  const source = await numberedFilm(tools, join(folder, 'hush.mp4'), {
    seconds: 3,
    sound,
    output: ['-t', '3'],
  })
  const samples = await readSamples(tools, (await render(clipOfSpans([500, 2500]), source)).out)
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(4)
})

test('six channels are heard in two', async () => {
  const source = await numberedFilm(tools, join(folder, 'six.mp4'), {
    seconds: 3,
    output: ['-ac', '6'],
  })
  const { out } = await render(clipOfSpans([500, 2500]), source)
  const { flashes } = await readNumbers(tools, out)
  const heard = await readPips(tools, out)
  expect(heard.length).toBe(flashes.length)
})

test('where the film ends a little before its clip, its last frame stays', async () => {
  const project = clipOfSpans([29_500, 30_100])
  const { numbers } = await readNumbers(tools, (await render(project, film)).out)
  expect(numbers).toHaveLength(18)
  expect(numbers.slice(14)).toEqual([899, 899, 899, 899])
})

test.each(['mp4', 'mkv'])(
  'where sound goes on after the picture of an %s, its last frame stays',
  async (ending) => {
    const source = await numberedFilm(tools, join(folder, `early.${ending}`), {
      ...{ seconds: 3, sound: pips(8), output: ending === 'mkv' ? plainSound : [] },
    })
    const project = clipOfSpans([5000, 5500], [1000, 1500], [7000, 7400])
    const { out, frames } = await render(project, { ...source, durationMs: 8000 })
    const { numbers } = await readNumbers(tools, out)
    expect(numbers).toEqual(expectedNumbers(project).map((number) => Math.min(number, 89)))
    expect(frames).toBe(numbers.length)
  },
)

test('where a picture goes on after its sound, the rest is silent and what follows is heard', async () => {
  const source = await numberedFilm(tools, join(folder, 'hushed.mkv'), {
    ...{ seconds: 8, sound: pips(3), output: plainSound },
  })
  const project = clipOfSpans([5000, 5500], [900, 1500], [7000, 7400], [1900, 2500])
  const { out, frames } = await render(project, source)
  const samples = await readSamples(tools, out)
  expect(Math.abs(samples.length / 1600 - frames)).toBeLessThan(1)
  const heard = await readPips(tools, out)
  expect(heard).toHaveLength(2)
  for (const [i, at] of [18, 48].entries())
    expect(Math.abs((heard[i] ?? 0) - at)).toBeLessThanOrEqual(1)
})

test('progress rises to 100 and names what is done, and nothing is left behind', async () => {
  const seen: RenderProgress[] = []
  const workDir = join(folder, 'tidy')
  await renderClip({
    project: clipOf('so here is the thing'),
    shape: '1:1',
    source: film,
    out: join(folder, 'progress.mp4'),
    workDir,
    tools,
    onProgress: (progress) => seen.push(progress),
  })
  const percents = seen.map((progress) => progress.percent)
  expect(percents).toEqual([...percents].sort((a, b) => a - b))
  expect(seen.at(-1)).toEqual({ percent: 100, etaMs: 0, step: 'finishing' })
  expect(new Set(seen.map((progress) => progress.step))).toEqual(
    new Set(['preparing', 'captions', 'sound', 'film', 'finishing']),
  )
  expect(await readdir(workDir)).toEqual([])
})

test.each(['captions', 'sound', 'film'] as const)(
  'stopped at %s it ends, and leaves neither file nor scraps',
  async (step) => {
    const stop = new AbortController()
    const workDir = join(folder, `stopped-${step}`)
    const out = join(folder, `stopped-${step}.mp4`)
    const running = renderClip({
      project: clipOf('so here is the thing nobody tells you about making clips'),
      shape: '9:16',
      ...{ source: film, out, workDir, tools, signal: stop.signal },
      onProgress: (progress) => progress.step === step && stop.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'job.cancelled' })
    expect(await readdir(workDir)).toEqual([])
    await expect(stat(out)).rejects.toThrow('ENOENT')
  },
)

test('a file that is no film, or half of one, is called that', async () => {
  const text = join(folder, 'text.mp4')
  await writeFile(text, 'not a film at all')
  const half = join(folder, 'half.mp4')
  await runFfmpeg(tools, ['-y', '-i', film.path, '-c', 'copy', half])
  await truncate(half, 20_000)
  for (const path of [text, half])
    await expect(render(clipOfSpans([0, 1000]), { ...film, path })).rejects.toMatchObject({
      code: 'media.unsupported',
    })
})

test('a clip that plays nothing, or has an issue, is not begun', async () => {
  await expect(render(clipOf('-gone'), film)).rejects.toMatchObject({ code: 'clip.has-issues' })
  const crossed = {
    ...clipOf('a b'),
    issues: [{ code: 'take.crossed' as const, piece: 't1.h', say: 'Its edges crossed.' }],
  }
  await expect(render(crossed, film)).rejects.toMatchObject({ code: 'clip.has-issues' })
})
