import { z } from 'zod'
import type { Transcript } from '../transcript.ts'
import type { Fact } from './facts.ts'
import { stopWords } from './stop-words.ts'
import { plainWord, stemOf } from './terms.ts'

/** What somebody asks for besides how many: in their own words, or set one by one. */
export const Steering = z.object({
  /** "only the guest, funny, 20 to 40 s" */
  prompt: z.string().max(400).optional(),
  /** Only where these speak most, by index. */
  speakers: z.array(z.number().int().nonnegative()).max(50).optional(),
  /** Only within, source ms. */
  range: z.object({ from: z.number().nonnegative(), to: z.number().positive() }).optional(),
})
export type Steering = z.infer<typeof Steering>

export type Mood = 'funny' | 'moving' | 'story' | 'question' | 'numbers' | 'advice' | 'bold'

/** A wish as it was understood. */
export type Wish = {
  /** ms; null: not asked. */
  min: number | null
  max: number | null
  speakers: number[] | null
  range: { from: number; to: number } | null
  moods: Mood[]
  /** Stems of the words it should be about. */
  about: string[]
  /** What was understood, for people: "only Ben", "20 to 40 s", "about pumps". */
  read: string[]
}

const moodWords: [Mood, RegExp, string][] = [
  [
    'funny',
    /\b(?:funny|fun|humou?r|humorous|laughs?|jokes?|hilarious|witty|light-?hearted)\b/,
    'funny',
  ],
  [
    'moving',
    /\b(?:emotional|moving|touching|personal|sad|heartfelt|honest|vulnerable)\b/,
    'moving',
  ],
  ['story', /\b(?:stor(?:y|ies)|anecdotes?|experiences?)\b/, 'stories'],
  ['question', /\b(?:questions?|q ?& ?a|answers?)\b/, 'questions and answers'],
  ['numbers', /\b(?:numbers|facts?|statistics|stats|data|figures)\b/, 'with numbers'],
  ['advice', /\b(?:advice|tips?|how[- ]to|lessons?|practical|actionable|takeaways?)\b/, 'advice'],
  [
    'bold',
    /\b(?:bold|controversial|provocative|hot takes?|opinions?|surprising|contrarian)\b/,
    'bold claims',
  ],
]

const NUMBER = String.raw`(\d{1,3}(?:[.,]\d)?)`
const UNIT = '(s|secs?|seconds?|m|mins?|minutes?)'
const BETWEEN = new RegExp(
  String.raw`\b${NUMBER}\s*${UNIT}?\s*(?:-|–|—|to|and|bis)\s*${NUMBER}\s*${UNIT}\b`,
)
const AT_MOST = new RegExp(
  String.raw`\b(?:under|below|less than|shorter than|at most|max(?:imum)?|up to|no longer than)\s+${NUMBER}\s*${UNIT}\b`,
)
const AT_LEAST = new RegExp(
  String.raw`\b(?:over|above|more than|longer than|at least|min(?:imum)?)\s+${NUMBER}\s*${UNIT}\b`,
)
const ABOUT_LONG = new RegExp(String.raw`\b(?:about|around|roughly|ca\.?)?\s*${NUMBER}\s*${UNIT}\b`)
const CLOCK = String.raw`((?:\d{1,2}:)?\d{1,2}:\d{2})`
const BETWEEN_TIMES = new RegExp(String.raw`\b${CLOCK}\s*(?:-|–|—|to|and)\s*${CLOCK}\b`)
const PART =
  /\b(?:(first|last|second) (half|third|quarter)|(?:the )?(first|last) (\d{1,3}) min(?:ute)?s?)\b/
const ONLY = /\b(?:only|just|nothing but|solely|mostly)\b/

