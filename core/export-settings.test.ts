import { expect, test } from 'vitest'
import {
  ExportSettings,
  pictureSize,
  plainExport,
  readResolution,
  requireEncoders,
} from './export-settings.ts'

const problem = (settings: object) => ExportSettings.safeParse(settings).error?.issues[0]?.message

test('nothing said means what every site takes', () => {
  expect(plainExport).toEqual({
    format: 'mp4',
    codec: 'h264',
    quality: 'high',
    bitrate: null,
    resolution: null,
    fps: 30,
    audioBitrate: 192,
  })
})

test.each([
  ['webm', 'vp9', 30],
  ['mov', 'prores', 30],
  ['gif', 'gif', 15],
] as const)('%s brings its own codec and rate', (format, codec, fps) => {
  expect(ExportSettings.parse({ format })).toMatchObject({ format, codec, fps })
})

test.each([
  [{ format: 'webm', codec: 'h264' }, 'WebM does not take H.264. It takes VP9.'],
  [{ codec: 'vp9' }, 'MP4 does not take VP9. It takes H.264 or HEVC.'],
  [{ fps: 29 }, 'MP4 is made with 24, 25, 30, 50, 60 pictures a second.'],
  [{ format: 'gif', fps: 60 }, 'GIF is made with 10, 15, 20, 25 pictures a second.'],
  [{ format: 'gif', bitrate: 900 }, 'GIF has no bitrate to choose; choose a size instead.'],
  [{ bitrate: 10 }, 'The bitrate is at least 200 kbit/s.'],
  [{ audioBitrate: 999 }, 'The sound’s bitrate is at most 320 kbit/s.'],
  [
    { resolution: { width: 1081, height: 1920 } },
    'A side of the picture is an even number of pixels.',
  ],
])('%j is refused in plain words', (settings, message) => {
  expect(problem(settings)).toBe(message)
})

test('settings read back are themselves', () => {
  const settings = ExportSettings.parse({ codec: 'hevc', bitrate: 5000, fps: 60 })
  expect(ExportSettings.parse(JSON.parse(JSON.stringify(settings)))).toEqual(settings)
})

test('the picture has the shape’s size, or the asked one of that shape', () => {
  expect(pictureSize(plainExport, '9:16')).toEqual({ width: 1080, height: 1920 })
  const small = { format: 'mp4', resolution: { width: 720, height: 1280 } } as const
  expect(pictureSize(small, '9:16')).toEqual({ width: 720, height: 1280 })
  expect(pictureSize({ format: 'gif', resolution: null }, '16:9')).toEqual({
    width: 854,
    height: 480,
  })
  expect(() => pictureSize(small, '1:1')).toThrow('720×1280 is not 1:1. 1280×1280 would be.')
})

test('a resolution is read as the API writes it', () => {
  expect(readResolution('1080x1920')).toEqual({ width: 1080, height: 1920 })
  for (const text of ['1080', '1080x', 'x1920', '1080x1920x3', '1e3x1920'])
    expect(readResolution(text)).toBeNull()
})

test('an FFmpeg without the encoder is named, with a way on', () => {
  const poor = new Set(['libx264', 'aac'])
  expect(() => requireEncoders(plainExport, poor)).not.toThrow()
  expect(() => requireEncoders(ExportSettings.parse({ format: 'webm' }), poor)).toThrow(
    'This machine cannot write WebM with VP9: its FFmpeg was built without libvpx-vp9 and libopus. ' +
      'Choose MP4 with H.264, or install a fuller FFmpeg.',
  )
})
