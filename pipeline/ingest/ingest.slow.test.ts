import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { folderStorage, videoKey } from '#db/storage.ts'
import { runFfmpeg, runFfprobe } from '#render/ffmpeg.ts'
import { findTools, requireTool } from '#render/tools.ts'
import { type Decoder, findDecoders } from './decoders.ts'
import type { MediaPart } from './ingest.ts'
import { makeIngest } from './make-ingest.ts'
import { flashAndBeep, h264, makeMedia, picture, testFolder, tone } from './test-media.fixtures.ts'

const signal = new AbortController().signal
const tools = await findTools()
/** Every FFmpeg that may read an upload here, and the plain one of 2018 by itself. */
const decoders = [
  ...(await findDecoders(tools)),
  ...(await findDecoders(await findTools({ ...process.env, CLIPROOM_FFMPEG: 'npm' }))),
].filter(({ ffmpeg }, i, all) => all.findIndex((other) => other.ffmpeg.path === ffmpeg.path) === i)
const named = decoders.map((decoder) => [decoder.ffmpeg.version, decoder] as const)

/** Ingests a file and returns what was made, and how it was told. */
async function ingested(path: string, decoder?: Decoder) {
  const folder = await testFolder()
  const storage = folderStorage(folder)
  const ingest = makeIngest({ tools, storage, ...(decoder && { decoders: [decoder] }) })
  const facts = await ingest.probe(path, signal)
  const parts: MediaPart[] = []
  const progress: number[] = []
  const { energyKey } = await ingest.prepare(
    { videoId: 'v', path, facts, have: {} },
    {
      signal,
      onPart: async (part) => {
        parts.push(part)
      },
      onProgress: ({ percent }) => progress.push(percent),
    },
  )
  const place = (name: string) => storage.place(videoKey('v', name))
  return { ingest, storage, folder, facts, parts, progress, energyKey, place }
}

const Shape = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
      r_frame_rate: z.string(),
      channels: z.number().optional(),
      start_time: z.coerce.number(),
      duration: z.coerce.number(),
      nb_frames: z.coerce.number().optional(),
    }),
  ),
})

async function shapeOf(file: string) {
  const json = await runFfprobe(tools, ['-v', 'error', '-show_streams', '-of', 'json', file])
  const { streams } = Shape.parse(JSON.parse(json))
  return {
    video: streams.find((stream) => stream.codec_type === 'video'),
    audio: streams.find((stream) => stream.codec_type === 'audio'),
  }
}

