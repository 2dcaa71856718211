import { z } from 'zod'

const text = z.string().trim()
const url = text.refine((value) => URL.canParse(value), {
  error: 'must be an address such as https://example.com',
  abort: true,
})

/** What the environment may say. A blank value counts as not set, so `.env.example` runs as it is. */
const Environment = z.object({
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65_535, 'must be a port number')
    .default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: url
    .refine((value) => /^https?:/.test(value), 'must begin with http:// or https://')
    .transform((value) => new URL(value).origin)
    .optional(),
  TRUST_PROXY: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  CLIPROOM_DATA: text.default('./data'),
  DATABASE_URL: url
    .refine((value) => /^postgres(ql)?:/.test(value), 'must begin with postgres://')
    .optional(),
  TRANSCRIBE_BASE_URL: url.optional(),
  TRANSCRIBE_API_KEY: text.optional(),
  TRANSCRIBE_MODEL: text.optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error')
    .default('info'),
})

export type Config = {
  port: number
  host: string
  /** The origin people reach this place at, where it differs from what requests say. */
  publicUrl: string | null
  /** Whether a proxy in front sets X-Forwarded-For, so that it may be believed. */
  trustProxy: boolean
  dataFolder: string
  databaseUrl: string | null
  transcribe: { baseUrl: string | null; apiKey: string | null; model: string | null }
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/** Names every variable that is wrong and what it must be. Values are not repeated: some are secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = Environment.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
    throw new ConfigError(lines.join('\n'))
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ?? null,
    trustProxy: env.TRUST_PROXY === 'yes',
    dataFolder: env.CLIPROOM_DATA,
    databaseUrl: env.DATABASE_URL ?? null,
    transcribe: {
      baseUrl: env.TRANSCRIBE_BASE_URL ?? null,
      apiKey: env.TRANSCRIBE_API_KEY ?? null,
      model: env.TRANSCRIBE_MODEL ?? null,
    },
    logLevel: env.LOG_LEVEL,
  }
}
