import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Arrangement, piecesOf } from '#core/arrangement.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { cutList } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { toText } from '#core/subtitles.ts'
import { ms } from '#core/time.ts'
import { launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { readSamples } from './numbered-film.fixtures.ts'
import { renderClip } from './render-clip.ts'
import { findTools } from './tools.ts'

const WORDS = 20
const RATE = 48_000
/** Each word is a tone of its own that swells and dies within its 300 ms, Hz. */
const pitch = (word: number) => 400 + 60 * word
const talk =
  "aevalsrc='0.3*sin(2*PI*(400+60*floor(t/0.4))*t)*sin(PI*mod(t,0.4)/0.3)*lt(mod(t,0.4),0.3)':s=48000:d=8"

/** A quiet place between two words. */
const before = (word: number) => ms(word * 400 - 50)
const told: Arrangement = {
  opensWith: { from: before(15), to: before(18), quote: '' },
  skips: [{ from: before(5), to: before(10), quote: '', why: 'tangent' }],
}
const order = [15, 16, 17, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]

test('a clip that opens with its payoff and skips a tangent is heard in that order, without a seam', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-pieces-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const tools = await findTools()
  const browser = await launchDrawingBrowser(tools)
  onTestFinished(() => browser.close())
  const path = join(folder, 'talk.wav')
  await runFfmpeg(tools, ['-y', '-f', 'lavfi', '-i', talk, path])
  const spoken = clipOf(Array.from({ length: WORDS }, (_, i) => `word${i}`).join(' '))
  const project = {
    ...spoken,
    pieces: piecesOf({ from: before(1), to: ms(8000) }, told).map((range, i) => ({
      ...range,
      ...{ id: `t${i}.h`, take: `t${i}` },
    })),
  }
  const out = join(folder, 'out.mp4')
  await renderClip({
    ...{ project, shape: '1:1', out, tools, browser, workDir: join(folder, 'work') },
    source: { path, width: 0, height: 0, durationMs: 8000, hasVideo: false, hasAudio: true },
    assets: {},
    settings: ExportSettings.parse({ quality: 'draft', resolution: { width: 180, height: 180 } }),
  })
  const samples = await readSamples(tools, out)

  const heard: number[] = []
  let start = 0
  const seams: number[] = []
  for (const { from, to } of cutList(project)) {
    for (let word = 0; word < WORDS; word++) {
      const middle = word * 400 + 150
      if (middle > from && middle < to) heard.push(loudestWord(samples, start + middle - from))
    }
    start += to - from
    seams.push(start)
  }
  expect(heard).toEqual(order)
  expect(toText(project).match(/\d+/g)?.map(Number)).toEqual(order)

  // Between the words on both sides of a seam it is as quiet as between any two.
  const loudest = peak(samples, 0, samples.length)
  for (const seam of seams.slice(0, -1)) {
    const at = Math.round((seam / 1000) * RATE)
    expect(peak(samples, at - 720, at + 720)).toBeLessThan(loudest / 50)
  }
})

/** Which word's tone sounds most in the 100 ms around a time. */
function loudestWord(samples: Int16Array, atMs: number): number {
  const from = Math.round(((atMs - 50) / 1000) * RATE)
  const power = (hz: number) => {
    let [re, im] = [0, 0]
    for (let i = 0; i < RATE / 10; i++) {
      const turn = (2 * Math.PI * hz * i) / RATE
      re += (samples[from + i] ?? 0) * Math.cos(turn)
      im += (samples[from + i] ?? 0) * Math.sin(turn)
    }
    return re * re + im * im
  }
  const powers = Array.from({ length: WORDS }, (_, word) => power(pitch(word)))
  return powers.indexOf(Math.max(...powers))
}

function peak(samples: Int16Array, from: number, to: number): number {
  let most = 0
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(samples[i] ?? 0))
  return most
}
