import { z } from '@hono/zod-openapi'
import { roleIn } from '#db/workspace-people.ts'
import { customWords } from '#db/workspaces.ts'
import {
  SetCustomWords,
  setCustomWords,
  TestEngine,
  testEngine,
} from '../commands/engines.server.ts'
import { type Api, endpoint } from './endpoint.ts'

const tag = 'Engines'
const CustomWords = z.array(z.string())

const ApiEngines = z
  .strictObject({
    speech: z
      .strictObject({
        id: z.string(),
        where: z.enum(['here', 'server', 'cloud']),
        host: z.string().nullable().describe('Where sound is sent; null: nothing leaves'),
        word_times: z.enum(['native', 'segment', 'none']),
        confidence: z.enum(['word', 'segment', 'none']),
        speakers: z.boolean(),
        dollars_per_minute: z.number().nullable(),
        ends_on: z.string().nullable().describe('The last day it is served, where announced'),
      })
      .nullable(),
    language: z
      .strictObject({
        model: z.string(),
        host: z.string(),
        budget_tokens: z.int().describe('At most, a search for moments'),
      })
      .nullable(),
    custom_words: CustomWords.describe('What the speech engine is told to listen for'),
  })
  .openapi('Engines')

/** What turns sound into words and sharpens suggestions. Which they are is set where the server is started. */
export function engineEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/workspace/engines',
      tag,
      summary: 'See which engines of speech and language are set up',
      more: 'Null: none is.',
      answer: { status: 200, schema: z.strictObject({ engines: ApiEngines }) },
    },
    async ({ app: { db, engines }, caller: { user } }) => {
      await roleIn(db, user.workspaceId, user.id)
      const { speech, language } = engines
      return {
        engines: {
          speech: speech && {
            ...{ id: speech.id, where: speech.where, host: speech.host },
            ...{ word_times: speech.words, confidence: speech.confidence },
            ...{ speakers: speech.diarize, dollars_per_minute: speech.pricePerMinute },
            ends_on: speech.endsOn,
          },
          language: language && {
            ...{ model: language.model, host: language.host },
            budget_tokens: language.budgetTokens,
          },
          custom_words: await customWords(db, user.workspaceId),
        },
      }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'post',
      path: '/workspace/engines/test',
      tag,
      summary: 'Try an engine with something real',
      more: 'Speech hears half a minute of the newest video. What goes wrong is the answer; it may cost what half a minute costs.',
      body: TestEngine,
      answer: {
        status: 200,
        schema: z.strictObject({
          test: z.strictObject({
            works: z.boolean(),
            message: z.string(),
            sample: z.string().nullable().describe('What it heard or answered'),
            took_seconds: z.number(),
          }),
        }),
      },
      refuses: [409],
    },
    async ({ app, caller, body }) => {
      const { ok, say, sample, ms } = await testEngine({ ...app, user: caller.user }, body)
      return { test: { works: ok, message: say, sample, took_seconds: ms / 1000 } }
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'put',
      path: '/workspace/custom-words',
      tag,
      summary: 'Set the names and terms that are said in your videos',
      more: 'In place of those there are. The speech engine is told from the next video on.',
      body: z.object({ words: SetCustomWords.shape.words }),
      answer: { status: 200, schema: z.strictObject({ custom_words: CustomWords }) },
    },
    async ({ app: { db }, caller: { user }, body }) => {
      await setCustomWords({ db, user }, body)
      return { custom_words: await customWords(db, user.workspaceId) }
    },
  )
}
