import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { z } from 'zod'
import { SpeechName } from '#core/engine-choice.ts'
import { type LambdaSetup, sizeOfFunction } from '#core/lambda-export.ts'
import { OWN_NAME } from '#core/place-label.ts'
import type { Allowances } from '#core/plan.ts'
import type { S3Config } from '#db/s3-storage.ts'
import { LOGO_TYPES } from './label.ts'

const text = z.string().trim()
const url = text.refine((value) => URL.canParse(value), {
  error: 'must be an address such as https://example.com',
  abort: true,
})

/** Requests an hour; 0 is no limit. */
const hourly = (otherwise: number) =>
  z.coerce
    .number('must be a number of requests an hour')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .default(otherwise)

/** Minutes a period; 0 is as many as anybody likes. */
const minutes = (otherwise: number) =>
  z.coerce
    .number('must be a number of minutes')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .default(otherwise)

const SPEECH_NAMES = 'must be local, server, openai, deepgram, or several with commas between'

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
  S3_BUCKET: text.optional(),
  S3_ENDPOINT: url.optional(),
  S3_REGION: text.default('us-east-1'),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  TRANSCRIBE_BASE_URL: url.optional(),
  TRANSCRIBE_API_KEY: text.optional(),
  TRANSCRIBE_MODEL: text.optional(),
  TRANSCRIBE_ENGINE: text
    .transform((value) => value.split(',').map((name) => name.trim()))
    .pipe(
      z
        .array(z.enum(SpeechName.options, SPEECH_NAMES))
        .refine((names) => new Set(names).size === names.length, 'must name each engine once'),
    )
    .optional(),
  OPENAI_API_KEY: text.optional(),
  DEEPGRAM_API_KEY: text.optional(),
  TRANSCRIBE_WEIGHTS: text.optional(),
  TRANSCRIBE_PRICE: z.coerce
    .number('must be dollars a minute')
    .min(0, 'must be 0 or more')
    .optional(),
  TRANSCRIBE_SPEND_UNASKED: z.coerce
    .number('must be dollars')
    .min(0, 'must be 0 or more')
    .default(0),
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: text.optional(),
  LLM_MODEL: text.optional(),
  LLM_BUDGET_TOKENS: z.coerce
    .number()
    .int('must be a whole number of tokens')
    .min(1000, 'must be 1000 tokens or more')
    .default(30_000),
  LLM_PRICE: z
    .string()
    .regex(/^\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/, 'must be dollars a million tokens in and out: 0.5/2')
    .optional(),
  LAMBDA_FUNCTION: text
    .refine(
      (name) => sizeOfFunction(name) !== null,
      'must be the name of a deployed function: remotion-render-…-mem2048mb-disk2048mb-120sec',
    )
    .optional(),
  LAMBDA_REGION: text.default('us-east-1'),
  LAMBDA_BUCKET: text
    .refine((name) => name.startsWith('remotionlambda-'), 'must begin with remotionlambda-')
    .optional(),
  LAMBDA_FUNCTIONS: z.coerce
    .number('must be a number of functions')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(200, 'must be 200 or less')
    .default(9),
  SECRET_KEY: text.min(32, 'must have at least 32 characters').optional(),
  CORS_ORIGINS: text
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) =>
        origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      'must be origins with commas between: https://a.example,https://b.example',
    )
    .optional(),
  RATE_LIMIT_FREE: hourly(100),
  RATE_LIMIT_PRO: hourly(1_000),
  RATE_LIMIT_ENTERPRISE: hourly(10_000),
  RATE_LIMIT_IP: hourly(10_000),
  SMTP_URL: url
    .refine((value) => /^smtps?:/.test(value), 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: text.optional(),
  WHITE_LABEL_NAME: text.max(40, 'must be at most 40 characters').default(OWN_NAME),
  WHITE_LABEL_LOGO: text
    .refine(
      (value) => extname(value).toLowerCase() in LOGO_TYPES,
      `must be a file that ends in ${Object.keys(LOGO_TYPES).join(', ')}`,
    )
    .refine((value) => existsSync(value), 'must be a file that is there')
    .optional(),
  WHITE_LABEL_COLOUR: text
    .refine((value) => /^#[0-9a-f]{6}$/i.test(value), 'must be a colour such as #3366ff')
    .optional(),
  ALLOW_PRIVATE_ADDRESSES: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  OIDC_ISSUER: url.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_NAME: text.default('single sign-on'),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GITHUB_CLIENT_ID: text.optional(),
  GITHUB_CLIENT_SECRET: text.optional(),
  STRIPE_SECRET_KEY: text.optional(),
  STRIPE_WEBHOOK_SECRET: text.optional(),
  STRIPE_PRICE_PRO: text.optional(),
  STRIPE_PRICE_ENTERPRISE: text.optional(),
  STRIPE_API_BASE: url.optional(),
  PLAN_MINUTES_FREE: minutes(60),
  PLAN_MINUTES_PRO: minutes(1_200),
  PLAN_MINUTES_ENTERPRISE: minutes(0),
  WORKER_PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65_535, 'must be a port number')
    .default(3001),
  METRICS_TOKEN: text.min(16, 'must have at least 16 characters').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_SERVICE_NAME: text.default('cliproom'),
  SENTRY_DSN: url.optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error')
    .default('info'),
})