async function output(args: string[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  await runFfmpeg({ ffmpeg: requireTool(tools.ffmpeg) }, ['-v', 'error', ...args, 'pipe:1'], {
    onOutput: (chunk) => chunks.push(chunk),
  })
  return Buffer.concat(chunks)
}

/** When the picture turns white, ms; 30 pictures a second from 0. */
async function flashes(file: string): Promise<number[]> {
  const gray = await output([
    ...['-i', file, '-an', '-vf', 'scale=1:1:flags=area', '-vsync', '0'],
    ...['-pix_fmt', 'gray', '-f', 'rawvideo'],
  ])
  return [...gray].flatMap((level, i) =>
    level > 128 && (i === 0 || (gray[i - 1] ?? 0) <= 128) ? (i * 1000) / 30 : [],
  )
}

/** When the tone sets in, ms. */
async function beeps(file: string): Promise<number[]> {
  const raw = await output(['-i', file, '-vn', '-ac', '1', '-ar', '16000', '-f', 's16le'])
  const samples = new Int16Array(Uint8Array.from(raw).buffer)
  const found: number[] = []
  let lastLoud = Number.NEGATIVE_INFINITY
  for (const [i, sample] of samples.entries()) {
    if (Math.abs(sample) < 3000) continue
    if (i - lastLoud > 8000) found.push(i / 16)
    lastLoud = i
  }
  return found
}

/** The flashes and beeps of a file that was in sync to begin with, still in sync. */
async function expectInSync(file: string, expected: number[]) {
  const [seen, heard] = [await flashes(file), await beeps(file)]
  expect(seen.length).toBe(expected.length)
  for (const [i, at] of expected.entries()) {
    // A picture lasts 33 ms; encoders of sound begin up to 25 ms early or late.
    expect(Math.abs((seen[i] ?? -1) - at)).toBeLessThanOrEqual(34)
    expect(Math.abs((heard[i] ?? -1) - at)).toBeLessThanOrEqual(30)
  }
}

test('an upload becomes everything the editor works with, and the preview comes first', async () => {
  const file = join(await testFolder(), 'talk.mov')
  await makeMedia(file, [...picture(5, '1280x720'), ...tone(5), ...h264])
  const { facts, parts, progress, place, folder, energyKey } = await ingested(file)

  const order = parts.map(({ metadata }) => Object.keys(metadata)[0])
  expect(order).toEqual(['poster', 'proxy', 'peaks', 'filmstrip'])
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(facts).toMatchObject({ video: { width: 1280, height: 720, fps: 25 } })

  const { video, audio } = await shapeOf(await place('proxy.mp4'))
  expect(video).toMatchObject({ width: 960, height: 540, r_frame_rate: '30/1', nb_frames: 150 })
  expect(audio).toMatchObject({ channels: 2, codec_name: 'aac' })
  const head = await readFile(await place('proxy.mp4'))
  expect(head.indexOf('moov')).toBeLessThan(head.indexOf('mdat'))

  const sheet = await shapeOf(await place('filmstrip.jpg'))
  expect(sheet.video).toMatchObject({ width: 160 * 5, height: 90 })
  expect((await shapeOf(await place('poster.jpg'))).video?.width).toBe(1280)

  const peaks = await readFile(await place('peaks.bin'))
  expect(Math.abs(peaks.length - 250)).toBeLessThanOrEqual(2)
  expect(Math.max(...peaks)).toBeGreaterThan(20)
  expect(energyKey).toBe(videoKey('v', 'energy.bin'))
  expect((await stat(await place('energy.bin'))).size / 4).toBeGreaterThanOrEqual(50)
  // Nothing half-made is left.
  expect(
    (await readdir(join(folder, 'videos/v'))).filter((name) => name.includes('.part')),
  ).toEqual([])
})

test('each picture of the filmstrip is the one shown where its stretch begins', async () => {
  const file = join(await testFolder(), 'brighter.mp4')
  // Twenty levels brighter each second.
  const source = `color=black:size=320x180:rate=25:duration=9,geq=lum='20+T*20':cb=128:cr=128`
  await makeMedia(file, ['-f', 'lavfi', '-i', source, ...h264])
  const { parts, place } = await ingested(file)
  const strip = parts.at(-1)?.metadata.filmstrip
  expect(strip).toMatchObject({ everyMs: 1000, count: 9, columns: 9, width: 160, height: 90 })
  const levels = await output([
    ...['-i', await place('filmstrip.jpg'), '-vf', 'scale=9:1:flags=area'],
    ...['-pix_fmt', 'gray', '-f', 'rawvideo'],
  ])
  const first = levels[0] ?? 0
  for (const [i, level] of [...levels].entries()) {
    // In full range a second is 23 levels; half a second off would show.
    expect(Math.abs(level - first - i * 23.3)).toBeLessThan(9)
  }
})

test('what is coded for a brighter screen is brought down to ours', async () => {
  const file = join(await testFolder(), 'hdr.mp4')
  const coding = 'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc'
  await makeMedia(file, [
    ...[...picture(2), '-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le'],
    ...['-x265-params', `log-level=none:${coding}`],
  ])
  const { facts, place } = await ingested(file)
  expect(facts.video?.hdr).toBe(true)
  const colours = await runFfprobe(tools, [
    ...['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=pix_fmt,color_transfer'],
    ...['-of', 'csv=p=0', await place('proxy.mp4')],
  ])
  expect(colours.trim()).toBe('yuv420p,bt709')
})

test('pictures that stand alone come every half second', async () => {
  const file = join(await testFolder(), 'talk.mp4')
  await makeMedia(file, [...picture(4), ...h264, '-g', '250'])
  const { place } = await ingested(file)
  const flags = await runFfprobe(tools, [
    ...['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=flags', '-of', 'csv=p=0'],
    await place('proxy.mp4'),
  ])
  const keys = flags.split('\n').flatMap((flag, i) => (flag.startsWith('K') ? i : []))
  for (const [i, at] of keys.entries()) expect(at - (keys[i - 1] ?? 0)).toBeLessThanOrEqual(15)
})

test.each(named)('%s keeps picture and sound together', async (_, decoder) => {
  const file = join(await testFolder(), 'talk.mp4')
  await makeMedia(file, [...flashAndBeep(5, '30000/1001'), ...h264])
  const { place } = await ingested(file, decoder)
  await expectInSync(await place('proxy.mp4'), [0, 1000, 2000, 3000, 4000])
  expect((await beeps(await place('speech.wav'))).map(Math.round)).toHaveLength(5)
})

test.each(named)('%s starts a file at 0 that begins elsewhere', async (_, decoder) => {
  const folder = await testFolder()
  const plain = await makeMedia(join(folder, 'plain.mkv'), [...flashAndBeep(5), ...h264])
  const late = join(folder, 'late.mkv')
  await makeMedia(late, ['-i', plain, '-c', 'copy', '-output_ts_offset', '7.3'])
  const { place } = await ingested(late, decoder)
  await expectInSync(await place('proxy.mp4'), [0, 1000, 2000, 3000, 4000])
})

test.each(named)('%s fills in where the picture begins after the sound', async (_, decoder) => {
  const folder = await testFolder()
  const plain = await makeMedia(join(folder, 'plain.mkv'), [...flashAndBeep(5), ...h264])
  const file = join(folder, 'late-picture.mkv')
  // The picture is put off by half a second, sound is not: so its flashes are half a second late.
  await makeMedia(file, [
    ...['-itsoffset', '0.5', '-i', plain, '-i', plain],
    ...['-map', '0:v', '-map', '1:a', '-c', 'copy'],
  ])
  const { facts, place } = await ingested(file, decoder)
  expect(Math.abs((facts.video?.startMs ?? 0) - 500)).toBeLessThanOrEqual(5)
  const seen = await flashes(await place('proxy.mp4'))
  const heard = await beeps(await place('proxy.mp4'))
  // Its first picture is white and stands from the start.
  expect(seen[0]).toBe(0)
  expect(Math.abs((seen[1] ?? 0) - 1500)).toBeLessThanOrEqual(34)
  expect(Math.abs((heard[1] ?? 0) - 1000)).toBeLessThanOrEqual(30)
})

test.each(named)('%s fills in where the sound begins after the picture', async (_, decoder) => {
  const folder = await testFolder()
  const plain = await makeMedia(join(folder, 'plain.mkv'), [...flashAndBeep(5), ...h264])
  const file = join(folder, 'late-sound.mkv')
  await makeMedia(file, [
    ...['-i', plain, '-itsoffset', '0.7', '-i', plain],
    ...['-map', '0:v', '-map', '1:a', '-c', 'copy'],
  ])
  const { place } = await ingested(file, decoder)
  for (const name of ['proxy.mp4', 'speech.wav']) {
    const heard = await beeps(await place(name))
    expect(Math.abs((heard[0] ?? 0) - 700)).toBeLessThanOrEqual(30)
    expect(Math.abs((heard[4] ?? 0) - 4700)).toBeLessThanOrEqual(30)
  }
  expect((await flashes(await place('proxy.mp4'))).map(Math.round)).toEqual([
    0, 1000, 2000, 3000, 4000,
  ])
})

test.each(named)('%s makes uneven frames even', async (_, decoder) => {
  const folder = await testFolder()
  const plain = await makeMedia(join(folder, 'plain.mkv'), [...flashAndBeep(6), ...h264])
  const file = join(folder, 'uneven.mp4')
  // Seconds 2 to 4 keep every fifth picture only.
  await makeMedia(file, [
    ...['-i', plain, '-vf', "select='if(between(t,2,4),not(mod(n,5)),1)'", '-vsync', 'vfr'],
    ...h264,
  ])
  const { facts, place } = await ingested(file, decoder)
  expect(facts.video?.variableFrameRate).toBe(true)
  const { video } = await shapeOf(await place('proxy.mp4'))
  expect(video?.r_frame_rate).toBe('30/1')
  expect(Math.abs((video?.nb_frames ?? 0) - 180)).toBeLessThanOrEqual(5)
  const seen = await flashes(await place('proxy.mp4'))
  expect(seen).toHaveLength(6)
  for (const [i, at] of seen.entries()) expect(Math.abs(at - i * 1000)).toBeLessThanOrEqual(170)
})

test.each(named)('%s turns a picture upright', async (_, decoder) => {
  const folder = await testFolder()
  // White above, black below.
  const halves = 'color=black:size=320x180:rate=25:duration=2,drawbox=0:0:320:90:white:t=fill'
  const plain = await makeMedia(join(folder, 'a.mp4'), ['-f', 'lavfi', '-i', halves, ...h264])
  const turned = join(folder, 'turned.mp4')
  await makeMedia(turned, ['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90'])
  const { facts, place } = await ingested(turned, decoder)
  const { video } = await shapeOf(await place('proxy.mp4'))
  expect(video).toMatchObject({ width: 180, height: 320 })
  // The white half is now at one side, on the side the file says.
  const corner = await output([
    ...['-i', await place('proxy.mp4'), '-frames:v', '1', '-vf', 'scale=2:1:flags=area'],
    ...['-pix_fmt', 'gray', '-f', 'rawvideo'],
  ])
  const whiteIsLeft = (corner[0] ?? 0) > (corner[1] ?? 0)
  expect(whiteIsLeft).toBe(facts.video?.rotation === 270)
})

test('six channels become two', async () => {
  const file = join(await testFolder(), 'surround.mkv')
  const sound = ['-f', 'lavfi', '-i', 'anoisesrc=d=2:a=0.2,aformat=channel_layouts=5.1']
  await makeMedia(file, [...picture(2), ...sound, ...h264, '-c:a', 'ac3'])
  const { facts, place } = await ingested(file)
  expect(facts.audio?.channels).toBe(6)
  expect((await shapeOf(await place('proxy.mp4'))).audio?.channels).toBe(2)
})

test('a video without sound, and sound without a picture, are worked on as they are', async () => {
  const folder = await testFolder()
  const silent = await ingested(await makeMedia(join(folder, 'a.mp4'), [...picture(2), ...h264]))
  expect(silent.energyKey).toBeNull()
  expect(silent.parts.flatMap(({ metadata }) => Object.keys(metadata))).not.toContain('speech')

  const sound = await ingested(await makeMedia(join(folder, 'a.mp3'), tone(3)))
  expect(sound.parts.flatMap(({ metadata }) => Object.keys(metadata))).toEqual([
    'proxy',
    'speech',
    'peaks',
  ])
  const { video, audio } = await shapeOf(await sound.place('proxy.mp4'))
  expect(video).toBeUndefined()
  expect(audio?.duration).toBeGreaterThan(2.9)
})

test('what is there already is not made again', async () => {
  const file = join(await testFolder(), 'talk.mp4')
  await makeMedia(file, [...picture(2), ...tone(2), ...h264])
  const { ingest, facts, parts } = await ingested(file)
  const have = Object.assign({}, ...parts.map(({ metadata }) => metadata))
  const again: MediaPart[] = []
  const options = {
    signal,
    onPart: async (part: MediaPart) => {
      again.push(part)
    },
    onProgress() {},
  }
  await ingest.prepare({ videoId: 'v', path: file, facts, have }, options)
  expect(again).toEqual([])
})

test('a stop leaves nothing half-made', async () => {
  const folder = await testFolder()
  const file = await makeMedia(join(folder, 'talk.mp4'), [...picture(12, '960x540'), ...h264])
  const ingest = makeIngest({ tools, storage: folderStorage(folder) })
  const facts = await ingest.probe(file, signal)
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const asked = ingest.prepare(
    { videoId: 'v', path: file, facts, have: {} },
    {
      signal: stop.signal,
      onPart: async () => {},
      onProgress: ({ percent }) => percent > 5 && stop.abort(),
    },
  )
  await expect(asked).rejects.toThrow()
  expect(await readdir(join(folder, 'videos/v'))).toEqual(['poster.jpg'])
})

test('finds cuts to the picture, and takes movement for no cut', async () => {
  const folder = await testFolder()
  const shot = (source: string, seconds: number) => `${source},trim=duration=${seconds},setsar=1`
  const size = 'size=640x360:rate=30'
  const shots = [
    shot(`testsrc=${size}`, 2.4),
    shot(`smptebars=${size}`, 1.7),
    // A slow drive over one big picture.
    shot(`mandelbrot=${size}:start_scale=0.6:end_scale=0.3:end_pts=120,hue=s=0.6`, 4),
    shot(`color=navy:${size},drawbox=100:60:200:200:orange:t=fill`, 2.2),
    shot(`testsrc2=${size},hue=h=90`, 3),
  ]
  const graph = `${shots.map((one, i) => `${one}[s${i}]`).join(';')};${shots.map((_, i) => `[s${i}]`).join('')}concat=n=${shots.length}:v=1:a=0[v]`
  const file = join(folder, 'cuts.mp4')
  await makeMedia(file, ['-filter_complex', graph, '-map', '[v]', ...h264])
  const { ingest, facts } = await ingested(file)
  const found = await ingest.scenes(
    { videoId: 'v', durationMs: facts.durationMs },
    { signal, onProgress() {} },
  )
  const expected = [2400, 4100, 8100, 10_300]
  expect(found).toHaveLength(expected.length)
  for (const [i, at] of expected.entries()) {
    expect(Math.abs((found[i] ?? 0) - at)).toBeLessThanOrEqual(67)
  }
})
