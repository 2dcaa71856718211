import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { deepgram } from './deepgram.ts'
import { engineContract, loudIn, silent, speaking } from './engine-contract.fixtures.ts'
import { openaiCompatible } from './openai-compatible.ts'
import type { SpeechEngine } from './speech.ts'
import { speechServer } from './speech-server.fixtures.ts'

const calm = { firstWaitMs: 5, tries: 2 }
const theEngine = (engine: SpeechEngine | null): SpeechEngine => {
  if (!engine) throw new Error('no engine')
  return engine
}

/** One protocol, and the ways its servers answer. `w` is what was said in each loud stretch. */
type Way = { model: string; answer(said: { start: number; end: number }[]): unknown }
const segment = ({ start, end }: { start: number; end: number }, text: string) => ({
  ...{ start, end, text },
})
const openaiWays: Record<string, Way> = {
  'whisper-1: words beside segments': {
    model: 'whisper-1',
    answer: (said) => ({
      language: 'english',
      segments: said.map((one) => segment(one, ' w')),
      words: said.map((one) => ({ ...one, word: 'w' })),
    }),
  },
  'a server with words inside segments': {
    model: 'large-v3',
    answer: (said) => ({
      language: 'en',
      segments: said.map((one) => ({
        ...segment(one, ' w'),
        words: [{ ...one, word: ' w', probability: 0.9 }],
      })),
    }),
  },
  'a server that writes numbers in quotes, and null for what it has not': {
    model: 'large-v3',
    answer: (said) => ({
      language: null,
      segments: null,
      words: said.map(({ start, end }) => ({ word: 'w', start: `${start}`, end: `${end}` })),
    }),
  },
  'gpt-transcribe: text alone': {
    model: 'gpt-transcribe',
    answer: (said) => ({ text: said.map(() => 'w').join(' ') }),
  },
  'the diarizing model: turns with names': {
    model: 'gpt-4o-transcribe-diarize',
    answer: (said) => ({
      segments: said.map((one) => ({ ...segment(one, 'w'), speaker: 'A', type: 'text' })),
    }),
  },
}
for (const [name, { model, answer }] of Object.entries(openaiWays)) {
  const engineAt = (baseUrl: string) =>
    theEngine(openaiCompatible({ baseUrl, apiKey: 'k', model }, calm))
  engineContract(name, {
    make: async () =>
      engineAt((await speechServer(({ wav }) => ({ json: answer(loudIn(wav)) }))).url),
    makeSlow: async () => engineAt((await speechServer(() => 'hang')).url),
  })
}

/** A server that answers as Deepgram does; `asked` are the addresses it was asked at. */
async function deepgramServer(status = 200, hangs = false) {
  const asked: { url: URL; key: string | undefined }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    asked.push({
      url: new URL(request.url ?? '', 'http://localhost'),
      key: request.headers.authorization,
    })
    if (hangs) return
    const words = loudIn(Buffer.concat(chunks)).map((one) => ({
      ...one,
      ...{ word: 'w', punctuated_word: 'W.', confidence: 0.93, speaker: 0 },
    }))
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(
        status === 200
          ? {
              results: {
                channels: [{ detected_language: 'en', alternatives: [{ transcript: '', words }] }],
              },
            }
          : { err_code: 'INVALID_AUTH', err_msg: 'Invalid credentials.' },
      ),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const engine = theEngine(
    deepgram({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'k-1', model: null }, calm),
  )
  return { engine, asked }
}

engineContract('deepgram', {
  make: async () => (await deepgramServer()).engine,
  makeSlow: async () => (await deepgramServer(200, true)).engine,
})

const never = new AbortController().signal
const codeOf = (heard: Promise<unknown>) =>
  heard.then(
    () => 'heard',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )

test('deepgram: is told the key, the language where it is known, and custom words', async () => {
  const { engine, asked } = await deepgramServer()
  const chunk = { wav: speaking, durationMs: 10_000 }
  const { language } = await engine.transcribe(chunk, { signal: never })
  await engine.transcribe(chunk, { signal: never, language: 'de', vocabulary: ['Halden', 'CRDT'] })
  expect(language).toBe('en')
  expect(asked.map(({ key }) => key)).toEqual(['Token k-1', 'Token k-1'])
  const [first, second] = asked.map(({ url }) => url.searchParams)
  expect(first?.get('detect_language')).toBe('true')
  expect(second?.get('language')).toBe('de')
  expect(second?.getAll('keyterm')).toEqual(['Halden', 'CRDT'])
})

test.each([
  [401, 'speech.refused'],
  [400, 'speech.refused'],
  [503, 'speech.unreachable'],
])('deepgram: %i is %s', async (status, code) => {
  const { engine } = await deepgramServer(status)
  const heard = engine.transcribe({ wav: silent, durationMs: 4000 }, { signal: never })
  expect(await codeOf(heard)).toBe(code)
})

test('nobody there is told as such', async () => {
  const nowhere = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k', model: null }
  for (const engine of [deepgram(nowhere, calm), openaiCompatible(nowhere, calm)]) {
    const heard = engine?.transcribe({ wav: silent, durationMs: 4000 }, { signal: never })
    expect(await codeOf(heard ?? Promise.resolve())).toBe('speech.unreachable')
  }
})

test('custom words are told to a server of that protocol as its prompt', async () => {
  const { url, asked } = await speechServer(() => ({ json: { words: [] } }))
  const engine = openaiCompatible({ baseUrl: url, apiKey: null, model: null }, calm)
  await engine?.transcribe(
    { wav: silent, durationMs: 4000 },
    { signal: never, vocabulary: ['Halden', 'CRDT'] },
  )
  expect(asked[0]?.fields.prompt).toEqual(['Halden, CRDT.'])
})
