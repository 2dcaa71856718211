import { readdir, readFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import type { Transcript } from '#core/transcript.ts'
import { readTranscript } from '#core/transcript-import/read-transcript.ts'
import { BadInput } from '../clip-arguments.ts'
import type { Span } from './measures.ts'

export type Talk = { file: string; transcript: Transcript }

const KINDS = new Set(['.json', '.srt', '.vtt', '.md', '.txt'])

/** Every transcript in a folder, by name. A file that is none stops with its name. */
export async function readTalks(folder: string): Promise<Talk[]> {
  const names = await readdir(folder).catch(() => {
    throw new BadInput(`There is no folder "${folder}".`)
  })
  const talks: Talk[] = []
  for (const file of names.filter((name) => KINDS.has(extname(name).toLowerCase())).sort()) {
    try {
      const { transcript } = readTranscript(await readFile(join(folder, file)))
      talks.push({ file, transcript })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      // Labels and manifests lie beside transcripts; what cannot be read is said, not hidden.
      console.error(`${file}: left out. ${error.message}`)
    }
  }
  if (talks.length === 0) throw new BadInput(`There are no transcripts in "${folder}".`)
  return talks
}

const Labels = z.array(
  z.object({ file: z.string(), spans: z.array(z.tuple([z.number(), z.number()])) }),
)

/** What editors cut, ms, by the stem of the transcript's file name. */
export async function readLabels(path: string): Promise<Map<string, Span[]>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new BadInput(`There is no file "${path}".`)
  })
  const read = Labels.safeParse(safeJson(text))
  if (!read.success)
    throw new BadInput(
      `"${path}" must be JSON: [{"file": …, "spans": [[start, end], …]}], seconds.`,
    )
  return new Map(
    read.data.map(({ file, spans }) => [
      stemOfFile(file),
      spans.map(([from, to]) => ({ from: from * 1000, to: to * 1000 })),
    ]),
  )
}

/** What transcripts and what they are of end with; a dot in a name may be part of it. */
const ENDING = /\.(?:json|srt|vtt|md|txt|mp3|mp4|m4a|wav|webm|mkv)$/i

/** `talks/ep.12.json`, `ep.12.mp3` and `ep.12` are one talk. */
export const stemOfFile = (file: string) => basename(file).replace(ENDING, '')

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
