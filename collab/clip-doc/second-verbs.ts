import type { ClipProject } from '#core/clip-project.ts'
import { Language, LINE_LENGTH } from '#core/second-language.ts'
import { Ms } from '#core/time.ts'
import { cleanText } from './clean-text.ts'
import { type ClipDoc, edit, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { rowsOf } from './flat-rows.ts'

/** More than a long clip says; the rest of a forged document is not read. */
const MAX_LINES = 5000

export type NewLine = { from: number; to: number; text: string }

const idOf = (language: Language, from: number) => `${language}-${from}`

/**
 * What is said, in another language, line by line, and that it is shown. A line that somebody wrote by
 * hand stays as it is; lines that are not among the new ones go.
 */
export function setSecondLines(
  doc: ClipDoc,
  language: Language,
  lines: readonly NewLine[],
  origin: EditOrigin,
): boolean {
  const code = Language.parse(language)
  return edit(doc, origin, (write) => {
    const wanted = new Set(lines.map(({ from }) => idOf(code, from)))
    const byHand = new Set<string>()
    for (const [id, row] of rowsOf(doc, 'second')) {
      if (row.get('lang') !== code) continue
      if (row.get('hand') === true) byHand.add(id)
      if (!wanted.has(id)) write('second', `${id}/del`, true)
    }
    for (const { from, to, text } of lines) {
      const id = idOf(code, from)
      write('second', `${id}/lang`, code)
      write('second', `${id}/from`, from)
      write('second', `${id}/to`, to)
      write('second', `${id}/del`, false)
      if (!byHand.has(id)) write('second', `${id}/text`, cleanText(text, LINE_LENGTH))
    }
    write('second', 'shown', code)
  })
}

/** Writes one line by hand. No translation changes it from then on. */
export const editSecondLine = (
  doc: ClipDoc,
  language: Language,
  from: number,
  text: string,
  origin: EditOrigin,
): boolean =>
  edit(doc, origin, (write) => {
    const id = idOf(Language.parse(language), from)
    if (!rowsOf(doc, 'second').some(([known]) => known === id)) return
    write('second', `${id}/text`, cleanText(text, LINE_LENGTH))
    write('second', `${id}/hand`, true)
  })

/** Which of the clip's languages is shown under the first; null: none. What was translated stays. */
export const showSecond = (doc: ClipDoc, language: Language | null, origin: EditOrigin): boolean =>
  edit(doc, origin, (write) => write('second', 'shown', language))

/** The languages a clip was translated to, in order of their codes. */
export const secondLanguages = (doc: ClipDoc): Language[] => [
  ...new Set(
    rowsOf(doc, 'second').flatMap(([, row]) => {
      const code = Language.safeParse(row.get('lang'))
      return code.success ? [code.data] : []
    }),
  ),
]

/** What is shown in the second language, in spoken order; nothing: none is. */
export function readSecond(doc: ClipDoc): Pick<ClipProject, 'second' | 'secondLanguage'> {
  const shown = Language.safeParse(yDoc(doc).getMap('second').get('shown'))
  if (!shown.success) return {}
  return { secondLanguage: shown.data, second: linesIn(doc, shown.data) }
}

/** What a clip says in one of its languages, in spoken order. */
export function linesIn(doc: ClipDoc, language: Language): NonNullable<ClipProject['second']> {
  const lines = rowsOf(doc, 'second').flatMap(([, row]) => {
    const [from, to, text] = [
      Ms.safeParse(row.get('from')),
      Ms.safeParse(row.get('to')),
      row.get('text'),
    ]
    if (row.get('lang') !== language || !from.success || !to.success) return []
    if (from.data >= to.data || typeof text !== 'string') return []
    const clean = cleanText(text, LINE_LENGTH)
    return clean === '' ? [] : [{ from: from.data, to: to.data, text: clean }]
  })
  return lines.sort((a, b) => a.from - b.from || a.to - b.to).slice(0, MAX_LINES)
}
