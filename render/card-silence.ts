import { join } from 'node:path'
import { type Card, filmStretches } from '#core/card.ts'
import { FPS } from '#core/time.ts'
import { runFfmpeg } from './ffmpeg.ts'
import type { RenderJob } from './render-clip.ts'

/** Samples a second of what is mixed. */
const RATE = 48_000

/** The clip's sound with silence where its cards are shown. */
export async function silenceForCards(
  { cards, frames, folder, tools, signal }: RenderJob,
  wav: string,
): Promise<string> {
  if (cards.length === 0) return wav
  const samples = (count: number) => Math.round((count * RATE) / FPS)
  const stretches = filmStretches<Card>(cards, frames)
  const heard = stretches.filter((one) => !('card' in one)).length
  const outlets = Array.from({ length: heard }, (_, i) => `[a${i}]`)
  let next = 0
  const chains = stretches.map((one, i) => {
    if ('card' in one) {
      const end = samples(one.card.frames)
      return `anullsrc=r=${RATE}:cl=stereo,atrim=end_sample=${end}[p${i}]`
    }
    const [from, to] = [samples(one.from), samples(one.to)]
    const outlet = `${outlets[next++]}atrim=start_sample=${from}:end_sample=${to}`
    return `${outlet},asetpts=PTS-STARTPTS[p${i}]`
  })
  const parts = stretches.map((_, i) => `[p${i}]`).join('')
  const file = join(folder, 'sound-with-cards.wav')
  await runFfmpeg(
    tools,
    [
      ...['-y', '-i', wav, '-filter_complex'],
      [
        `[0:a]aformat=sample_rates=${RATE}:channel_layouts=stereo,asplit=${heard}${outlets.join('')}`,
        ...chains,
        `${parts}concat=n=${stretches.length}:v=0:a=1[out]`,
      ].join(';'),
      ...['-map', '[out]', '-c:a', 'pcm_s16le', file],
    ],
    { signal },
  )
  return file
}
