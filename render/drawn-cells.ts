import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { contentName } from './content-name.ts'
import type { ExportCache } from './export-cache.ts'
import type { Cell } from './sheet-feed.ts'

const whole = z.number().int().nonnegative()
/** Which sheet shows a state, in which of its cells, and how long that sheet is in bytes. */
const Index = z.record(z.string(), z.tuple([z.string(), whole, whole]))
type Index = z.infer<typeof Index>

/** States an index remembers; the oldest are forgotten first. */
const MOST = 4000

/** States drawn for earlier exports, so that none that looks the same is drawn again. */
export type DrawnCells = {
  /** The cell of a state by its key; null where it was never drawn, or its sheet is gone or damaged. */
  find(key: string): Promise<Cell | null>
  /** Keeps a new sheet: its file and the keys of its cells in order. */
  add(file: string, keys: string[]): Promise<void>
  /** Writes down what was added. */
  save(): Promise<void>
}

/**
 * `context` is all that decides a cell's picture besides its key: style, shape, band, scale and the
 * code that draws. Sheets are brought into `folder`, where they stay for this export.
 */
export async function openDrawnCells(
  cache: ExportCache,
  context: unknown[],
  cellHeight: number,
  folder: string,
): Promise<DrawnCells> {
  const name = `${contentName('cells', context)}.json`
  const index: Index = (await readIndex(cache, name, folder)) ?? {}
  const here = new Map<string, Promise<string | null>>()
  const bring = (sheet: string, bytes: number) => {
    const place = join(folder, sheet)
    const bringing =
      here.get(sheet) ??
      cache
        .take(sheet, place)
        .then(async (taken) => (taken && (await stat(place)).size === bytes ? place : null))
    here.set(sheet, bringing)
    return bringing
  }
  let added = false
  return {
    async find(key) {
      const known = index[key]
      if (!known) return null
      const [sheet, cell, bytes] = known
      const file = await bring(sheet, bytes)
      return file === null ? null : { file, y: cell * cellHeight }
    },
    async add(file, keys) {
      const sheet = `${contentName('sheet', [context, keys])}.tga`
      await cache.keep(sheet, file)
      const { size } = await stat(file)
      for (const [cell, key] of keys.entries()) {
        delete index[key]
        index[key] = [sheet, cell, size]
      }
      added = true
    },
    async save() {
      if (!added) return
      const file = join(folder, 'cells-known.json')
      await writeFile(file, JSON.stringify(Object.fromEntries(Object.entries(index).slice(-MOST))))
      await cache.keep(name, file)
    },
  }
}

async function readIndex(cache: ExportCache, name: string, folder: string): Promise<Index | null> {
  const file = join(folder, 'cells.json')
  if (!(await cache.take(name, file))) return null
  try {
    return Index.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // Damaged, it is as good as none: the states are drawn again.
    return null
  }
}
