import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/build/**', '**/data/**', 'e2e/**']

const timed = [
  'app/server/stopping.slow.test.ts',
  'collab/attacks.slow.test.ts',
  'collab/server.slow.test.ts',
  'pipeline/pipeline.slow.test.ts',
  'render/draw-written.slow.test.ts',
]

/** A state is awaited, not a duration: a slow machine only waits longer. */
const patient = { poll: { timeout: 15_000, interval: 20 } }

/** What every project of slow tests has. */
const slow = { exclude: ignored, testTimeout: 300_000, hookTimeout: 180_000, expect: patient }

/**
 * unit: what `npm run check` runs; no FFmpeg, no browser, no server process.
 * bare: the slow tests, with what npm alone brings (PGlite, npm's FFmpeg and browser), two at once:
 * most of the time they wait for another process.
 * alone: those of them that ask how long something takes, one after the other.
 * neon: the database's contract suites by Neon's driver, through a socket, on a Postgres server.
 * full: the contract suites again on a Postgres server, and durability.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.slow.test.{ts,tsx}', '**/*.full.test.ts'],
          // One module graph and one embedded engine a thread, not a file: a quarter of the time.
          pool: 'threads',
          isolate: false,
          // All cores: by default one is left out, and of two that is half.
          maxWorkers: '100%',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patient,
        },
      },
      {
        test: {
          name: 'bare',
          include: ['**/*.slow.test.{ts,tsx}'],
          globalSetup: 'pipeline/sample/make-ahead.fixtures.ts',
          ...slow,
          exclude: [...ignored, ...timed],
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'alone',
          include: timed,
          globalSetup: 'pipeline/sample/make-ahead.fixtures.ts',
          ...slow,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'neon',
          include: ['db/**/*.contract.test.ts'],
          env: { CLIPROOM_TEST_ENGINE: 'neon' },
          ...slow,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'full',
          include: ['**/*.contract.test.ts', '**/*.full.test.ts'],
          env: { CLIPROOM_TEST_ENGINE: 'postgres' },
          ...slow,
          fileParallelism: false,
        },
      },
    ],
  },
})
