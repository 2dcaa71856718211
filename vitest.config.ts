import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/build/**', '**/data/**', 'e2e/**']

/**
 * unit: what `npm run check` runs; no FFmpeg, no browser, no server process.
 * bare: the slow tests, with what npm alone brings (PGlite, npm's FFmpeg and browser).
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
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'bare',
          include: ['**/*.slow.test.{ts,tsx}'],
          exclude: ignored,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'full',
          include: ['**/*.contract.test.ts', '**/*.full.test.ts'],
          exclude: ignored,
          env: { CLIPROOM_TEST_ENGINE: 'postgres' },
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
