import { makeTranscript, type Transcript } from '../transcript.ts'

/** `Ana: …` lines are turns; a line without a name goes on. `|` is a pause of 1.5 s. */
export function talk(
  lines: string | string[],
  { language = 'en', msPerWord = 330 } = {},
): Transcript {
  let clock = 500
  const text = typeof lines === 'string' ? [lines] : lines
  let speaker: string | null = null
  return makeTranscript(
    language,
    text.map((line) => {
      const [, name, said] = /^([A-Z][a-z]+): (.*)$/.exec(line) ?? [null, null, line]
      speaker = name ?? speaker
      const from = clock
      const words = (said ?? '').split(/\s+/).flatMap((word) => {
        if (word === '|') {
          clock += 1500
          return []
        }
        const start = clock
        clock += msPerWord
        const end = clock - 30
        if (/[.!?…]["”]?$/.test(word)) clock += 250
        return [{ text: word, from: start, to: end, confidence: null, timing: 'native' as const }]
      })
      return { from, to: clock, speaker, words }
    }),
  )
}

/** The same numbers for the same seed, between 0 and 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const subjects = [
  'garden soil seed root harvest compost rain worm leaf orchard'.split(' '),
  'bridge steel cable tower river engineer concrete weight wind load'.split(' '),
  'violin string melody orchestra concert rhythm score bow choir piano'.split(' '),
  'bread flour yeast oven crust dough baker salt butter loaf'.split(' '),
  'glacier ice valley mountain climber snow summit rope storm cliff'.split(' '),
  'whale ocean harbor sailor current tide reef anchor wave island'.split(' '),
]
const frames = [
  'The A of every B depends on its C.',
  'We measured the A and the B for a whole winter.',
  'Our A was next to the B, close to the C.',
  'People bring a A when they visit the B.',
  'A careful look at the A shows the B and the C.',
  'And then the A moved the B a bit.',
  'It was near the A, as far as anybody could tell.',
  'So the B went on, and the A stayed with the C.',
  'Old books describe the A, the B and the C in detail.',
  'The committee wrote about the A last month.',
]

/** A talk of made-up sentences, a few subjects after another, one to three speakers. */
export function madeUpTalk(seed: number, sentences: number): Transcript {
  const random = randomOf(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const speakers = ['Ana', 'Ben', 'Cleo'].slice(0, 1 + Math.floor(random() * 3))
  const lines: string[] = []
  let [speaker, line] = [speakers[0], '']
  for (let i = 0; i < sentences; i++) {
    const subject = subjects[Math.floor((i / sentences) * subjects.length)] ?? []
    const said = pick(frames).replace(/\b[ABC]\b(?! careful)/g, () => pick(subject))
    line += `${line ? ' ' : ''}${said}${random() < 0.05 ? ' |' : ''}`
    if (random() > 0.3 && i < sentences - 1) continue
    lines.push(`${speaker}: ${line}`)
    line = ''
    if (random() < 0.5) speaker = pick(speakers)
  }
  return talk(lines, { msPerWord: 250 + Math.floor(random() * 200) })
}
