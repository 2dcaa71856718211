import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import {
  type Language,
  type SpokenLine,
  spokenLines,
  type Translated,
  type TranslationAsked,
} from '#core/second-language.ts'
import type { ClipDoc } from './clip-doc.ts'
import { onBehalfOf } from './on-behalf.ts'
import { readClip } from './read-clip.ts'
import { setSecondLines } from './second-verbs.ts'

/**
 * Writes into a clip what it says in another language, as a second line of captions with the times of
 * the first, in one step that whoever asked can undo. Lines that somebody wrote by hand stay. The words
 * themselves are not touched. Fails with `transcript.missing` where nothing is said.
 */
export async function translateDoc(
  /** Changes the document where it lives. */
  edit: (verbs: (doc: ClipDoc) => void) => Promise<void>,
  {
    source,
    language,
    userId,
  }: {
    source: Parameters<typeof readClip>[1] & { language: string | null }
    language: Language
    userId: UserId
  },
  translate: (asked: TranslationAsked) => Promise<Translated>,
): Promise<Omit<Translated, 'lines'> & { lines: SpokenLine[]; missing: number }> {
  const from = source.language ?? 'und'
  let said: SpokenLine[] = []
  await edit((doc) => {
    said = spokenLines(readClip(doc, source).words, from)
  })
  if (said.length === 0) throw new AppError('transcript.missing')
  const { lines, ...rest } = await translate({
    ...{ from, to: language },
    lines: said.map(({ text }) => text),
  })
  const translated = said.flatMap((line, i): SpokenLine[] => {
    const text = lines[i]
    return text ? [{ ...line, text }] : []
  })
  await edit((doc) => {
    onBehalfOf(doc, userId, 'translate', (origin) => {
      setSecondLines(doc, language, translated, origin)
    })
  })
  return { ...rest, lines: translated, missing: said.length - translated.length }
}
