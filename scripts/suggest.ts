/** `npm run suggest`: the moments of a transcript worth clipping, as JSON, without a server. */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#core/errors.ts'
import { findMoments } from '#core/moments/find-moments.ts'
import { toSuggestionsJson } from '#core/suggestions-json.ts'
import { readTranscript } from '#core/transcript-import/read-transcript.ts'
import { BadInput } from './clip-arguments.ts'
import { SUGGEST_HELP, type SuggestArguments, suggestArguments } from './suggest-arguments.ts'

const BAD_INPUT = 2

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  try {
    const asked = suggestArguments(args)
    process.stdout.write(asked ? await suggest(asked) : SUGGEST_HELP)
    return 0
  } catch (error) {
    if (error instanceof BadInput || error instanceof AppError) {
      console.error(error.message)
      return BAD_INPUT
    }
    console.error(error)
    return 1
  }
}

async function suggest({ transcript: path, ...options }: SuggestArguments): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new BadInput(`There is no file "${path}".`)
  if (!found.isFile()) throw new BadInput(`"${path}" is not a file.`)
  const { transcript } = readTranscript(await readFile(path))
  const { suggestions, notes } = findMoments(transcript, options)
  for (const note of notes) console.error(note)
  return `${JSON.stringify(toSuggestionsJson(basename(path), suggestions), null, 2)}\n`
}
