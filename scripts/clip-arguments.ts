import { parseArgs } from 'node:util'
import { StyleName } from '#core/caption-style.ts'
import { Shape } from '#core/shape.ts'

export type ClipArguments = {
  video: string
  transcript: string | null
  count: number
  /** ms */
  min: number
  max: number
  shapes: Shape[]
  style: StyleName
  out: string | null
}

/** Something the person at the keyboard can put right: one plain line, and exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

export const CLIP_HELP = `Makes finished clips of a video.

  npm run clip -- <video> [options]

  --transcript FILE   words made elsewhere: SRT, VTT, or JSON with words and times.
                      Without it a speech engine hears them (TRANSCRIBE_BASE_URL and
                      TRANSCRIBE_API_KEY, TRANSCRIBE_MODEL).
  --count N           how many clips, 1 to 100 (5)
  --min SECONDS       the shortest a clip may be (30)
  --max SECONDS       the longest (90)
  --aspect LIST       shapes, with commas between: ${Shape.options.join(', ')} (9:16)
  --style NAME        captions: ${StyleName.options.join(', ')} (punch)
  --out FOLDER        where the files go (the video's name with -clips)

Writes suggestions.json, transcript.json, an mp4 for each clip and shape, and an srt
for each clip. What fails leaves nothing behind.
`

/** What is asked for; null: help. */
export function clipArguments(args: string[]): ClipArguments | null {
  const { values, positionals } = parsed(args, {
    transcript: { type: 'string' },
    count: { type: 'string' },
    min: { type: 'string' },
    max: { type: 'string' },
    aspect: { type: 'string' },
    style: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help) return null
  const [video, ...more] = positionals
  if (!video) throw new BadInput('Name a video: npm run clip -- talk.mp4')
  if (more.length > 0) throw new BadInput(`One video at a time: "${more[0]}" is one too many.`)
  const min = numberOf('min', values.min, 30, 1, 3600)
  const max = numberOf('max', values.max, Math.max(90, min), 2, 3600)
  if (max < min) throw new BadInput('--max must not be less than --min.')
  return {
    video,
    transcript: values.transcript ?? null,
    count: wholeNumberOf('count', values.count, 5, 1, 100),
    min: Math.round(min * 1000),
    max: Math.round(max * 1000),
    shapes: shapesOf(values.aspect),
    style: styleOf(values.style),
    out: values.out ?? null,
  }
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

/** Node's own parser, whose complaints name the option but not the way on. */
export function parsed<const T extends NonNullable<Options>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/[.\n]/, 1)[0] ?? '') : ''
    throw new BadInput(`${said}. Try --help.`)
  }
}

export function numberOf(
  name: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return usual
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < least || value > most)
    throw new BadInput(`--${name} must be a number from ${least} to ${most}, not "${text}".`)
  return value
}

export function wholeNumberOf(
  name: string,
  text: string | undefined,
  usual: number,
  least: number,
  most: number,
): number {
  const value = numberOf(name, text, usual, least, most)
  if (!Number.isInteger(value)) throw new BadInput(`--${name} must be a whole number.`)
  return value
}

function shapesOf(text = '9:16'): Shape[] {
  const shapes = text.split(',').map((part) => {
    const shape = Shape.safeParse(part.trim())
    if (!shape.success)
      throw new BadInput(`--aspect takes ${Shape.options.join(', ')}, not "${part.trim()}".`)
    return shape.data
  })
  return [...new Set(shapes)]
}

function styleOf(text = 'punch'): StyleName {
  const style = StyleName.safeParse(text)
  if (!style.success)
    throw new BadInput(`--style takes ${StyleName.options.join(', ')}, not "${text}".`)
  return style.data
}
