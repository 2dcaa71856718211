import type { Cue } from './cue.ts'
import { lineText } from './cue.ts'

/** `Ada Moss: `, `SPEAKER 2: `, `>> ADA: ` at the start of a line. */
const PREFIX =
  /^\s*(?:>>+\s*|[-–]\s*)?(\p{Lu}[\p{L}\d.'’_-]{0,30}(?:\s[\p{Lu}\d][\p{L}\d.'’_-]{0,30}){0,3})\s?:\s+(?=\S)/u
/** What begins a sentence with a colon as easily as a name does. */
const NOT_A_NAME =
  /^(note|warning|caution|tip|hint|example|remember|step|chapter|part|rule|number|fact|lesson|point|exercise|summary|update|spoiler|translation|disclaimer|point|option|level|round|day|week)(\s\d+)?$/i

/**
 * Names written before what they say. Taken for speakers only where that is plain: the same name
 * stands before several lines, or nearly every cue begins with one. `Note:` stays what it is.
 */
export function nameSpeakers(cues: Cue[]): Cue[] {
  const seen = new Map<string, number>()
  let named = 0
  for (const cue of cues) {
    const names = cue.lines.flatMap((line) => PREFIX.exec(lineText(line))?.[1] ?? [])
    if (names.length > 0) named++
    for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  const nearlyAll = cues.length > 1 && named >= cues.length * 0.8
  const isSpeaker = (name: string) =>
    !NOT_A_NAME.test(name) && ((seen.get(name) ?? 0) > 1 || nearlyAll || /\d$/.test(name))
  if (![...seen.keys()].some(isSpeaker)) return cues

  let speaking: string | null = null
  return cues.flatMap((cue) => {
    if (cue.speaker !== null) return [cue]
    const parts: Cue[] = []
    for (const line of cue.lines) {
      const found = PREFIX.exec(line[0]?.text ?? '')
      const name = found?.[1]
      if (found && name && isSpeaker(name)) {
        speaking = name
        const [first, ...rest] = line
        const text = (first?.text ?? '').slice(found[0].length)
        const said = [{ at: first?.at ?? null, text }, ...rest]
        parts.push({ ...cue, speaker: speaking, lines: [said] })
      } else if (parts.length > 0) parts.at(-1)?.lines.push(line)
      else parts.push({ ...cue, speaker: speaking, lines: [line] })
    }
    return shareTime(parts, cue)
  })
}

/** Several people in one cue speak one after the other, each as long as there is to read. */
function shareTime(parts: Cue[], { from, to }: Cue): Cue[] {
  const lengths = parts.map(({ lines }) =>
    lines.reduce((sum, line) => sum + lineText(line).length, 1),
  )
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let at = from
  return parts.map((part, i) => {
    const start = at
    at += ((to - from) * (lengths[i] ?? 0)) / total
    return { ...part, from: start, to: at }
  })
}
