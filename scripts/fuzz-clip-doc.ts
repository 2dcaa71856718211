/**
 * Several people edit one clip over a bad network, thousands of times.
 *
 *   tsx scripts/fuzz-clip-doc.ts -- --rounds 10000 --seed 1
 */
import { parseArgs } from 'node:util'
import { fuzzRound } from '../collab/clip-doc/fuzz.fixtures.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { rounds: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const [rounds, first] = [Number(values.rounds), Number(values.seed)]
if (!Number.isSafeInteger(rounds) || !Number.isSafeInteger(first) || rounds < 1) {
  console.error('Say how many rounds and from which seed, as whole numbers.')
  process.exit(2)
}

const started = performance.now()
let operations = 0
let withIssues = 0
const problems: string[] = []
for (let seed = first; seed < first + rounds; seed++) {
  const round = fuzzRound(seed)
  operations += round.operations
  if (round.issues > 0) withIssues++
  problems.push(...round.problems)
}
for (const problem of problems.slice(0, 50)) console.error(problem)
const divergences = problems.filter((problem) => problem.includes('differ')).length
console.log(
  `${rounds} rounds from seed ${first}, ${operations} operations, ${divergences} divergences, ` +
    `${problems.length - divergences} violations, ${withIssues} rounds ended with issues, ` +
    `${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exitCode = problems.length === 0 ? 0 : 1
