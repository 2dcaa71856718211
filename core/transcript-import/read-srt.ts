import { type Cue, cueTimes, plainText } from './cue.ts'

/** SubRip: a number, the times, the lines; blank lines between. Numbers are not trusted. */
export function readSrt(text: string): Cue[] {
  const cues: Cue[] = []
  let lines: string[] = []
  let times: { from: number; to: number } | null = null
  const close = () => {
    if (times) cues.push({ ...times, speaker: null, lines: lines.map(plainLine) })
    lines = []
  }
  for (const line of text.split('\n')) {
    const next = cueTimes(line)
    if (next) {
      // The number above the times was taken for the last line of the cue before.
      if (/^\s*\d+\s*$/.test(lines.at(-1) ?? '')) lines.pop()
      close()
      times = next
    } else if (times) lines.push(line)
  }
  close()
  return cues
}

/** Without the tags some writers add: `<i>`, `<font …>`, `{\an8}`. */
const plainLine = (line: string) => [
  {
    at: null,
    text: plainText(line.replace(/<[^<>]{0,200}>/g, '').replace(/\{\\[^{}]{0,100}\}/g, '')),
  },
]
