import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import type { TranslationAsked } from '#core/second-language.ts'
import { folderStorage, type Storage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { openQueue } from '#pipeline/queue.ts'
import { createAuth } from '../server/auth.ts'
import { openBilling } from '../server/billing.ts'
import { readConfig } from '../server/config.ts'
import type { AppContext } from '../server/context.ts'
import type { Message } from '../server/mail.ts'
import { serverKeys } from '../server/server-keys.ts'
import { openUploadFolder } from '../server/upload-folder.ts'
import { createApi } from './api.ts'
import { createRateLimits } from './rate-limits.ts'

const quiet = { debug() {}, info() {}, warn() {}, error: (data: object) => console.error(data) }

// biome-ignore lint/suspicious/noExplicitAny: whatever came; tests say what it must be
export type Answer = { status: number; headers: Headers; body: any }

/** The API on a database of its own, asked without a socket. Live documents are written to the log. */
export async function startApi(
  env: Record<string, string> = {},
  given: { storage?: Storage } = {},
) {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-api-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, quiet)
  onTestFinished(() => queue.close())
  const config = readConfig({ RATE_LIMIT_FREE: '0', ...env })
  const sent: Message[] = []
  const disconnected: { userId?: string; clipId?: string }[] = []
  const services = {
    database,
    db,
    queue,
    billing: openBilling(config.billing),
    lambdaPrice: null,
    storage: given.storage ?? folderStorage(join(root, 'files')),
    uploadFolder: await openUploadFolder(join(root, 'uploads')),
    auth: createAuth(db, { secureCookies: false }),
    keys: serverKeys(new Uint8Array(32).fill(7)),
    mail: {
      send: (message: Message) => void sent.push(message),
      deliver: async (message: Message) => void sent.push(message),
      outbox: null,
      settled: async () => {},
    },
    siteUrl: () => 'http://clips.example',
    changes: null as never,
    collab: {
      disconnect: (whose: { userId?: string; clipId?: string }) => void disconnected.push(whose),
      edit: editStored(db),
      settleVersions: async () => {},
    },
    // Files are read by FFmpeg where a test is about that.
    printPage: async (html: string) => Buffer.from(html),
    decodeAsset: async (_path: string, kind: string) => (kind === 'sound' ? 1000 : null),
    squarePicture: async (from: string, to: string) => copyFile(from, to),
    // Sound is measured by FFmpeg in render/.
    measureSound: async () => ({
      before: { loudness: -21.6, peak: -6.1, range: 5.2 },
      after: { loudness: -14.1, peak: -2.2, range: 5.2 },
    }),
    // Styles are compiled and drawn in render/; here a source that says `broken` is.
    written: {
      compile: async (source: string) =>
        source.includes('broken')
          ? { ok: false as const, faults: [{ say: 'This is broken.', line: 3 }] }
          : { ok: true as const, style: { code: source, lines: [1] } },
      check: async () => ({
        facts: { fields: [], layout: {}, reach: 1, refused: [] },
        states: 120,
        frames: 900,
      }),
      frameScript: async () => '',
    },
    engines: {
      speech: [],
      language: { model: 'a model', host: 'llm.example', leaves: true, budgetTokens: 1 },
      testSpeech: () => Promise.reject(new Error('nothing is set up')),
      testLanguage: () => Promise.reject(new Error('nothing is set up')),
      writePost: () => Promise.reject(new Error('nothing is set up')),
      keptPost: () => Promise.reject(new Error('nothing is set up')),
      translate: async ({ to, lines }: TranslationAsked) => ({
        ...{ lines: lines.map((line) => `${to}: ${line}`), model: 'a model', usage: null },
      }),
    },
    machine: async () => [],
    config,
    log: quiet as never,
  }
  const api = createApi(createRateLimits(config.rateLimits, database.engine))
  let asked = 0

  const ask = async (
    method: string,
    path: string,
    {
      token,
      body,
      headers = {},
      ip = '10.0.0.1',
      raw,
    }: {
      token?: string | undefined
      body?: unknown
      headers?: Record<string, string>
      ip?: string
      raw?: BodyInit
    } = {},
  ): Promise<Answer> => {
    const request = new Request(`http://clips.example/api/v1${path}`, {
      method,
      headers: {
        host: 'clips.example',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: raw, duplex: 'half' }),
    } as RequestInit)
    const context = {
      ...services,
      user: null,
      sessionId: null,
      responseHeaders: new Headers(),
      cookies: '',
      ip,
      userAgent: 'a test',
      requestId: `t${asked++}`,
      nonce: '',
    } as unknown as AppContext
    const response = await api.fetch(request, context)
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      headers: response.headers,
      body: type.includes('json') ? await response.json() : await response.text(),
    }
  }

  /** Somebody with an account and its tokens. */
  const register = async (name: string) => {
    const email = `${name.toLowerCase()}@example.org`
    const { body, status } = await ask('POST', '/auth/register', {
      body: { email, password: 'correct horse', full_name: name },
    })
    if (status !== 201) throw new Error(JSON.stringify(body))
    const token: string = body.token.access_token
    return {
      id: body.user.id as string,
      email,
      token,
      refresh: body.token.refresh_token as string,
      get: (path: string) => ask('GET', path, { token }),
      post: (path: string, sent?: unknown) => ask('POST', path, { token, body: sent ?? {} }),
      put: (path: string, sent: unknown) => ask('PUT', path, { token, body: sent }),
      delete: (path: string) => ask('DELETE', path, { token }),
    }
  }
  return { ask, register, api, services, sent, disconnected, root, ...services }
}

export type TestApi = Awaited<ReturnType<typeof startApi>>
export type Person = Awaited<ReturnType<TestApi['register']>>
