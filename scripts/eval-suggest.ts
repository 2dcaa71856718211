/** `npm run eval:suggest`: how good the found moments are, beside simpler ways to find them. */
import { AppError } from '#core/errors.ts'
import { BadInput, parsed } from './clip-arguments.ts'
import { evaluate, plainTalks } from './eval/evaluate.ts'
import { readLabels, readTalks, stemOfFile } from './eval/read-talks.ts'
import { numbersOf, report } from './eval/report.ts'

const HELP = `Measures the search for moments beside simpler ways to find them.

  npm run -s eval:suggest -- [--json] [--transcripts FOLDER [--labels FILE]]

  --transcripts FOLDER  SRT, VTT, JSON with words, or text with names (made-up talks without it)
  --labels FILE         what editors cut: [{"file": "a.json", "spans": [[start, end], …]}], seconds
  --json                a last line with the numbers alone
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  try {
    const { values } = parsed(args, {
      transcripts: { type: 'string' },
      labels: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    if (values.help) process.stdout.write(HELP)
    else await measure(values)
    return 0
  } catch (error) {
    if (error instanceof BadInput || error instanceof AppError) {
      console.error(error.message)
      return 2
    }
    console.error(error)
    return 1
  }
}

async function measure(asked: {
  transcripts?: string | undefined
  labels?: string | undefined
  json?: boolean | undefined
}) {
  if (asked.labels && !asked.transcripts)
    throw new BadInput('Labels need the transcripts they belong to: add --transcripts FOLDER.')
  const labels = asked.labels ? await readLabels(asked.labels) : null
  const talks = asked.transcripts ? await readTalks(asked.transcripts) : plainTalks()
  const labelled = talks.filter(({ file }) => labels?.has(stemOfFile(file))).length
  if (labels && labelled === 0)
    throw new BadInput('None of the labels names a transcript in the folder.')
  const evaluation = evaluate(talks, labels)
  report(evaluation, { talks: talks.length, labelled })
  if (asked.json) console.log(JSON.stringify(numbersOf(evaluation)))
}
