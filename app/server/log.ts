import { type Logger, type LoggerOptions, pino } from 'pino'

const ERROR = 50

/** One readable line an event for people; JSON where a machine collects it. */
export function createLog({
  level,
  pretty,
  onError,
}: {
  level: string
  pretty: boolean
  /** Hears of every error that is logged as one. */
  onError?: (error: unknown, what: string, facts: Record<string, unknown>) => void
}): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    ...(onError && {
      hooks: {
        logMethod(args, method, at) {
          const [facts, what] = args as unknown[]
          if (at >= ERROR && facts instanceof Object && 'err' in facts)
            onError(facts.err, String(what ?? ''), facts as Record<string, unknown>)
          method.apply(this, args)
        },
      },
    }),
    // Nothing logs these on purpose; this is for the day somebody logs a whole request.
    redact: {
      paths: [
        'password',
        '*.password',
        'passwordHash',
        '*.passwordHash',
        'headers.cookie',
        'headers.authorization',
        '*.headers.cookie',
        '*.headers.authorization',
        'apiKey',
        '*.apiKey',
        '*.*.apiKey',
        'databaseUrl',
        '*.databaseUrl',
      ],
      censor: '[hidden]',
    },
  }
  return pretty
    ? pino(options, { write: (line) => process.stdout.write(oneLine(line)) })
    : pino(options)
}

const levels: Record<number, string> = { 20: 'debug', 30: '', 40: 'warn', 50: 'ERROR', 60: 'FATAL' }

/** `12:04:07 ERROR A page failed method=GET path=/clips/… TypeError: …` */
export function oneLine(json: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json) as Record<string, unknown>
  const clock = new Date(Number(time)).toTimeString().slice(0, 8)
  const facts = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const error = err as { type?: string; message?: string; stack?: string } | undefined
  const trouble = error ? [error.stack ?? `${error.type}: ${error.message}`] : []
  const label = levels[Number(level)] ?? ''
  return `${[clock, label, msg, ...facts, ...trouble].filter((part) => part !== '' && part !== undefined).join(' ')}\n`
}
