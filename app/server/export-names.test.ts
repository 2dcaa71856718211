import { expect, test } from 'vitest'
import { ExportSettings } from '#core/export-settings.ts'
import { ClipId, RenderId } from '#core/ids.ts'
import type { NamedExport } from '#db/renders.ts'
import { exportNames } from './export-names.ts'

const clipId = ClipId.parse(crypto.randomUUID())
const film = (
  settings: Parameters<typeof ExportSettings.parse>[0] = {},
  more: Partial<NamedExport> = {},
): NamedExport => ({
  ...{ id: RenderId.parse(crypto.randomUUID()), clipId, title: 'Loudest', shape: '9:16' },
  ...{ language: null, spoken: 'en', settings: ExportSettings.parse(settings), ...more },
})
const named = (...exports: NamedExport[]) => exportNames(exports, exports)

test('a file is called after its clip and its shape, and no more', () => {
  const [tall, square] = [film(), film({}, { shape: '1:1' })]
  expect(named(tall, square)).toEqual(['Loudest 9x16', 'Loudest 1x1'])
})

test('where a clip has files in several languages each says its own', () => {
  const [spoken, spanish] = [film(), film({}, { language: 'es' })]
  expect(named(spoken, spanish)).toEqual(['Loudest 9x16 English', 'Loudest 9x16 Español'])
  // Also the one that is taken alone.
  expect(exportNames([spoken], [spoken, spanish])).toEqual(['Loudest 9x16 English'])
  const unknown = { ...spoken, spoken: null }
  expect(named(unknown, spanish)).toEqual(['Loudest 9x16', 'Loudest 9x16 Español'])
})

test('what two files of one shape and language differ in tells them apart, and nothing else', () => {
  const quick = film({ quality: 'draft' })
  expect(named(quick)).toEqual(['Loudest 9x16'])
  expect(named(film(), quick)).toEqual(['Loudest 9x16 High', 'Loudest 9x16 Draft'])
  expect(named(film(), film({ codec: 'hevc' }), film({}, { shape: '1:1' }))).toEqual([
    ...['Loudest 9x16 H264', 'Loudest 9x16 HEVC', 'Loudest 1x1'],
  ])
  const small = { resolution: { width: 720, height: 1280 } }
  expect(named(film(), film(small))).toEqual(['Loudest 9x16 1080p', 'Loudest 9x16 720p'])
  expect(named(film({ fps: 25 }), film({ bitrate: 5000, audioBitrate: 96 }))).toEqual([
    'Loudest 9x16 25 fps sound 192 kbit',
    'Loudest 9x16 30 fps 5000 kbit sound 96 kbit',
  ])
})
