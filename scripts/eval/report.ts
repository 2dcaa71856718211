import { randomOf } from '#core/moments/talk.fixtures.ts'
import { type Evaluation, OURS, type Row } from './evaluate.ts'
import { type Difference, type Found, liftOf, pairedDifference } from './measures.ts'

/** What was measured, as tables for people. */
export function report(
  { rows, topics, ms30k }: Evaluation,
  counts: { talks: number; labelled: number },
) {
  const [ours] = rows
  if (!ours) return
  console.log(
    `${counts.talks} talks, ${counts.labelled} with labels, ${ours.planted.length} with planted moments\n`,
  )
  const percent = (part: number, whole: number) =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
  const table = rows.map((row) => {
    const lift = liftOf(row.found)
    return [
      row.name,
      percent(row.edges.starts, row.edges.clips),
      percent(row.edges.ends, row.edges.clips),
      percent(row.edges.dangling, row.edges.clips),
      lift === null ? '–' : lift.toFixed(2),
      row.found.length === 0 ? '–' : percent(mean(row.found.map((one) => one.coverage)), 1),
      recallOf(row.planted).toFixed(2),
    ]
  })
  printTable([['', 'starts', 'ends', 'dangling', 'lift@10', 'coverage', 'planted@5'], ...table])
  console.log(
    `\nPk ${topics.ours.toFixed(3)} (TextTiling ${topics.tiles.toFixed(3)}, no boundaries ${topics.none.toFixed(3)}); 30,000 words in ${Math.round(ms30k)} ms of the processor`,
  )
  console.log(`\n${OURS} against each, over the same talks (mean, 95 %, share above zero):`)
  const differences = rows
    .slice(1)
    .map((row) => [
      row.name,
      ...(ours.found.length === 0 ? ['–'] : [sayDifference(liftDifference(ours.found, row.found))]),
      sayDifference(recallDifference(ours.planted, row.planted)),
    ])
  printTable([['', 'lift@10', 'planted@5'], ...differences])
}

function liftDifference(a: readonly Found[], b: readonly Found[]): Difference {
  const pairs = a.flatMap((one, i) => (b[i] ? [[one, b[i]] as const] : []))
  return pairedDifference(
    pairs,
    (drawn) =>
      (liftOf(drawn.map(([one]) => one)) ?? 0) - (liftOf(drawn.map(([, two]) => two)) ?? 0),
    randomOf(7),
  )
}

function recallDifference(a: Row['planted'], b: Row['planted']): Difference {
  const pairs = a.flatMap((one, i) => (b[i] ? [[one, b[i]] as const] : []))
  return pairedDifference(
    pairs,
    (drawn) => recallOf(drawn.map(([one]) => one)) - recallOf(drawn.map(([, two]) => two)),
    randomOf(8),
  )
}

const sayDifference = ({ mean, low, high, positive }: Difference) =>
  `${signed(mean)} [${signed(low)}, ${signed(high)}] ${Math.round(positive * 100)} %`
const signed = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n).toFixed(2)}`

function printTable(rows: string[][]) {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
}

/** The numbers alone, for programs. */
export function numbersOf({ rows, topics, ms30k }: Evaluation) {
  const [ours] = rows
  if (!ours) return null
  const { edges, found } = ours
  const lift = liftOf(found)
  return {
    sentenceStart: round(edges.starts / edges.clips),
    sentenceEnd: round(edges.ends / edges.clips),
    dangling: round(edges.dangling / edges.clips),
    lift10: lift === null ? null : round(lift),
    coverage: found.length === 0 ? null : round(mean(found.map(({ coverage }) => coverage))),
    plantedRecall5: round(recallOf(ours.planted)),
    pk: round(topics.ours),
    ms30k: Math.round(ms30k),
  }
}

const recallOf = (planted: Row['planted']) =>
  planted.reduce((sum, { hits }) => sum + hits, 0) /
  Math.max(
    1,
    planted.reduce((sum, { all }) => sum + all, 0),
  )
const mean = (values: readonly number[]) =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
const round = (n: number) => Math.round(n * 1000) / 1000
