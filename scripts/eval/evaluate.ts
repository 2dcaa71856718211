import { findMoments } from '#core/moments/find-moments.ts'
import { splitSentences } from '#core/moments/sentences.ts'
import { randomOf } from '#core/moments/talk.fixtures.ts'
import { type Transcript, transcriptWords } from '#core/transcript.ts'
import { termsOf } from './bags.ts'
import {
  type Asked,
  firstWellFormed,
  naiveSum,
  randomWindows,
  tilesByCentrality,
  uniformWindows,
  type Way,
} from './baselines.ts'
import { addEdges, type Edges, edgesOf } from './edges.ts'
import { joinExcerpts } from './join-excerpts.ts'
import { madeUpTalk, unseenHooks } from './made-up-talks.ts'
import { type Found, foundOf, insideOf, pkOf, type Span } from './measures.ts'
import { stemOfFile, type Talk } from './read-talks.ts'
import { textTiles } from './text-tiling.ts'

const usual: Asked = { count: 10, min: 30_000, max: 90_000 }
export const OURS = 'found moments'
const ways: [string, Way][] = [
  [
    OURS,
    (transcript, asked) =>
      findMoments(transcript, asked).suggestions.map(({ from, to }) => ({ from, to })),
  ],
  ['random windows', randomWindows],
  ['uniform windows', uniformWindows],
  ['naive pattern sum', naiveSum],
  ['TextTiling + centrality', tilesByCentrality],
  ['first well-formed', firstWellFormed],
]
/** Chance is measured often, or it would be luck. */
const RANDOM_RUNS = 20
const HOOKS_PER_TALK = 5

export type Row = {
  name: string
  edges: Edges
  found: Found[]
  planted: { hits: number; all: number }[]
}

/** Pk, the mean over joined talks. */
export type TopicErrors = { ours: number; tiles: number; none: number }

export type Evaluation = { rows: Row[]; topics: TopicErrors; ms30k: number }

/** All ways over the same talks. Deterministic but for the time it takes. */
export function evaluate(
  talks: readonly Talk[],
  labels: ReadonlyMap<string, Span[]> | null,
): Evaluation {
  const withHooks = plantedTalks()
  return {
    rows: ways.map(([name, way]) => rowOf(name, way, talks, labels, withHooks)),
    topics: topicErrors(talks),
    ms30k: speed(),
  }
}

function rowOf(
  name: string,
  way: Way,
  talks: readonly Talk[],
  labels: ReadonlyMap<string, Span[]> | null,
  withHooks: ReturnType<typeof plantedTalks>,
): Row {
  const runs = name === 'random windows' ? RANDOM_RUNS : 1
  const random = randomOf(20)
  const edges: Edges[] = []
  const found: Found[] = []
  for (const { file, transcript } of talks) {
    const wanted = labels?.get(stemOfFile(file))
    let [hits, coverage] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const clips = way(transcript, usual, random)
      edges.push(edgesOf(transcript, clips))
      const one = foundOf(clips, wanted ?? [], bodyOf(transcript))
      hits += one.hits / runs
      coverage += one.coverage / runs
    }
    if (wanted)
      found.push({ spans: wanted.length, hits, coverage, byChance: coverage * wanted.length })
  }
  const planted = withHooks.map(({ transcript, planted }) => {
    const clips = way(transcript, { count: HOOKS_PER_TALK, min: 15_000, max: 45_000 }, random)
    const hits = planted.filter((span) => insideOf(span, clips) * 2 >= span.to - span.from).length
    return { hits, all: planted.length }
  })
  return { name, edges: addEdges(edges), found, planted }
}

const bodyOf = (transcript: Transcript): Span => {
  const words = transcriptWords(transcript)
  return { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 }
}

/** Dull talks of about forty minutes, for when there are no others. */
export function plainTalks(): Talk[] {
  return Array.from({ length: 8 }, (_, i) => ({
    file: `made-up-${i + 1}`,
    transcript: madeUpTalk(500 + i, 480, unseenHooks.slice(i, i + 3)).transcript,
  }))
}

function plantedTalks() {
  return Array.from({ length: 16 }, (_, i) =>
    madeUpTalk(
      900 + i,
      400,
      Array.from(
        { length: HOOKS_PER_TALK },
        (_, j) => unseenHooks[(i * HOOKS_PER_TALK + j) % unseenHooks.length] ?? '',
      ),
    ),
  )
}

/** How wrong the boundaries between excerpts of different talks are, ours and others'. */
function topicErrors(talks: readonly Talk[]): TopicErrors {
  const joined = joinExcerpts(talks, 12)
  const of = (guess: (transcript: Transcript) => number[]) =>
    mean(joined.map(({ transcript, topicOf }) => pkOf(topicOf, guess(transcript))))
  return {
    ours: of((transcript) => {
      const { topics } = findMoments(transcript, usual)
      return splitSentences(transcript).map(({ from }) =>
        topics.findLastIndex((topic) => from >= topic.from),
      )
    }),
    tiles: of((transcript) =>
      textTiles(splitSentences(transcript).map(({ text }) => termsOf(text))),
    ),
    none: of((transcript) => splitSentences(transcript).map(() => 0)),
  }
}

/** Processor time of the search in thirty thousand words, ms; the middle of three. */
function speed(): number {
  const { transcript } = madeUpTalk(99, 2450, unseenHooks)
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage()
    findMoments(transcript, usual)
    return process.cpuUsage(before).user / 1000
  })
  return times.sort((a, b) => a - b)[1] ?? 0
}

const mean = (values: readonly number[]) =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
