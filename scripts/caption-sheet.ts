import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StyleName } from '#core/caption-style.ts'
import { Shape, shapeSize } from '#core/shape.ts'
import { sampleGround, sampleOf } from '#remotion/style-samples.fixtures.ts'
import { readyBundle } from '#render/bundle.ts'
import { drawSheets, sheetPage } from '#render/draw-sheets.ts'
import { launchDrawingBrowser } from '#render/drawing-browser.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { findTools } from '#render/tools.ts'

/**
 * A contact sheet of every caption style in every shape: as the page comes in, at its second word
 * and at the emphasised one. `tsx scripts/caption-sheet.ts [out.png] [text]`
 */
const out = resolve(process.argv[2] ?? 'caption-sheet.png')
const ownText = process.argv[3]

/** Width and height each tile is fitted into. */
const TILE = 380

const tools = await findTools()
const browser = await launchDrawingBrowser(tools)
const folder = await mkdtemp(join(tmpdir(), 'caption-sheet-'))
try {
  const page = await browser.open(await readyBundle())
  const rows: string[] = []
  for (const shape of Shape.options) {
    const columns: string[] = []
    for (const name of StyleName.options) {
      const project = sampleOf(name, ownText)
      const cell = join(folder, `${name}-${shape.replace(':', 'x')}`)
      await mkdir(cell)
      const { plan, files } = await drawSheets({
        project,
        shape,
        page: sheetPage(page),
        folder: cell,
      })
      const emphasised = project.words.findIndex((word) => word.emphasised)
      for (const frame of [1, 19, Math.max(0, emphasised) * 12 + 5]) {
        const state = plan.frames[frame]
        if (state === null || state === undefined) continue
        const tile = join(cell, `tile-${frame}.png`)
        columns.push(tile)
        const { width, height } = shapeSize[shape]
        const { band, cells } = plan
        await runFfmpeg(tools, [
          '-y',
          ...['-f', 'lavfi', '-i', `color=${sampleGround(name)}:s=${width}x${height}:d=1`],
          ...['-i', files[Math.floor(state / cells)] ?? ''],
          '-filter_complex',
          `[1]crop=${band.width}:${band.height}:0:${(state % cells) * band.height}[c];` +
            `[0]format=rgb24[g];[g][c]overlay=${band.x}:${band.y}:format=rgb,` +
            `scale=${TILE}:${TILE}:force_original_aspect_ratio=decrease,` +
            `pad=${TILE + 12}:ih+12:(ow-iw)/2:6:#0e1017`,
          ...['-frames:v', '1', tile],
        ])
      }
    }
    const row = join(folder, `row-${shape.replace(':', 'x')}.png`)
    await stack('hstack', columns, row)
    rows.push(row)
  }
  await mkdir(dirname(out), { recursive: true })
  await stack('vstack', rows, out)
  console.log(out)
} finally {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
}

async function stack(filter: 'hstack' | 'vstack', pictures: string[], to: string) {
  await runFfmpeg(tools, [
    '-y',
    ...pictures.flatMap((picture) => ['-i', picture]),
    ...['-filter_complex', `${filter}=inputs=${pictures.length}`, '-frames:v', '1', to],
  ])
}
