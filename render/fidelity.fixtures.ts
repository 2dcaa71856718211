import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser, renderFrames, selectComposition } from '@remotion/renderer'
import type { StyleName } from '#core/caption-style.ts'
import type { Shape } from '#core/shape.ts'
import type { Box } from '#remotion/caption-layout.ts'
import { type FidelityText, lookedAt, textNames } from '#remotion/fidelity-cells.fixtures.ts'
import type { FidelityPage } from '#remotion/fidelity-page.fixtures.tsx'
import type { FidelityReelProps } from '#remotion/fidelity-reel.fixtures.tsx'
import { remotionBrowserOptions } from './browser.ts'
import { bundleForRemotion, bundlePage } from './bundle.ts'
import { launchDrawingBrowser } from './drawing-browser.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { freePort } from './render-with-remotion.ts'
import type { Tools } from './tools.ts'

/** One text of one style in one shape, as the three ways to a picture show it. */
export type FidelityCell = {
  name: StyleName
  shape: Shape
  text: FidelityText
  frame: number
  /** Structural similarity to the sheets, 1 is the same; null where a path was not asked. */
  player: number
  remotion: number | null
}

export type FidelityStrip = {
  name: StyleName
  shape: Shape
  band: Box
  cells: FidelityCell[]
  /** Words whose text or place differs: in the Player at full size, and in a small one. */
  misplaced: { full: string[]; small: string[] }
  /** The strip as the Player shows it. */
  picture: string
}

type Words = ReturnType<FidelityPage['words']>

/** A small preview rounds to px of its own: this far a word may be off, px of the full picture. */
const SMALL = 0.25
const OFF = { full: 0.1, small: 1.5 }

export type FidelityTester = {
  /** Draws and compares the strips of some styles in one shape. */
  compare: (names: StyleName[], shape: Shape) => Promise<FidelityStrip[]>
  close: () => Promise<void>
}

/** Bundles the pages and starts the browser. `folder` keeps the pictures. */
export async function openFidelityTester(
  tools: Tools,
  folder: string,
  withRemotion: boolean,
): Promise<FidelityTester> {
  const pageBundle = join(folder, 'page')
  const reelBundle = join(folder, 'reel')
  await bundlePage('remotion/fidelity-page.fixtures.tsx', pageBundle)
  if (withRemotion) await bundleForRemotion(reelBundle, 'remotion/fidelity-reel.fixtures.tsx')
  const browser = await launchDrawingBrowser(tools)
  const page = await browser.open(pageBundle)
  const ask = <Name extends keyof FidelityPage>(
    name: Name,
    ...args: Parameters<FidelityPage[Name]>
  ) => page.call<Awaited<ReturnType<FidelityPage[Name]>>>(name, ...args)
  const rows = textNames.length * lookedAt.length

  async function strip(name: StyleName, shape: Shape) {
    const place = join(folder, `${name}-${shape.replace(':', 'x')}`)
    await mkdir(place, { recursive: true })
    const band = await ask('sheets', name, shape)
    const sheets = join(place, 'sheets.tga')
    await writeFile(sheets, await page.handedOut())
    const sheetWords = await ask('words')
    await ask('players', name, shape, band, 1)
    const players = join(place, 'players.png')
    await writeFile(players, await page.picture(band.width, band.height * rows))
    const playerWords = await ask('words')
    await ask('players', name, shape, band, SMALL)
    const smallWords = await ask('words')
    return {
      ...{ name, shape, band, sheets, players },
      misplaced: {
        full: misplaced(sheetWords, playerWords, OFF.full),
        small: misplaced(sheetWords, smallWords, OFF.small),
      },
    }
  }

  // One browser for all that Remotion draws: each start takes seconds.
  const { logLevel: _, browserExecutable, ...how } = remotionBrowserOptions(tools)
  const puppeteerInstance = withRemotion
    ? await openBrowser('chrome', { browserExecutable, ...how })
    : null

  /** A picture a strip, each of that strip's own size: the tallest is many times the lowest. */
  async function asRemotionDraws(strips: FidelityReelProps['strips'], shape: Shape) {
    if (!puppeteerInstance) return []
    const inputProps: FidelityReelProps = { shape, strips }
    const shared = {
      ...{ ...remotionBrowserOptions(tools), puppeteerInstance, serveUrl: reelBundle, inputProps },
      // A picture of many cells takes its time, and longer where others work too.
      timeoutInMilliseconds: 180_000,
      port: await freePort(),
    }
    const composition = await selectComposition({ ...shared, id: 'reel' })
    const files: string[] = []
    for (const [index, { band }] of strips.entries()) {
      const file = join(folder, `remotion-${shape.replace(':', 'x')}-${index}.png`)
      await renderFrames({
        ...shared,
        composition: { ...composition, width: band.width, height: band.height * rows },
        imageFormat: 'png',
        outputDir: null,
        muted: true,
        frameRange: [index, index],
        concurrency: 1,
        onStart: () => {},
        onFrameUpdate: () => {},
        onFrameBuffer: (buffer) => {
          writing.push(writeFile(file, buffer))
        },
      })
      files.push(file)
    }
    await Promise.all(writing.splice(0))
    return files
  }
  const writing: Promise<void>[] = []

  return {
    async compare(names, shape) {
      const drawn: Awaited<ReturnType<typeof strip>>[] = []
      for (const name of names) drawn.push(await strip(name, shape))
      const byRemotion = withRemotion
        ? await asRemotionDraws(
            drawn.map(({ name, band }) => ({ name, band })),
            shape,
          )
        : []
      const strips: FidelityStrip[] = []
      for (const [i, one] of drawn.entries()) {
        const crop = `crop=${one.band.width}:${one.band.height * rows}:0:0,format=rgba`
        const read = (file: string) => readPixels(tools, file, crop)
        const sheets = await read(one.sheets)
        const players = await read(one.players)
        const remotion = byRemotion[i] ? await read(byRemotion[i]) : null
        const size = one.band.width * one.band.height * 4
        const cells = Array.from({ length: rows }, (_, row): FidelityCell => {
          const cell = (strip: Buffer) => strip.subarray(row * size, (row + 1) * size)
          return {
            ...{ name: one.name, shape },
            text: textNames[Math.floor(row / lookedAt.length)] ?? 'Empty',
            frame: lookedAt[row % lookedAt.length] ?? 0,
            player: similarity(cell(sheets), cell(players), one.band.width),
            remotion: remotion && similarity(cell(sheets), cell(remotion), one.band.width),
          }
        })
        strips.push({ ...one, cells, picture: one.players })
      }
      return strips
    },
    async close() {
      await browser.close()
      await puppeteerInstance?.close({ silent: true })
    },
  }
}

