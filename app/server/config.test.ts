import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('an empty environment runs as it is', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    trustProxy: false,
    dataFolder: './data',
    databaseUrl: null,
    s3: null,
    transcribe: {
      baseUrl: null,
      apiKey: null,
      model: null,
      engine: null,
      weights: null,
      pricePerMinute: null,
      spendUnasked: 0,
      stepIn: [],
    },
    llm: { baseUrl: null, apiKey: null, model: null, budgetTokens: 30_000, price: null },
    lambda: null,
    secretKey: null,
    corsOrigins: [],
    rateLimits: { free: 100, pro: 1_000, enterprise: 10_000, ip: 10_000 },
    mail: { smtpUrl: null, from: 'Cliproom <cliproom@localhost>' },
    label: { name: 'Cliproom', logo: null, colour: null },
    allowPrivateAddresses: false,
    signIn: [],
    billing: null,
    workerPort: 3001,
    metricsToken: null,
    telemetry: { endpoint: null, serviceName: 'cliproom' },
    sentry: { dsn: null },
    logLevel: 'info',
  })
})

test('a blank value counts as not set', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: '  ', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(
    readConfig({}),
  )
})

test('what is set is taken, an address by its origin', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://clips.example/',
    TRUST_PROXY: 'yes',
    TRANSCRIBE_BASE_URL: 'http://localhost:8000/v1',
    TRANSCRIBE_MODEL: 'large-v3',
  })
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: 'https://clips.example',
    trustProxy: true,
    transcribe: { baseUrl: 'http://localhost:8000/v1', apiKey: null, model: 'large-v3' },
  })
})

test('several engines of speech stand in line, each with its own key', () => {
  const { transcribe } = readConfig({
    TRANSCRIBE_ENGINE: 'local, server,openai',
    TRANSCRIBE_BASE_URL: 'http://speech.lan/v1',
    TRANSCRIBE_MODEL: 'big',
    TRANSCRIBE_API_KEY: 'of the server',
    OPENAI_API_KEY: 'of OpenAI',
  })
  expect(transcribe).toMatchObject({ engine: 'local', baseUrl: null, apiKey: null, model: null })
  expect(transcribe.stepIn).toMatchObject([
    { engine: 'server', baseUrl: 'http://speech.lan/v1', apiKey: 'of the server', model: 'big' },
    { engine: 'openai', baseUrl: null, apiKey: 'of OpenAI', model: null },
  ])
})

test('a key of OpenAI’s alone sets no engine up: somebody may have it for something else', () => {
  expect(readConfig({ OPENAI_API_KEY: 'k' }).transcribe).toMatchObject({
    ...{ engine: null, apiKey: null },
  })
})

test.each([
  [{ PORT: 'eighty' }, 'PORT must be a port number.'],
  [{ PORT: '70000' }, 'PORT must be a port number.'],
  [{ PUBLIC_URL: 'clips.example' }, 'PUBLIC_URL must be an address such as https://example.com.'],
  [{ PUBLIC_URL: 'ftp://clips.example' }, 'PUBLIC_URL must begin with http:// or https://.'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://.'],
  [{ LLM_PRICE: 'cheap' }, 'LLM_PRICE must be dollars a million tokens in and out: 0.5/2.'],
  [
    { TRANSCRIBE_ENGINE: 'local,ears' },
    'TRANSCRIBE_ENGINE must be local, server, openai, deepgram, or several with commas between.',
  ],
  [{ TRANSCRIBE_ENGINE: 'local,local' }, 'TRANSCRIBE_ENGINE must name each engine once.'],
  [
    { TRANSCRIBE_ENGINE: 'local,deepgram' },
    'TRANSCRIBE_ENGINE names deepgram, which needs DEEPGRAM_API_KEY.',
  ],
  [
    { TRANSCRIBE_ENGINE: 'server,local' },
    'TRANSCRIBE_ENGINE names server, which needs TRANSCRIBE_BASE_URL.',
  ],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn or error.'],
])('%j is named', (environment, message) => {
  expect(() => readConfig(environment)).toThrow(new ConfigError(message))
})

test('several wrong variables are named at once, and no value is repeated', () => {
  const secret = 'mysql://user:hunter2@host'
  try {
    readConfig({ PORT: 'x', DATABASE_URL: secret })
    expect.unreachable()
  } catch (error) {
    expect((error as Error).message.split('\n')).toHaveLength(2)
    expect((error as Error).message).not.toContain('hunter2')
  }
})

test('functions at AWS are named with their bucket', () => {
  const name = 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec'
  const bucket = 'remotionlambda-eucentral1-abc'
  expect(
    readConfig({ LAMBDA_FUNCTION: name, LAMBDA_BUCKET: bucket, LAMBDA_REGION: 'eu-central-1' })
      .lambda,
  ).toEqual({ region: 'eu-central-1', functionName: name, bucket, functions: 9 })
  expect(() => readConfig({ LAMBDA_FUNCTION: name })).toThrow(
    'LAMBDA_FUNCTION needs LAMBDA_BUCKET beside it.',
  )
  expect(() => readConfig({ LAMBDA_FUNCTION: 'mine', LAMBDA_BUCKET: 'mine' })).toThrow(
    /LAMBDA_FUNCTION must be the name.*\nLAMBDA_BUCKET must begin/,
  )
})

test('a place may bear another name, colour and logo, in its mails too', () => {
  const logo = `${import.meta.dirname}/../../public/favicon.svg`
  const { label, mail } = readConfig({
    ...{ WHITE_LABEL_NAME: 'Halden Clips', WHITE_LABEL_COLOUR: '#3366ff', WHITE_LABEL_LOGO: logo },
  })
  expect(label).toEqual({ name: 'Halden Clips', logo, colour: '#3366ff' })
  expect(mail.from).toBe('Halden Clips <cliproom@localhost>')
  expect(readConfig({ WHITE_LABEL_NAME: 'A "B" <c@d>' }).mail.from).toBe(
    'A B cd <cliproom@localhost>',
  )
})

test.each([
  ['WHITE_LABEL_COLOUR', 'red', 'must be a colour such as #3366ff'],
  ['WHITE_LABEL_COLOUR', '#fff;}', 'must be a colour such as #3366ff'],
  ['WHITE_LABEL_LOGO', '/etc/passwd', 'must be a file that ends in .svg, .png, .webp'],
  ['WHITE_LABEL_LOGO', '/nowhere/logo.svg', 'must be a file that is there'],
  ['WHITE_LABEL_NAME', 'x'.repeat(41), 'must be at most 40 characters'],
])('%s %s is refused', (name, value, say) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name} ${say}.`)
})
