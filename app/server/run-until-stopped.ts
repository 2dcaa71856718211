import type { Logger } from 'pino'

/** One Ctrl-C reaches us twice where npm passes on what the terminal sent to all. */
const SAME_PRESS_MS = 300

/**
 * Keeps the process until somebody stops it: the first signal ends it in order, a second one at once.
 * What nobody caught is logged and ends it, for its state is unknown; a restart is safe at any moment.
 */
export function runUntilStopped(stop: () => Promise<void>, log: Logger): void {
  let stoppingSince: number | null = null
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince < SAME_PRESS_MS) return
      log.warn('Stopped at once')
      process.exit(130)
    }
    stoppingSince = Date.now()
    log.info({ signal }, 'Stopping')
    await stop()
    log.info(`Stopped after ${((Date.now() - stoppingSince) / 1000).toFixed(1)} s`)
    process.exit(0)
  }
  process.on('SIGINT', (signal) => void onSignal(signal))
  process.on('SIGTERM', (signal) => void onSignal(signal))
  process.on('unhandledRejection', (reason) => {
    log.error({ err: reason }, 'A failure was not handled')
  })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'A failure was not caught; the server ends')
    process.exit(1)
  })
}
