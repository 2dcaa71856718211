import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { captionLooks } from '#core/caption-looks.ts'
import { StyleName } from '#core/caption-style.ts'
import { Shape } from '#core/shape.ts'
import { lookedAt, textNames } from '#remotion/fidelity-cells.fixtures.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { type FidelityStrip, openFidelityTester } from '#render/fidelity.fixtures.ts'
import { findTools } from '#render/tools.ts'

/**
 * Whether the preview is the export: every style, in every shape, with every script, by the Player, by
 * the export's sheets and by Remotion's own renderer. `npm run test:fidelity [-- style …]`
 */
const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const names = asked.length > 0 ? asked.map((name) => StyleName.parse(name)) : StyleName.options
const out = resolve('out/fidelity')
/** The least similarity to the sheets, before encoding. */
const LEAST = 0.99

const started = performance.now()
const tools = await findTools()
await mkdir(out, { recursive: true })
const folder = await mkdtemp(join(tmpdir(), 'cliproom-fidelity-'))
const tester = await openFidelityTester(tools, folder, true)
const strips: FidelityStrip[] = []
try {
  for (const shape of Shape.options) {
    strips.push(...(await tester.compare(names, shape)))
    console.error(`${shape}: ${Math.round((performance.now() - started) / 1000)} s`)
  }
  await contactSheets()
} finally {
  await tester.close()
  await rm(folder, { recursive: true, force: true })
}

const cells = strips.flatMap((strip) => strip.cells)
const least = (numbers: (number | null)[]) => Math.min(...numbers.map((n) => n ?? 1))
console.log(
  `${'style'.padEnd(12)}${'Player'.padStart(9)}${'Remotion'.padStart(10)}${'misplaced'.padStart(11)}  worst cell`,
)
for (const name of names) {
  const own = cells.filter((cell) => cell.name === name)
  const worst = own.reduce((a, b) => (both(a) <= both(b) ? a : b))
  const misplaced = strips
    .filter((strip) => strip.name === name)
    .flatMap((strip) => [...strip.misplaced.full, ...strip.misplaced.small])
  console.log(
    name.padEnd(12) +
      least(own.map((cell) => cell.player))
        .toFixed(5)
        .padStart(9) +
      least(own.map((cell) => cell.remotion))
        .toFixed(5)
        .padStart(10) +
      String(misplaced.length).padStart(11) +
      `  ${worst.text}, ${worst.shape}, frame ${worst.frame}`,
  )
  for (const word of misplaced.slice(0, 3)) console.log(`  ${word}`)
}
const failed = cells.filter((cell) => both(cell) < LEAST)
const misplaced = strips.reduce(
  (sum, { misplaced: { full, small } }) => sum + full.length + small.length,
  0,
)
console.log(`Contact sheets: ${out}`)
console.log(
  JSON.stringify({
    cells: cells.length,
    failed: failed.length,
    misplaced,
    leastPlayer: least(cells.map((cell) => cell.player)),
    leastRemotion: least(cells.map((cell) => cell.remotion)),
    seconds: Math.round((performance.now() - started) / 1000),
  }),
)
process.exitCode = failed.length + misplaced > 0 ? 1 : 0

function both(cell: { player: number; remotion: number | null }) {
  return Math.min(cell.player, cell.remotion ?? 1)
}

/** A picture a style: its shapes side by side, the later of the frames of each text. */
async function contactSheets() {
  for (const name of names) {
    const own = strips.filter((strip) => strip.name === name)
    const ground = ['clear', 'bigword', 'sticker'].includes(name) ? '0xf2efe6' : '0x5b6b8c'
    const rows = textNames.length * lookedAt.length
    const columns = own.map(({ band, shape }) => {
      const width = shape === '16:9' ? 480 : 300
      return { band, width, height: Math.ceil((band.height * rows * width) / band.width / 2) * 2 }
    })
    const height = Math.max(...columns.map((column) => column.height))
    const chains = columns.map(
      ({ band, width, height: own }, i) =>
        `color=${ground}:s=${band.width}x${band.height * rows}:d=1,format=rgb24[g${i}];` +
        `[g${i}][${i}]overlay=format=rgb,scale=${width}:${own},pad=${width + 8}:${height}:4:0:#0e1017[c${i}]`,
    )
    await runFfmpeg(tools, [
      '-y',
      ...own.flatMap((strip) => ['-i', strip.picture]),
      '-filter_complex',
      `${chains.join(';')};${own.map((_, i) => `[c${i}]`).join('')}hstack=${own.length}`,
      ...['-frames:v', '1', join(out, `${name}.png`)],
    ])
    console.error(`${captionLooks[name].title}: ${join(out, `${name}.png`)}`)
  }
}
