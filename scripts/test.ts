/**
 * Runs a whole lane and ends with one line, `N passed, N failed`, counted from the runners' own
 * reports. A skipped test, a runner without a report and a lane without tests count as failures:
 * nothing may pass by not running.
 *
 *   npm test            format, types, boundaries, unit and slow tests, browser tests
 *   npm run test:full   the database contracts and durability, on the server DATABASE_URL names
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Count = { passed: number; failed: number }
type VitestReport = {
  numPassedTests: number
  numTotalTests: number
  numFailedTestSuites: number
  numFailedTests: number
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

const reports = await mkdtemp(join(tmpdir(), 'cliproom-reports-'))

const run = (command: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<number>((resolve) => {
    console.log(`\n> ${command} ${args.join(' ')}`)
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })

const report = async <T>(file: string): Promise<T | null> =>
  readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as T,
    () => null,
  )

/** A command that is itself one test: format, types, boundaries. */
async function gate(script: string): Promise<Count> {
  const code = await run('npm', ['run', '-s', script])
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(project: string): Promise<Count> {
  const file = join(reports, `${project}.json`)
  const code = await run('vitest', [
    'run',
    ...['--project', project],
    ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
  ])
  const found = await report<VitestReport>(file)
  if (!found || found.numTotalTests === 0) return { passed: 0, failed: 1 }
  const passed = found.numPassedTests
  // Skipped tests are neither passed nor failed in the report; here they are failures.
  const failed = Math.max(found.numTotalTests - passed, found.numFailedTests)
  return {
    passed,
    failed: failed === 0 && code !== 0 ? Math.max(1, found.numFailedTestSuites) : failed,
  }
}

async function playwright(): Promise<Count> {
  const file = join(reports, 'playwright.json')
  const code = await run('playwright', ['test', '--reporter', 'list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  const found = await report<PlaywrightReport>(file)
  if (!found || found.stats.expected === 0) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = found.stats
  const failed = unexpected + flaky + skipped + found.errors.length
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed }
}

const lanes: Record<string, (() => Promise<Count>)[]> = {
  bare: [
    () => gate('format'),
    () => gate('types'),
    () => gate('boundaries'),
    () => vitest('unit'),
    () => vitest('bare'),
    () => vitest('alone'),
    () => playwright(),
  ],
  full: [() => vitest('full'), () => vitest('neon')],
}

const lane = lanes[process.argv[2] ?? 'bare']
if (!lane) {
  console.error(`There is no lane "${process.argv[2]}": bare, full.`)
  process.exit(2)
}
let passed = 0
let failed = 0
for (const step of lane) {
  const count = await step()
  passed += count.passed
  failed += count.failed
}
await rm(reports, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
