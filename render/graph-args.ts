import { writeFile } from 'node:fs/promises'
import { requireTool, type Tools } from './tools.ts'

/** Linux takes no argument of 128 KiB: some eight hundred cuts of sound. */
const LONGEST = 100_000

/** FFmpeg's arguments for a filter graph; a long one is written to `file`. */
export async function graphArgs(
  tools: Pick<Tools, 'ffmpeg'>,
  chains: string[],
  file: string,
): Promise<string[]> {
  const graph = chains.join(';')
  if (Buffer.byteLength(graph) <= LONGEST) return ['-filter_complex', graph]
  await writeFile(file, graph)
  // Newer ones read any option from a file, and have dropped the option that could always be.
  const major = /^n?(\d+)\./.exec(requireTool(tools.ffmpeg).version)?.[1]
  return [Number(major) >= 7 ? '-/filter_complex' : '-filter_complex_script', file]
}