/** Reads a wish. What is in no list is taken for what it should be about. */
export function readWish({ prompt = '', speakers, range }: Steering, transcript: Transcript): Wish {
  const wish: Wish = {
    min: null,
    max: null,
    speakers: speakers && speakers.length > 0 ? speakers : null,
    range: range ?? null,
    moods: [],
    about: [],
    read: [],
  }
  let said = ` ${prompt.toLowerCase().replace(/’/g, "'")} `
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(said)
    if (found) said = `${said.slice(0, found.index)} , ${said.slice(found.index + found[0].length)}`
    return found
  }
  readRange(take, wish, transcript)
  readLength(take, wish)
  readSpeakers(said, take, wish, transcript)
  for (const [mood, pattern, name] of moodWords) {
    if (!take(pattern)) continue
    wish.moods.push(mood)
    wish.read.push(name)
  }
  const about = [...new Set(said.split(/[^\p{L}\p{N}'-]+/u).filter(isTelling))]
  if (about.length > 0) {
    wish.about = about.map((word) => stemOf(plainWord(word)))
    wish.read.push(`about ${about.join(', ')}`)
  }
  return wish
}

const SMALL = new Set(
  'only just please clip clips moments moment parts part want more less speaks speaking says about one ones video short shorter long longer something anything nice good best find make give guest guests host hosts'.split(
    ' ',
  ),
)
const isTelling = (word: string) =>
  word.length > 2 && !/^\d/.test(word) && !stopWords.has(word) && !SMALL.has(word)

type Take = (pattern: RegExp) => RegExpExecArray | null

function readLength(take: Take, wish: Wish): void {
  const between = take(BETWEEN)
  if (between) {
    const unit = between[4] ?? 's'
    const [a, b] = [lengthIn(between[1], between[2] ?? unit), lengthIn(between[3], unit)]
    wish.min = Math.min(a, b)
    wish.max = Math.max(a, b)
  } else {
    const most = take(AT_MOST)
    const least = take(AT_LEAST)
    if (most) wish.max = lengthIn(most[1], most[2])
    if (least) wish.min = lengthIn(least[1], least[2])
    const about = most || least ? null : take(ABOUT_LONG)
    if (about) {
      const length = lengthIn(about[1], about[2])
      wish.min = Math.round(length * 0.75)
      wish.max = Math.round(length * 1.25)
    }
  }
  if (wish.min === null && wish.max === null) return
  // Nobody means a clip of no length.
  if (wish.min !== null) wish.min = Math.max(3000, wish.min)
  if (wish.max !== null) wish.max = Math.max(5000, wish.max)
  const [least, most] = [wish.min, wish.max].map((n) => (n === null ? null : Math.round(n / 1000)))
  wish.read.push(
    least !== null && most !== null
      ? `${least} to ${most} s`
      : most !== null
        ? `up to ${most} s`
        : `${least} s or more`,
  )
}

const lengthIn = (n: string | undefined, unit = 's') =>
  Math.round(Number((n ?? '0').replace(',', '.')) * (unit.startsWith('m') ? 60_000 : 1000))

function readRange(take: Take, wish: Wish, transcript: Transcript): void {
  const times = take(BETWEEN_TIMES)
  const end = transcript.segments.at(-1)?.to ?? 0
  if (times) {
    const [a, b] = [clockMs(times[1]), clockMs(times[2])]
    wish.range = { from: Math.min(a, b), to: Math.max(a, b) }
    wish.read.push(`from ${times[1]} to ${times[2]}`)
    return
  }
  const part = take(PART)
  if (!part) return
  const which = part[1] ?? part[3] ?? 'first'
  const size = part[4]
    ? Number(part[4]) * 60_000
    : end / ({ half: 2, third: 3, quarter: 4 }[part[2] ?? 'half'] ?? 2)
  const from = which === 'last' ? Math.max(0, end - size) : which === 'second' ? size : 0
  wish.range = { from, to: Math.min(end, from + size) }
  wish.read.push(`in the ${part[0].replace(/^the /, '')}`)
}

const clockMs = (text = '') =>
  text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000

function readSpeakers(said: string, take: Take, wish: Wish, transcript: Transcript): void {
  const { speakers } = transcript
  if (wish.speakers || speakers.length < 2) return
  const named = speakers.flatMap((name, i) => {
    const parts = [name.toLowerCase(), ...name.toLowerCase().split(/\s+/)]
    return parts.some((part) => part.length > 2 && !stopWords.has(part) && hasWord(said, part))
      ? [i]
      : []
  })
  const role = /\b(guests?|hosts?|interviewers?)\b/.exec(said)?.[1]
  if (named.length > 0 && named.length < speakers.length) wish.speakers = named
  else if (role) {
    const host = hostOf(transcript)
    wish.speakers = role.startsWith('guest')
      ? speakers.map((_, i) => i).filter((i) => i !== host)
      : [host]
  }
  if (!wish.speakers) return
  for (const i of wish.speakers)
    for (const part of (speakers[i] ?? '').toLowerCase().split(/\s+/))
      if (part.length > 2) take(new RegExp(`(?<![\\p{L}])${escaped(part)}(?:'s)?(?![\\p{L}])`, 'u'))
  take(/\b(?:guests?|hosts?|interviewers?)\b/)
  take(ONLY)
  wish.read.push(`only ${wish.speakers.map((i) => speakers[i] ?? '').join(' and ')}`)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const hasWord = (said: string, word: string) =>
  new RegExp(`(?<![\\p{L}])${escaped(word)}(?![\\p{L}])`, 'u').test(said)

/** Who asks most of what they say: the host. */
function hostOf({ speakers, segments }: Transcript): number {
  const asks = speakers.map(() => 0)
  const turns = speakers.map(() => 0)
  for (const { speaker, words } of segments) {
    if (speaker === null) continue
    for (const { text } of words) {
      if (/[?？]["'”’)]*$/.test(text)) asks[speaker] = (asks[speaker] ?? 0) + 1
      if (/[.!?…]["'”’)]*$/.test(text)) turns[speaker] = (turns[speaker] ?? 0) + 1
    }
  }
  const most = Math.max(1, ...turns)
  const share = asks.map((count, i) =>
    // Somebody who says two sentences is not the host because one asks.
    (turns[i] ?? 0) < most * 0.05 ? 0 : count / Math.max(1, turns[i] ?? 0),
  )
  return share.indexOf(Math.max(...share))
}

const FUNNY =
  /\b(?:laugh\w*|funny|joke\w*|hilarious|ridiculous|absurd|silly|haha\w*|kidding|weird|awkward|embarrass\w*|stupid|ironic\w*)\b/i
const ADVICE =
  /\b(?:you (?:should|can|need|want|have) to|you should|don't|do not|never|always|try to|make sure|start with|the (?:trick|key|lesson|rule|first step)|my advice|learn(?:ed)?|remember to|instead of)\b/i

/** How well a sentence meets the wish, 0–1 for each thing wished. */
export function meets({ about, moods }: Wish, { sentence, hooks, feeling, people }: Fact): number {
  let sum = 0
  if (about.length > 0) {
    const stems = new Set(sentence.text.split(/\s+/).map((word) => stemOf(plainWord(word))))
    sum += about.some((stem) => stems.has(stem)) ? 1 : 0
  }
  const has = (...kinds: string[]) => hooks.some(({ kind }) => kinds.includes(kind))
  for (const mood of moods) {
    if (mood === 'funny') sum += FUNNY.test(sentence.text) ? 1 : 0
    if (mood === 'moving') sum += Math.min(1, feeling.strength / 3)
    if (mood === 'story') sum += Math.min(1, people)
    if (mood === 'question') sum += sentence.end === 'question' ? 1 : 0
    if (mood === 'numbers') sum += has('number') || /\d/.test(sentence.text) ? 1 : 0
    if (mood === 'advice') sum += ADVICE.test(sentence.text) ? 1 : 0
    if (mood === 'bold') sum += has('claim', 'against') ? 1 : 0
  }
  return sum
}
