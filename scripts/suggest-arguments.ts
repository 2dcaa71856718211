import { BadInput, numberOf, parsed, wholeNumberOf } from './clip-arguments.ts'

export type SuggestArguments = {
  transcript: string
  count: number
  /** ms */
  min: number
  max: number
  steering?: { prompt: string }
}

export const SUGGEST_HELP = `Finds the moments of a talk worth clipping, and prints them as JSON.

  npm run -s suggest -- --transcript talk.json [options]

  --transcript FILE   SRT, VTT, JSON with words and times, or text with names
  --count N           how many moments, 1 to 100 (10)
  --min SECONDS       the shortest a moment may be (30)
  --max SECONDS       the longest (90)
  --ask WISH          in words: "only the guest, funny, 20 to 40 s"

A moment starts and ends with a whole sentence, and none overlap. Times are in seconds.
What there is less of than asked is said on the error output.
`

/** What is asked for; null: help. */
export function suggestArguments(args: string[]): SuggestArguments | null {
  const { values, positionals } = parsed(args, {
    transcript: { type: 'string' },
    count: { type: 'string' },
    min: { type: 'string' },
    max: { type: 'string' },
    ask: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help) return null
  const [named, ...more] = [
    ...(values.transcript === undefined ? [] : [values.transcript]),
    ...positionals,
  ]
  if (!named) throw new BadInput('Name a transcript: npm run -s suggest -- --transcript talk.json')
  if (more.length > 0) throw new BadInput(`One transcript at a time: "${more[0]}" is one too many.`)
  const min = numberOf('min', values.min, 30, 1, 3600)
  const max = numberOf('max', values.max, Math.max(90, min), 2, 3600)
  if (max < min) throw new BadInput('--max must not be less than --min.')
  return {
    transcript: named,
    count: wholeNumberOf('count', values.count, 10, 1, 100),
    min: Math.round(min * 1000),
    max: Math.round(max * 1000),
    ...(values.ask && { steering: { prompt: values.ask.slice(0, 400) } }),
  }
}
