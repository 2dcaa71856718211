import { expect, test } from 'vitest'
import { speechEngines } from './engine.ts'

const nothing = { baseUrl: null, apiKey: null, model: null }
const known = (config: Parameters<typeof speechEngines>[0]) =>
  speechEngines(config, '/nowhere').map(({ engine, ...one }) => ({ id: engine.id, ...one }))

test('nobody is set up, and nobody hears', () => {
  expect(known(nothing)).toEqual([])
})

test('each engine says what it is, where sound goes, and whether that is elsewhere', () => {
  const config = {
    ...{ ...nothing, engine: 'local' as const },
    stepIn: [
      { ...nothing, engine: 'server' as const, baseUrl: 'http://speech.lan:8000/v1', model: 'big' },
      { ...nothing, engine: 'openai' as const, apiKey: 'k' },
      { ...nothing, engine: 'deepgram' as const, apiKey: 'k' },
    ],
  }
  expect(known(config)).toEqual([
    { id: 'local:parakeet-tdt-0.6b-v3', name: 'local', host: null, leaves: false, price: 0 },
    { id: 'speech.lan:8000:big', name: 'server', host: 'speech.lan:8000', leaves: true, price: 0 },
    {
      ...{ id: 'openai:whisper-1', name: 'openai', host: 'api.openai.com' },
      ...{ leaves: true, price: 0.006 },
    },
    {
      ...{ id: 'deepgram:nova-3', name: 'deepgram', host: 'api.deepgram.com' },
      ...{ leaves: true, price: 0.0043 },
    },
  ])
})

test('a server on this machine takes sound, and it does not leave', () => {
  expect(known({ ...nothing, baseUrl: 'http://127.0.0.1:8000/v1' })).toMatchObject([
    { name: 'server', host: '127.0.0.1:8000', leaves: false },
  ])
})
