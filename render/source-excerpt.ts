import { join } from 'node:path'
import { runFfmpeg, runFfprobe } from './ffmpeg.ts'
import type { RenderJob } from './render-clip.ts'

/** A stretch of the source as a file of its own. */
export type Excerpt = {
  path: string
  /** Where in the source it begins, ms. */
  from: number
}

/** Beyond the last frame that is needed, s: its neighbours decide how it is decoded. */
const AFTER = 1

/**
 * The stretch of the source that the clip is cut from, copied as it is, without its sound, from the
 * key frame before it: a few MB of a recording of hours.
 */
export async function excerptOf(job: RenderJob): Promise<Excerpt> {
  const { cuts, film, source, tools, folder, signal } = job
  if (!film) throw new Error('a source without pictures has no excerpt')
  // A dissolve shows what lies beside its cut.
  const first = Math.max(0, Math.min(...cuts.map(({ from }) => from)) / 1000 - AFTER)
  const last = Math.max(...cuts.map(({ to }) => to)) / 1000 + AFTER
  const from = await keyFrameBefore(job, film.index, first)
  const path = join(folder, 'excerpt.mp4')
  await runFfmpeg(
    tools,
    [
      // A little past the key frame: rounded down it would be the one before.
      ...['-y', '-ss', (from + 0.002).toFixed(6), '-i', source.path],
      ...['-map', `0:${film.index}`, '-t', (last - from).toFixed(6), '-c', 'copy'],
      ...['-avoid_negative_ts', 'make_zero', '-map_metadata', '-1', '-map_chapters', '-1', path],
    ],
    { signal },
  )
  return { path, from: from * 1000 }
}

/** Time of the last key frame that is not after `at`, s from the beginning of the file. */
async function keyFrameBefore(
  { tools, source, signal }: RenderJob,
  stream: number,
  at: number,
): Promise<number> {
  const probe = (args: string[]) =>
    runFfprobe(tools, ['-v', 'error', ...args, '-of', 'csv=p=0', source.path], { signal })
  const start = Number((await probe(['-show_entries', 'format=start_time'])).trim()) || 0
  const said = await probe([
    ...['-select_streams', String(stream), '-read_intervals', `${start + at}%+#1`],
    ...['-show_entries', 'packet=pts_time'],
  ])
  const found = Number.parseFloat(said) - start
  return Number.isFinite(found) && found > 0 ? found : 0
}
