import { expect, test } from 'vitest'
import { plainExport } from '#core/export-settings.ts'
import { fileName, saySettings, settingsOf, usualFile } from './export-file-fields.tsx'

test('the usual file is what a program gets that asks for nothing', () => {
  expect(settingsOf(usualFile, '9:16')).toEqual(plainExport)
})

test('a smaller file keeps its shape, on even px', () => {
  const small = { ...usualFile, side: '720' } as const
  expect(settingsOf(small, '9:16').resolution).toEqual({ width: 720, height: 1280 })
  expect(settingsOf(small, '16:9').resolution).toEqual({ width: 1280, height: 720 })
  expect(settingsOf({ ...small, side: '540' }, '4:5').resolution).toEqual({
    ...{ width: 540, height: 676 },
  })
})

test('a rate that a kind of file does not take is that kind’s own', () => {
  expect(settingsOf({ ...usualFile, fps: 25 }, '1:1').fps).toBe(25)
  expect(settingsOf({ ...usualFile, fps: 25, kind: 'overlay' }, '1:1')).toMatchObject({
    ...{ format: 'mov', codec: 'prores', fps: 30 },
  })
  expect(settingsOf({ ...usualFile, kind: 'gif' }, '1:1')).toMatchObject({ fps: 15 })
})

test('bitrates are those chosen, and a kind of file without them keeps to its own', () => {
  const chosen = { ...usualFile, bitrate: 5000, audioBitrate: 96 }
  expect(settingsOf(chosen, '1:1')).toMatchObject({ bitrate: 5000, audioBitrate: 96 })
  expect(settingsOf({ ...chosen, kind: 'gif' }, '1:1')).toMatchObject({
    ...{ bitrate: null, audioBitrate: 192 },
  })
})

test('four times the size is there for who wants it', () => {
  expect(settingsOf({ ...usualFile, side: '2160' }, '9:16').resolution).toEqual({
    ...{ width: 2160, height: 3840 },
  })
})

test('files are called what people call them', () => {
  expect(fileName(settingsOf({ ...usualFile, kind: 'hevc' }, '1:1'))).toBe('MP4, HEVC')
  expect(fileName(plainExport)).toBe('MP4')
  expect(saySettings(plainExport, '1:1')).toBe('MP4, High, 1080p')
  const gif = settingsOf({ ...usualFile, kind: 'gif', quality: 'draft' }, '9:16')
  expect(saySettings(gif, '9:16')).toBe('GIF, Draft, 480p')
})
