import { resolve } from 'node:path'

/** Reads `.env` beside package.json, where there is one. What the environment says already stands. */
export function loadEnvironment(): void {
  try {
    process.loadEnvFile(resolve(import.meta.dirname, '../../.env'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
