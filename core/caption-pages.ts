import { captionLooks } from './caption-looks.ts'
import type { ClipProject, ClipWord } from './clip-project.ts'
import {
  clipLength,
  cutList,
  type HeardWord,
  heardWords,
  wordsInCuts,
  wordsOf,
} from './cut-list.ts'
import type { WordId } from './ids.ts'
import { type Ms, ms } from './time.ts'

/** Words shown together. Times are clip time, ms; `to` is when the page leaves. */
export type CaptionPage = { from: Ms; to: Ms; words: HeardWord[] }

/** The words that are written, in playing order: those that are heard, or another language's. */
export const captionWords = (project: ClipProject): HeardWord[] =>
  project.captioned ? wordsInCuts(project.captioned, cutList(project)) : heardWords(project)

/** A pause longer than this turns the page, ms. */
const PAUSE = 350
/** How long a page stays past its last word when nothing follows, ms. */
const HOLD = 400

/**
 * What is written, page by page. Pages are made from all words of a piece, cut ones too, and the
 * cut ones then left out: cutting or putting back a word changes its own page, at most also the one
 * beside it, and none after.
 */
export function captionPages(project: ClipProject): CaptionPage[] {
  const maxWords = project.style.maxWords ?? captionLooks[project.style.name].maxWords
  const placeOf = new Map(
    project.pieces.map((piece) => [
      piece.id,
      placesIn(wordsOf(project.captioned ?? project.words, piece), maxWords),
    ]),
  )
  const groups: Group[] = []
  for (const word of captionWords(project)) {
    const place = placeOf.get(word.piece)?.(word.id) ?? { page: -1, breath: -1 }
    const last = groups.at(-1)
    // A word heard twice in a piece's page is a repeat of the piece: a page of its own.
    const goesOn =
      last?.piece === word.piece &&
      last.page === place.page &&
      !last.words.some((other) => other.id === word.id)
    if (goesOn) last.words.push(word)
    else groups.push({ piece: word.piece, ...place, words: [word] })
  }
  const pages = joinLoneWords(groups, maxWords)
  const end = clipLength(cutList(project))
  return pages.map((words, i) => {
    const from = words[0]?.from ?? ms(0)
    const next = pages[i + 1]?.[0]?.from ?? end
    return { from, to: ms(Math.min(next, (words.at(-1)?.to ?? from) + HOLD)), words }
  })
}

/** Where a word falls: its page, and the breath it is said in. */
type Place = { page: number; breath: number }
type Group = Place & { piece: string; words: HeardWord[] }

/** Cutting fillers may leave a word alone on its page; it goes to the page beside it, if that has room. */
function joinLoneWords(groups: Group[], maxWords: number): HeardWord[][] {
  const pages: Group[] = []
  for (const group of groups) {
    const before = pages.at(-1)
    const together =
      before?.piece === group.piece &&
      before.breath === group.breath &&
      before.words.length + group.words.length <= maxWords &&
      !endsSentence.test(before.words.at(-1)?.text ?? '')
    if (together && (group.words.length === 1 || before.words.length === 1))
      pages[pages.length - 1] = { ...group, words: [...before.words, ...group.words] }
    else pages.push(group)
  }
  return pages.map((page) => page.words)
}

/** Tells where words fall; quickly where they are asked for in spoken order, as nearly all are. */
function placesIn(words: ClipWord[], maxWords: number): (id: WordId) => Place | undefined {
  const places = placeWords(words, maxWords)
  let at = 0
  return (id) => {
    const from = at
    while (at < words.length && words[at]?.id !== id) at++
    // A long word is heard after shorter ones that begin later.
    if (at < words.length) return places[at]
    at = from
    return places[words.findIndex((word) => word.id === id)]
  }
}

/** The page each word falls on. Pauses, speakers and people always turn it; the rest is weighed. */
function placeWords(words: ClipWord[], maxWords: number): Place[] {
  const places: Place[] = []
  let page = 0
  let breath = 0
  let start = 0
  for (let i = 1; i <= words.length; i++) {
    const [before, after] = [words[i - 1], words[i]]
    const turns =
      !before ||
      !after ||
      after.breakBefore ||
      after.from - before.to > PAUSE ||
      (after.speaker !== before.speaker && after.speaker !== null && before.speaker !== null)
    if (!turns) continue
    for (const size of pagesOfRun(words.slice(start, i), maxWords)) {
      const place = { page: page++, breath }
      for (let n = 0; n < size; n++) places.push(place)
    }
    start = i
    breath++
  }
  return places
}

