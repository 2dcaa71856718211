import OpenAI from 'openai'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type Party, type Patience, patientCall } from '../speech/patient-call.ts'
import { isThisMachine } from '../this-machine.ts'
import type { LlmConfig } from './llm-config.ts'

const OPENAI = 'https://api.openai.com/v1'
/** A model at home may think for minutes. */
const ANSWER_WITHIN_MS = 180_000
const TRIES = 3
/** An answer longer than this is no list of numbers. */
const MOST_ANSWER_TOKENS = 4000

export type Usage = { input: number; output: number }

export type Llm = {
  /** Host and model: what the answers depend on. */
  id: string
  /** Whether what it is asked leaves this machine. */
  leaves: boolean
  budgetTokens: number
  /** Dollars; null where no price is set. */
  costOf(usage: Usage): number | null
  /** Asks for JSON of a shape. Fails with `llm.unreachable`, `llm.refused` or `llm.no-answer`. */
  ask<T>(question: Question<T>, signal: AbortSignal): Promise<{ value: T; usage: Usage }>
}

export type Question<T> = {
  /** Of the answer, for servers that want one: `[a-z_]`. */
  name: string
  system: string
  user: string
  schema: z.ZodType<T>
}

const party: Party = {
  name: 'The language model',
  settings: 'LLM',
  unreachable: 'llm.unreachable',
  refused: 'llm.refused',
}

/** Any server that speaks OpenAI's chat protocol; null where none is set up. */
export function openaiLlm(
  { baseUrl, apiKey, model, budgetTokens, price }: LlmConfig,
  patience: Patience & { answerWithinMs?: number } = {},
): Llm | null {
  if (!model || (!baseUrl && !apiKey)) return null
  const url = baseUrl ?? OPENAI
  const client = new OpenAI({
    baseURL: url,
    // Servers at home want none, and the client wants one.
    apiKey: apiKey ?? 'none',
    maxRetries: 0,
    timeout: patience.answerWithinMs ?? ANSWER_WITHIN_MS,
    logLevel: 'off',
  })
  /** Not every server knows schemas; what it answered to is asked again with less. */
  let formats = ['json_schema', 'json_object', 'none'] as const as readonly Format[]

  const complete = async <T>(question: Question<T>, signal: AbortSignal) => {
    for (;;) {
      const [format = 'none', ...less] = formats
      try {
        return await patientCall(
          () =>
            client.chat.completions.create(
              {
                model,
                messages: [
                  { role: 'system', content: question.system },
                  { role: 'user', content: question.user },
                ],
                max_completion_tokens: MOST_ANSWER_TOKENS,
                ...formatOf(format, question),
              },
              { signal },
            ),
          signal,
          { tries: TRIES, ...patience },
          party,
        )
      } catch (error) {
        const cause = error instanceof AppError ? error.cause : null
        const isFormat = cause instanceof OpenAI.BadRequestError && less.length > 0
        if (!isFormat) throw error
        formats = less
      }
    }
  }

  return {
    id: `${new URL(url).host}:${model}`,
    leaves: !isThisMachine(url),
    budgetTokens,
    costOf: ({ input, output }) =>
      price ? (input * price.input + output * price.output) / 1_000_000 : null,
    async ask(question, signal) {
      const usage: Usage = { input: 0, output: 0 }
      // Broken JSON is an accident of sampling; a second one is the model.
      for (let attempt = 1; ; attempt++) {
        const answer = await complete(question, signal)
        usage.input += answer.usage?.prompt_tokens ?? 0
        usage.output += answer.usage?.completion_tokens ?? 0
        const message = answer.choices?.[0]?.message
        if (message?.refusal)
          throw new AppError('llm.no-answer', { detail: 'The language model refused to answer.' })
        const read = question.schema.safeParse(jsonIn(message?.content ?? ''))
        if (read.success) return { value: read.data, usage }
        if (attempt >= 2) throw new AppError('llm.no-answer', { cause: read.error })
      }
    },
  }
}

type Format = 'json_schema' | 'json_object' | 'none'

function formatOf<T>(format: Format, { name, schema }: Question<T>) {
  if (format === 'none') return {}
  if (format === 'json_object') return { response_format: { type: 'json_object' as const } }
  const json = z.toJSONSchema(schema) as Record<string, unknown>
  return {
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name, schema: json, strict: true },
    },
  }
}

/** The JSON of an answer, also between fences or after a thought spoken aloud; undefined: there is none. */
function jsonIn(content: string): unknown {
  const text = content.replace(/<think>[\s\S]*?<\/think>/g, '').trim()
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(text.slice(from, to + 1))
  } catch {
    return undefined
  }
}
