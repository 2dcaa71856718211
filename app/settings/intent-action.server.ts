import { data } from '@remix-run/node'
import type { z } from 'zod'
import type { SpeechName } from '#core/engine-choice.ts'
import type { EngineTest } from '#core/engine-facts.ts'
import { isAppError } from '#core/errors.ts'

/** How a form of a settings page ended. */
export type Outcome = {
  /** Which form it was. */
  intent: string
  /** By field; '' is about the whole. Empty: it is done. */
  errors: Record<string, string>
  /** What there is to say or show once, done. */
  said?: string
  secret?: { title: string; value: string }
  /** How an engine did when it was tried. */
  test?: EngineTest & { engine: SpeechName | 'language' }
}

type Done = Omit<Outcome, 'intent' | 'errors'>
type Handler = (form: FormData) => Promise<Done | undefined>

/** One thing a form may ask for: its fields by their schema, and the command. */
export const intent =
  <S extends z.ZodType>(
    schema: S,
    read: (form: FormData) => unknown,
    /** What there is to say, or nothing. */
    work: (input: z.output<S>) => Promise<unknown>,
  ): Handler =>
  async (form) => {
    const parsed = schema.safeParse(read(form))
    if (!parsed.success) throw new Misfit(parsed.error.issues)
    return (await work(parsed.data)) as Done | undefined
  }

class Misfit extends Error {
  constructor(readonly issues: z.core.$ZodIssue[]) {
    super('the form does not fit')
  }
}

/** Runs what the form's `intent` names. */
export async function runIntent(request: Request, handlers: Record<string, Handler>) {
  const form = await request.formData()
  const name = String(form.get('intent') ?? '')
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (!handler)
    return data<Outcome>({ intent: name, errors: { '': 'This form is unknown.' } }, { status: 400 })
  try {
    return data<Outcome>({ intent: name, errors: {}, ...(await handler(form)) })
  } catch (error) {
    if (error instanceof Misfit) {
      const errors: Record<string, string> = {}
      for (const issue of error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
      return data<Outcome>({ intent: name, errors }, { status: 400 })
    }
    if (!isAppError(error)) throw error
    return data<Outcome>(
      { intent: name, errors: { '': error.message } },
      { status: error.kind.status },
    )
  }
}

/** The form's single values as they were typed. */
export const fieldsOf = (form: FormData) =>
  Object.fromEntries([...form].filter((entry) => typeof entry[1] === 'string'))
