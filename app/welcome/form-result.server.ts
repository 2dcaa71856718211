import { data } from '@remix-run/node'
import type { z } from 'zod'
import { isAppError } from '#core/errors.ts'

/** What a form shows again after it was refused: what was typed, except secrets, and what is wrong. */
export type FormResult = {
  values: Record<string, string>
  /** By field; '' is about the form as a whole. */
  errors: Record<string, string>
}

/** Reads a form by its schema and does the work; gives the refusal where there is one. */
export async function runForm<Schema extends z.ZodType>(
  form: FormData,
  schema: Schema,
  work: (input: z.infer<Schema>) => Promise<Response>,
  { fieldOf }: { fieldOf: Record<string, string> } = { fieldOf: {} },
) {
  const typed = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const values = Object.fromEntries(
    Object.entries(typed).filter(([name]) => name !== 'password' && name !== 'redirectTo'),
  )
  const parsed = schema.safeParse(typed)
  if (!parsed.success) {
    const errors: FormResult['errors'] = {}
    for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
    return data<FormResult>({ values, errors }, { status: 400 })
  }
  try {
    return await work(parsed.data)
  } catch (error) {
    if (!isAppError(error)) throw error
    const field = fieldOf[error.code] ?? ''
    return data<FormResult>(
      { values, errors: { [field]: error.message } },
      { status: error.kind.status },
    )
  }
}
