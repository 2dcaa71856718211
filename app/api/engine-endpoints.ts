import { z } from '@hono/zod-openapi'
import { inTheirOrder, Leaving, SpeechName } from '#core/engine-choice.ts'
import { roleIn } from '#db/workspace-people.ts'
import { customWords, engineChoice } from '#db/workspaces.ts'
import {
  SetCustomWords,
  SetEngineChoice,
  setCustomWords,
  setEngineChoice,
  TestEngine,
  testEngine,
} from '../commands/engines.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'

const tag = 'Engines'
const CustomWords = z.array(z.string())

const ApiEngines = z
  .strictObject({
    speech: z.array(
      z.strictObject({
        id: z.string(),
        name: SpeechName,
        host: z.string().nullable().describe('Where sound goes; null: a process of ours hears it'),
        leaves: z.boolean().describe('Whether sound leaves the machine'),
        used: z.boolean().describe('Not switched off, and sound may go there'),
        word_times: z.enum(['native', 'segment', 'none']),
        confidence: z.enum(['word', 'segment', 'none']),
        speakers: z.boolean(),
        dollars_per_minute: z.number().nullable(),
        ends_on: z.string().nullable().describe('The last day it is served, where announced'),
      }),
    ),
    language: z
      .strictObject({
        model: z.string(),
        host: z.string(),
        leaves: z.boolean().describe('Whether words leave the machine'),
        used: z.boolean().describe('Not switched off'),
        budget_tokens: z.int().describe('At most, a search for moments'),
      })
      .nullable(),
    stays: z.array(Leaving).describe('What this workspace sends to no engine elsewhere'),
    custom_words: CustomWords.describe('What the speech engine is told to listen for'),
  })
  .openapi('Engines')

async function answerEngines({ db, engines }: AppContext, { user }: Caller) {
  await roleIn(db, user.workspaceId, user.id)
  const { speech, language } = engines
  const choice = await engineChoice(db, user.workspaceId)
  return {
    engines: {
      speech: inTheirOrder(speech, choice).map(({ id, name, host, leaves, ...facts }) => ({
        ...{ id, name, host, leaves },
        used: !choice.off.includes(name) && !(leaves && choice.stays.includes('sound')),
        ...{ word_times: facts.words, confidence: facts.confidence },
        ...{ speakers: facts.diarize, dollars_per_minute: facts.pricePerMinute },
        ends_on: facts.endsOn,
      })),
      language: language && {
        ...{ model: language.model, host: language.host, leaves: language.leaves },
        used: !choice.off.includes('language'),
        budget_tokens: language.budgetTokens,
      },
      stays: choice.stays,
      custom_words: await customWords(db, user.workspaceId),
    },
  }
}

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
      more: 'Speech as this workspace tries it: the next one steps in where one fails.',
      answer: { status: 200, schema: z.strictObject({ engines: ApiEngines }) },
    },
    ({ app, caller }) => answerEngines(app, caller),
  )

  endpoint(
    api,
    'manage',
    {
      method: 'put',
      path: '/workspace/engines',
      tag,
      summary: 'Choose which engines are used, in which order, and what stays on this machine',
      more: 'Fields left out stay as they are. Counts at once, for videos that wait too.',
      body: SetEngineChoice,
      answer: { status: 200, schema: z.strictObject({ engines: ApiEngines }) },
    },
    async ({ app, caller, body }) => {
      await setEngineChoice({ db: app.db, user: caller.user }, body)
      return answerEngines(app, caller)
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
