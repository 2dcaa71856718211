import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportSettings } from '#core/export-settings.ts'
import { plainOutput, videoClock } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

type Files = {
  tools: Tools
  folder: string
  settings: ExportSettings
  signal?: AbortSignal | undefined
}

/**
 * No decoder may be used: to find out about each chunk FFmpeg would decode a picture of it, and that is
 * nearly all the work there is in joining. What is copied needs none.
 */
const unread = ['-codec_whitelist', 'none']

/**
 * Puts the film together: its chunks one after another, as they are, beside its sound. Each chunk's
 * place is written down, in µs from the start, so that no rounding adds up.
 */
export async function joinFilm(
  { tools, folder, settings, signal }: Files,
  chunks: { file: string; frames: number }[],
  /** Null for a film that carries none. */
  sound: string | null,
): Promise<string> {
  let frames = 0
  const at = (frame: number) => Math.round((frame * 1_000_000) / settings.fps)
  const lines = chunks.map((chunk) => {
    const from = at(frames)
    frames += chunk.frames
    return `file '${chunk.file.replaceAll("'", "'\\''")}'\nduration ${((at(frames) - from) / 1_000_000).toFixed(6)}\n`
  })
  await writeFile(join(folder, 'chunks.txt'), `ffconcat version 1.0\n${lines.join('')}`)
  // A GIF is made from a film that is one already.
  const container = settings.format === 'gif' ? 'mp4' : settings.format
  const file = join(folder, `film.${container}`)
  await runFfmpeg(
    tools,
    [
      ...['-y', ...unread, '-f', 'concat', '-safe', '0', '-i', 'chunks.txt'],
      ...(sound ? [...unread, '-i', sound] : []),
      ...['-map', '0:v', ...(sound ? ['-map', '1:a'] : []), '-c', 'copy', ...plainOutput],
      ...(container === 'mp4' ? [...videoClock, '-movflags', '+faststart'] : []),
      // Chunks of HEVC would otherwise lose the name Apple's players know.
      ...(settings.codec === 'hevc' ? ['-tag:v', 'hvc1'] : []),
      file,
    ],
    { cwd: folder, signal },
  )
  return file
}