type Run = { words: ClipWord[]; maxWords: number; sizes: number[] }
/** By its first word. An edit changes one run of a long talk; the others are not weighed again. */
const knownRuns = new WeakMap<ClipWord, Run>()

const sameForPages = (a: ClipWord, b: ClipWord | undefined) =>
  a === b || (b !== undefined && a.text === b.text && a.from === b.from && a.to === b.to)

/** How many words each page has of words said in one breath. */
function pagesOfRun(words: ClipWord[], maxWords: number): number[] {
  const [first] = words
  if (!first) return []
  const known = knownRuns.get(first)
  const same =
    known?.maxWords === maxWords &&
    known.words.length === words.length &&
    known.words.every((word, i) => sameForPages(word, words[i]))
  if (same) return known.sizes
  const sizes = splitRun(words, maxWords)
  knownRuns.set(first, { words, maxWords, sizes })
  return sizes
}

/** Divides words said in one breath so that the sum of costs is least. */
function splitRun(words: ClipWord[], maxWords: number): number[] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let to = 1; to <= words.length; to++) {
    let least = { cost: Number.POSITIVE_INFINITY, from: to - 1 }
    for (let from = Math.max(0, to - maxWords); from < to; from++) {
      const cost = (best[from]?.cost ?? 0) + pageCost(words, from, to, maxWords)
      // Of equals the one whose earlier pages are fuller.
      if (cost <= least.cost) least = { cost, from }
    }
    best[to] = least
  }
  const sizes: number[] = []
  for (let to = words.length; to > 0; to = best[to]?.from ?? 0)
    sizes.push(to - (best[to]?.from ?? 0))
  return sizes.reverse()
}

const endsSentence = /[.!?…。？！؟।]["'”’»）)]*$/u
const endsPhrase = /[,;:،、，—–]["'”’»）)]*$/u
/** Words that lean on what follows; a page or line that ends on one reads badly. */
const leans =
  /^(a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|as|if|than|that|my|your|his|her|its|our|their|this|these|is|are|was|very|not|der|die|das|ein|eine|und|oder|mit|von|zu|im|am|le|la|les|un|une|des|du|de|et|ou|à|en|el|los|las|una|y|o|con|il|lo|i|gli|e|di|da|per)$/iu

export const leansOnNext = (text: string) => leans.test(text)

/** Particles, endings and closing marks of Japanese and Chinese: they lean on what went before. */
const clings =
  /^(は|が|を|に|へ|と|で|も|の|や|か|ね|よ|な|さ|ぞ|って|まで|から|より|だけ|です|ます|ました|でした|た|て|ない|们|的|了|吗|呢|吧|啊|[、。，．！？：；」』）】〉》ー…ぁぃぅぇぉっゃゅょ].*)$/u

export const clingsToLast = (text: string) => clings.test(text)

function pageCost(words: ClipWord[], from: number, to: number, maxWords: number): number {
  const page = words.slice(from, to)
  const last = page.at(-1)?.text ?? ''
  // Each page costs a little, so that there are no more than needed; an empty place a little more.
  let cost = 0.5 + ((maxWords - page.length) / maxWords) ** 2
  if (page.length === 1 && words.length > 1 && maxWords > 1) cost += 4
  for (const word of page.slice(0, -1)) if (endsSentence.test(word.text)) cost += 3
  if (to < words.length && !endsSentence.test(last)) {
    if (endsPhrase.test(last)) cost -= 0.3
    else if (leansOnNext(last)) cost += 0.6
    if (clingsToLast(words[to]?.text ?? '')) cost += 1.5
    // The longer the speaker waits, the better a place to turn.
    const wait = (words[to]?.from ?? 0) - (page.at(-1)?.to ?? 0)
    cost -= (0.3 * Math.min(Math.max(wait, 0), PAUSE)) / PAUSE
  }
  return cost
}
