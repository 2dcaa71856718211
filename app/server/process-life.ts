import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { loadEnvironment } from './environment-file.ts'
import { openErrorReports } from './error-reports.ts'
import { createLog } from './log.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { type Stop, stopAll } from './stop-all.ts'
import { startTelemetry } from './telemetry.ts'

/** A process that has begun: its log, and the parts it opens, to be ended in the reverse order. */
export type ProcessLife = {
  log: Logger
  /** For what fails on the side: it is logged and nothing else stops. */
  trouble(what: string): (error: unknown) => void
  /** Notes how a part ends. Together they may take 5 s. */
  opened<T>(part: T, name: string, withinMs: number, stop: (part: T) => unknown): T
}

/**
 * Opens what every process of ours has, then the rest by `open`. Where that fails, what was opened is
 * ended again.
 */
export async function beginProcess<T>(
  { logLevel, sentry, telemetry }: Pick<Config, 'logLevel' | 'sentry' | 'telemetry'>,
  role: Parameters<typeof startTelemetry>[1],
  open: (life: ProcessLife) => Promise<T>,
): Promise<T & { log: Logger; stop(): Promise<void> }> {
  const reports = await openErrorReports(sentry)
  const log = createLog({
    level: logLevel,
    pretty: true,
    ...(reports && { onError: reports.report }),
  })
  const stops: Stop[] = []
  const life: ProcessLife = {
    log,
    trouble: (what) => (error) => log.error({ err: error }, what),
    opened(part, name, withinMs, stop) {
      stops.push({ name, withinMs, stop: () => stop(part) })
      return part
    },
  }
  const stop = () => stopAll(stops, log)
  try {
    life.opened(reports, 'reports', 1_000, (made) => made?.close(900))
    life.opened(await startTelemetry(telemetry, role), 'telemetry', 1_000, (end) => end?.())
    return { ...(await open(life)), log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Starts a process and stays. What the person at the keyboard can put right is said in a line, without
 * a trace: errors of the kinds in `known`, and a port that is taken, which `portName` sets.
 */
export async function runProcess(
  start: () => Promise<{ log: Logger; stop(): Promise<void> }>,
  { known, portName }: { known: (new (...args: never[]) => Error)[]; portName: string },
): Promise<void> {
  try {
    loadEnvironment()
    const { stop, log } = await start()
    runUntilStopped(stop, log)
  } catch (error) {
    const plain = known.some((kind) => error instanceof kind)
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!plain && !taken) throw error
    console.error(
      taken
        ? `The port is in use by another program. Stop that one, or set ${portName}.`
        : (error as Error).message,
    )
    process.exit(1)
  }
}