/** One engine of speech. */
type Hearing = {
  /** null: an OpenAI-compatible server where one is named. */
  engine: SpeechName | null
  baseUrl: string | null
  apiKey: string | null
  model: string | null
  /** The folder of a local engine's weights; null: fetched on first use. */
  weights: string | null
  /** Dollars a minute; null: the list price. */
  pricePerMinute: number | null
}

export type Config = {
  port: number
  host: string
  /** The origin people reach this place at, where it differs from what requests say. */
  publicUrl: string | null
  /** Whether a proxy in front sets X-Forwarded-For, so that it may be believed. */
  trustProxy: boolean
  dataFolder: string
  databaseUrl: string | null
  /** The bucket files are kept in; null: a folder. */
  s3: S3Config | null
  transcribe: Hearing & {
    /** Dollars that may be spent on one video without asking. */
    spendUnasked: number
    /** Who hears where that fails, in order. */
    stepIn: Hearing[]
  }
  llm: {
    baseUrl: string | null
    apiKey: string | null
    model: string | null
    budgetTokens: number
    /** Dollars a million tokens; null: not said. */
    price: { input: number; output: number } | null
  }
  /** Functions at AWS that draw exports; null: this machine does. */
  lambda: LambdaSetup | null
  /** What tokens are signed with; null: a file in the data folder. */
  secretKey: string | null
  /** Sites whose pages may call the REST API from a browser. */
  corsOrigins: string[]
  /** Requests an hour by plan and by address; 0 is no limit. */
  rateLimits: { free: number; pro: number; enterprise: number; ip: number }
  mail: { smtpUrl: string | null; from: string }
  /** Whose name, logo (a file) and colour (`#rrggbb`) this place bears. */
  label: { name: string; logo: string | null; colour: string | null }
  /** Whether imports and webhooks may reach addresses inside this network. */
  allowPrivateAddresses: boolean
  /** Who else vouches for people: their issuers, in the order they are shown. */
  signIn: { id: string; name: string; issuer: string; clientId: string; clientSecret: string }[]
  /** Plans that are sold by Stripe; null: everything is everybody's, and nothing is counted. */
  billing: {
    secretKey: string
    webhookSecret: string
    prices: { pro: string | null; enterprise: string | null }
    apiBase: string | null
    allowances: Allowances
  } | null
  /** Where a worker of its own answers for its health. */
  workerPort: number
  /** Who asks for /metrics must bring it; null: nobody gets them. */
  metricsToken: string | null
  /** The OpenTelemetry collector traces are sent to; null: none are made. */
  telemetry: { endpoint: string | null; serviceName: string }
  sentry: { dsn: string | null }
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
    const lines = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`)
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
    s3: s3Of(env),
    transcribe: { ...hearingOf(env), spendUnasked: env.TRANSCRIBE_SPEND_UNASKED },
    llm: {
      baseUrl: env.LLM_BASE_URL ?? null,
      apiKey: env.LLM_API_KEY ?? null,
      model: env.LLM_MODEL ?? null,
      budgetTokens: env.LLM_BUDGET_TOKENS,
      price: priceOf(env.LLM_PRICE),
    },
    lambda: lambdaOf(env),
    secretKey: env.SECRET_KEY ?? null,
    corsOrigins: env.CORS_ORIGINS ?? [],
    rateLimits: {
      free: env.RATE_LIMIT_FREE,
      pro: env.RATE_LIMIT_PRO,
      enterprise: env.RATE_LIMIT_ENTERPRISE,
      ip: env.RATE_LIMIT_IP,
    },
    mail: {
      smtpUrl: env.SMTP_URL ?? null,
      from:
        env.MAIL_FROM ??
        `${env.WHITE_LABEL_NAME.replace(/[^\p{L}\p{N} ]/gu, '').trim() || OWN_NAME} <cliproom@localhost>`,
    },
    label: {
      name: env.WHITE_LABEL_NAME,
      logo: env.WHITE_LABEL_LOGO ?? null,
      colour: env.WHITE_LABEL_COLOUR ?? null,
    },
    allowPrivateAddresses: env.ALLOW_PRIVATE_ADDRESSES === 'yes',
    signIn: signInOf(env),
    billing: billingOf(env),
    workerPort: env.WORKER_PORT,
    metricsToken: env.METRICS_TOKEN ?? null,
    telemetry: {
      endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
      serviceName: env.OTEL_SERVICE_NAME,
    },
    sentry: { dsn: env.SENTRY_DSN ?? null },
    logLevel: env.LOG_LEVEL,
  }
}

function signInOf(env: z.infer<typeof Environment>): Config['signIn'] {
  const providers = [
    ['oidc', env.OIDC_NAME, env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET],
    [
      ...['google', 'Google', env.GOOGLE_CLIENT_ID && 'https://accounts.google.com'],
      ...[env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET],
    ],
    [
      ...['github', 'GitHub', env.GITHUB_CLIENT_ID && 'https://github.com'],
      ...[env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET],
    ],
  ]
  return providers.flatMap(([id = '', name = '', issuer, clientId, clientSecret]) => {
    if (!issuer) return []
    if (!clientId || !clientSecret) {
      const prefix = id.toUpperCase()
      throw new ConfigError(`${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET go together.`)
    }
    return [{ id, name, issuer, clientId, clientSecret }]
  })
}

function billingOf(env: z.infer<typeof Environment>): Config['billing'] {
  if (!env.STRIPE_SECRET_KEY) return null
  if (!env.STRIPE_WEBHOOK_SECRET) {
    throw new ConfigError('STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it.')
  }
  return {
    secretKey: env.STRIPE_SECRET_KEY,
    webhookSecret: env.STRIPE_WEBHOOK_SECRET,
    prices: { pro: env.STRIPE_PRICE_PRO ?? null, enterprise: env.STRIPE_PRICE_ENTERPRISE ?? null },
    apiBase: env.STRIPE_API_BASE ?? null,
    allowances: {
      free: env.PLAN_MINUTES_FREE || null,
      pro: env.PLAN_MINUTES_PRO || null,
      enterprise: env.PLAN_MINUTES_ENTERPRISE || null,
    },
  }
}

function s3Of(env: z.infer<typeof Environment>): S3Config | null {
  if (!env.S3_BUCKET) return null
  if (!env.S3_ACCESS_KEY_ID || !env.S3_SECRET_ACCESS_KEY) {
    throw new ConfigError('S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it.')
  }
  return {
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    endpoint: env.S3_ENDPOINT ?? null,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
  }
}

function lambdaOf(env: z.infer<typeof Environment>): LambdaSetup | null {
  if (!env.LAMBDA_FUNCTION) return null
  if (!env.LAMBDA_BUCKET) throw new ConfigError('LAMBDA_FUNCTION needs LAMBDA_BUCKET beside it.')
  return {
    region: env.LAMBDA_REGION,
    functionName: env.LAMBDA_FUNCTION,
    bucket: env.LAMBDA_BUCKET,
    functions: env.LAMBDA_FUNCTIONS,
  }
}

function priceOf(text: string | undefined): Config['llm']['price'] {
  if (!text) return null
  const [input = 0, output = 0] = text.split('/').map(Number)
  return { input, output }
}

/**
 * Who hears, and who steps in. Address, key, model and price are those of the first that is asked over
 * a network: the server, where one is among them. The others go by their own keys.
 */
function hearingOf(env: z.output<typeof Environment>): Hearing & { stepIn: Hearing[] } {
  const names = env.TRANSCRIBE_ENGINE ?? [null]
  const main = names.find((name) => name === 'server') ?? names.find((name) => name !== 'local')
  const keys = { openai: env.OPENAI_API_KEY, deepgram: env.DEEPGRAM_API_KEY }
  const [first, ...stepIn] = names.map((engine): Hearing => {
    const isMain = names.length === 1 || engine === main
    const own = engine === 'openai' || engine === 'deepgram' ? keys[engine] : undefined
    const apiKey = own ?? (isMain ? env.TRANSCRIBE_API_KEY : undefined) ?? null
    const hearing = {
      engine,
      baseUrl: (isMain && env.TRANSCRIBE_BASE_URL) || null,
      apiKey,
      model: (isMain && env.TRANSCRIBE_MODEL) || null,
      weights: env.TRANSCRIBE_WEIGHTS ?? null,
      pricePerMinute: (isMain ? env.TRANSCRIBE_PRICE : undefined) ?? null,
    }
    if (names.length > 1) mustBeReachable(hearing)
    return hearing
  })
  return { ...(first as Hearing), stepIn }
}

/** One of several that is left out in silence would never be missed until it is needed. */
function mustBeReachable({ engine, baseUrl, apiKey }: Hearing): void {
  if (engine === 'server' && !baseUrl)
    throw new ConfigError('TRANSCRIBE_ENGINE names server, which needs TRANSCRIBE_BASE_URL.')
  if ((engine === 'openai' || engine === 'deepgram') && !apiKey && !baseUrl)
    throw new ConfigError(
      `TRANSCRIBE_ENGINE names ${engine}, which needs ${engine.toUpperCase()}_API_KEY.`,
    )
}
