import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExportSettings, soundEncoderOf } from '#core/export-settings.ts'
import { plainOutput, soundArgs, videoClock } from './encode-settings.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { Tools } from './tools.ts'

type Files = {
  tools: Tools
  folder: string
  settings: ExportSettings
  signal?: AbortSignal | undefined
}

/** Encodes the film's sound, or silence of its length: some sites refuse files without a track. */
export async function encodeSound(
  { tools, folder, settings, signal }: Files,
  wav: string | null,
  seconds: number,
): Promise<string> {
  const encoder = soundEncoderOf[settings.format]
  if (encoder === null) throw new Error(`${settings.format} carries no sound`)
  const file = join(folder, `sound.${settings.format === 'webm' ? 'webm' : 'm4a'}`)
  await runFfmpeg(
    tools,
    [
      ...['-y', ...(wav ? ['-i', wav] : ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo'])],
      ...['-t', seconds.toFixed(6), '-c:a', encoder, ...soundArgs(settings), ...plainOutput, file],
    ],
    { signal },
  )
  return file
}

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
      ...['-y', '-f', 'concat', '-safe', '0', '-i', 'chunks.txt', ...(sound ? ['-i', sound] : [])],
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
