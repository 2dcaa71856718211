import { parseArgs } from 'node:util'
import { fuzzRound } from '../collab/clip-doc/fuzz.fixtures.ts'

/**
 * Edits clips at random with several people on a bad network, and says whether all ended with one
 * valid clip. `--rounds` (10,000), `--seed` (printed, so that a round can be repeated).
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' } },
})
const rounds = Number(values.rounds ?? 10_000)
const first = Number(values.seed ?? Math.floor(Math.random() * 1e9))
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(first)) {
  console.error('--rounds and --seed are whole numbers, and there is at least one round.')
  process.exit(2)
}

console.log(`${rounds} rounds from seed ${first}`)
let operations = 0
const wrong = { divergences: 0, violations: 0 }
for (let seed = first; seed < first + rounds; seed++) {
  const round = fuzzRound(seed)
  operations += round.operations
  for (const kind of ['divergences', 'violations'] as const) {
    if (round[kind].length === 0) continue
    wrong[kind]++
    console.error(round[kind][0])
  }
}
console.log(JSON.stringify({ rounds, operations, ...wrong }))
process.exitCode = wrong.divergences + wrong.violations > 0 ? 1 : 0
