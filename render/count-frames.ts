import { runFfprobe } from './ffmpeg.ts'
import { mp4Frames } from './mp4-frames.ts'
import type { Tools } from './tools.ts'

/** How many frames a film of our own has: from its index where that tells, else by counting them. */
export const countFrames = async (tools: Tools, file: string): Promise<number> =>
  (await mp4Frames(file)) || (await countPackets(tools, file))

async function countPackets(tools: Tools, file: string): Promise<number> {
  const counted = await runFfprobe(tools, [
    ...['-v', 'error', '-select_streams', 'v:0', '-count_packets'],
    ...['-show_entries', 'stream=nb_read_packets', '-of', 'csv=p=0', file],
  ])
  return Number.parseInt(counted.trim(), 10)
}
