import { type Cue, type CueLine, cueTime, cueTimes, lineText, plainText } from './cue.ts'

/** WebVTT, with the voices (`<v Ada>`) and the inline word times (`<00:01.200>`) it may carry. */
export function readVtt(text: string): Cue[] {
  const cues: Cue[] = []
  let cue: Cue | null = null
  for (const line of text.split('\n')) {
    const times = cueTimes(line)
    if (times) {
      cue = { ...times, speaker: null, lines: [] }
      cues.push(cue)
    } else if (line.trim() === '') cue = null
    else if (cue) {
      const voice = /<v(?:\.[^\s>]*)?\s+([^>]{1,100})>/i.exec(line)?.[1]?.trim()
      if (voice && cue.lines.length > 0 && voice !== cue.speaker) {
        // A second voice inside one cue: it speaks for the rest of it.
        cue = { from: cue.from, to: cue.to, speaker: plainText(voice), lines: [] }
        cues.push(cue)
      } else if (voice) cue.speaker = plainText(voice)
      cue.lines.push(timedLine(line))
    }
  }
  return withoutRolling(cues)
}

function timedLine(line: string): CueLine {
  const pieces: CueLine = []
  let at: number | null = null
  let rest = line
  for (;;) {
    const stamp = /<(\d[\d:.]{3,20})>/.exec(rest)
    const time = stamp ? cueTime(stamp[1] ?? '') : null
    const piece = plainText(
      (stamp ? rest.slice(0, stamp.index) : rest).replace(/<[^<>]{0,200}>/g, ''),
    )
    if (piece !== '' || time !== null) pieces.push({ at, text: piece })
    if (!stamp) return pieces
    if (time !== null) at = time
    rest = rest.slice(stamp.index + stamp[0].length)
  }
}

/**
 * Captions that roll show each line twice or more: once as it is spoken, with word times, and again
 * above the next one. A line that stood in the cue before and has no times of its own is such a copy.
 */
function withoutRolling(cues: Cue[]): Cue[] {
  const hasTimes = (line: CueLine) => line.some(({ at }) => at !== null)
  if (!cues.some(({ lines }) => lines.some(hasTimes))) return cues
  let before = new Set<string>()
  return cues.flatMap((cue) => {
    const lines = cue.lines.filter((line) => hasTimes(line) || !before.has(lineText(line)))
    before = new Set(cue.lines.map(lineText))
    return lines.length > 0 ? [{ ...cue, lines }] : []
  })
}
