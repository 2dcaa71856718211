import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { playwrightLaunchOptions } from '#render/browser.ts'
import { findTools } from '#render/tools.ts'

/** The workers read this file again; they must find the server the first reading chose. */
process.env.CLIPROOM_E2E_PORT ??= String(3200 + Math.floor(Math.random() * 500))
process.env.CLIPROOM_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'cliproom-e2e-'))
const port = process.env.CLIPROOM_E2E_PORT
const baseURL = `http://127.0.0.1:${port}`

export default defineConfig({
  testDir: 'e2e',
  timeout: 600_000,
  expect: { timeout: 20_000 },
  // One machine, one server, two cores: journeys run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    baseURL,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: playwrightLaunchOptions(await findTools()),
  },
  webServer: {
    command: 'npm start',
    url: `${baseURL}/readyz`,
    timeout: 240_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { PORT: port, CLIPROOM_DATA: process.env.CLIPROOM_E2E_DATA },
  },
})
