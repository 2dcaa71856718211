/** `npm run eval:speech`: what a speech engine hears of real recordings, beside what was said. */
import { resolve } from 'node:path'
import { AppError } from '#core/errors.ts'
import { BadInput, parsed } from './clip-arguments.ts'
import { hearAll, sayHeard } from './eval/hear-recordings.ts'
import { engineOf } from './eval/speech-engine.ts'

const HELP = `Measures a speech engine on recordings whose words are known.

  npm run -s eval:speech -- --data FOLDER [--engine pocketsphinx|configured] [--json]

  --data FOLDER   recordings (wav, mp3, m4a, flac) with what was said beside them, under the same
                  name: .txt (the words alone), .srt or .stm (lines with times)
  --engine NAME   pocketsphinx: Debian's recogniser behind a local server that speaks OpenAI's
                  protocol (the default); configured: what TRANSCRIBE_… sets up
  --json          a last line with the numbers alone
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    const { values } = parsed(args, {
      data: { type: 'string' },
      engine: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    })
    if (values.help) {
      process.stdout.write(HELP)
      return 0
    }
    if (!values.data) throw new BadInput('Say where the recordings are: --data FOLDER.')
    const { engine, close } = await engineOf(values.engine ?? 'pocketsphinx')
    try {
      const heard = await hearAll(engine, resolve(values.data), stop.signal)
      const numbers = sayHeard(engine.id, heard)
      if (values.json) console.log(JSON.stringify(numbers))
    } finally {
      await close()
    }
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