/** Words that differ in text or lie further than `off` px from where they should. */
function misplaced(expected: Words, shown: Words, off: number): string[] {
  if (expected.length !== shown.length) return [`${shown.length} words of ${expected.length}`]
  return expected.flatMap((word, i) => {
    const other = shown[i]
    const near =
      other?.text === word.text &&
      (['x', 'y', 'width', 'height'] as const).every(
        (side) => Math.abs(other[side] - word[side]) <= off,
      )
    return near ? [] : [`${word.text} → ${other?.text}`]
  })
}

const WINDOW = 8
/** Each px lies in one window. */
const STRIDE = 8
/** Constants of the measure for light from 0 to 255 (Wang et al., 2004). */
const [C1, C2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2]

/**
 * Mean structural similarity of the light of two pictures over grey, in windows of 8 × 8 px. Windows
 * in which neither draws anything are left out: they would hide what differs. Two empty pictures are 1.
 */
export function similarity(a: Uint8Array, b: Uint8Array, width: number): number {
  const height = a.length / 4 / width
  const [x, y] = [lightOf(a), lightOf(b)]
  let [sum, count] = [0, 0]
  for (let top = 0; top + WINDOW <= height; top += STRIDE) {
    for (let left = 0; left + WINDOW <= width; left += STRIDE) {
      let [sumX, sumY, sumXX, sumYY, sumXY, ink] = [0, 0, 0, 0, 0, 0]
      for (let row = top; row < top + WINDOW; row++) {
        for (let i = row * width + left; i < row * width + left + WINDOW; i++) {
          const [p, q] = [x[i] ?? 0, y[i] ?? 0]
          ink |= (a[i * 4 + 3] ?? 0) | (b[i * 4 + 3] ?? 0)
          sumX += p
          sumY += q
          sumXX += p * p
          sumYY += q * q
          sumXY += p * q
        }
      }
      if (ink === 0) continue
      const n = WINDOW * WINDOW
      const [meanX, meanY] = [sumX / n, sumY / n]
      const [varX, varY] = [sumXX / n - meanX * meanX, sumYY / n - meanY * meanY]
      const both = sumXY / n - meanX * meanY
      sum +=
        ((2 * meanX * meanY + C1) * (2 * both + C2)) /
        ((meanX * meanX + meanY * meanY + C1) * (varX + varY + C2))
      count++
    }
  }
  return count === 0 ? 1 : sum / count
}

/** Light over middle grey, 0–255. */
function lightOf(rgba: Uint8Array): Float32Array {
  const light = new Float32Array(rgba.length / 4)
  for (let i = 0; i < light.length; i++) {
    const [r, g, b, alpha] = [rgba[i * 4], rgba[i * 4 + 1], rgba[i * 4 + 2], rgba[i * 4 + 3]]
    const own = 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
    light[i] = 128 + ((own - 128) * (alpha ?? 0)) / 255
  }
  return light
}
