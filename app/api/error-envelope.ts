import { z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'
import { type AppError, isAppError } from '#core/errors.ts'

export const ApiErrorCode = z.enum([
  'VALIDATION_ERROR',
  'AUTHENTICATION_ERROR',
  'AUTHORIZATION_ERROR',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'SERVICE_UNAVAILABLE',
])
export type ApiErrorCode = z.infer<typeof ApiErrorCode>

export const ErrorEnvelope = z
  .strictObject({
    error: z.strictObject({
      code: ApiErrorCode,
      message: z.string(),
      details: z.array(z.strictObject({ field: z.string(), message: z.string() })),
      request_id: z.string(),
      timestamp: z.iso.datetime(),
    }),
  })
  .openapi('Error')

type Details = { field: string; message: string }[]

/** A request that does not fit its schema, field by field. */
export class RequestInvalid extends Error {
  override readonly name = 'RequestInvalid'
  constructor(readonly details: Details) {
    super('Invalid input data')
  }
}

export type ApiStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503

/** The contract knows one status a kind; ours are finer where the site can say more. */
const byStatus: Record<AppError['kind']['status'], [ApiStatus, ApiErrorCode]> = {
  400: [400, 'VALIDATION_ERROR'],
  401: [401, 'AUTHENTICATION_ERROR'],
  403: [403, 'AUTHORIZATION_ERROR'],
  404: [404, 'NOT_FOUND'],
  // The contract has no word of its own for it.
  405: [405, 'VALIDATION_ERROR'],
  409: [409, 'CONFLICT'],
  413: [413, 'VALIDATION_ERROR'],
  415: [400, 'VALIDATION_ERROR'],
  422: [400, 'VALIDATION_ERROR'],
  429: [429, 'RATE_LIMIT_EXCEEDED'],
  500: [500, 'INTERNAL_ERROR'],
  502: [503, 'SERVICE_UNAVAILABLE'],
  503: [503, 'SERVICE_UNAVAILABLE'],
  504: [503, 'SERVICE_UNAVAILABLE'],
  507: [503, 'SERVICE_UNAVAILABLE'],
}

/** Which field of a request an error is about, where it is about one. */
const fieldOf: Partial<Record<AppError['code'], string>> = {
  'auth.email-taken': 'email',
  'clip.outside-video': 'start_time',
  'address.refused': 'url',
  'export.impossible': 'resolution',
  'import.no-tool': 'url',
  'media.empty': 'file',
  'media.not-media': 'file',
  'media.too-large': 'file',
}

/** An error as the API says it. What nobody foresaw says nothing of its inside. */
export function envelope(
  error: unknown,
  requestId: string,
): { status: ApiStatus; body: z.infer<typeof ErrorEnvelope> } {
  const [status, code, message, details] = said(error)
  return {
    status,
    body: {
      error: {
        code,
        message,
        details,
        request_id: `req-${requestId}`,
        timestamp: new Date().toISOString(),
      },
    },
  }
}

function said(error: unknown): [ApiStatus, ApiErrorCode, string, Details] {
  if (error instanceof RequestInvalid) {
    return [400, 'VALIDATION_ERROR', error.message, error.details]
  }
  if (isAppError(error)) {
    const [status, code] = byStatus[error.kind.status]
    const message = status === 500 ? 'Something broke here. Try again.' : error.message
    if (error.code === 'auth.email-taken') {
      const details = [{ field: 'email', message: 'Email already exists' }]
      return [status, code, 'Invalid input data', details]
    }
    const field = error.field ?? fieldOf[error.code]
    return [status, code, message, field ? [{ field, message }] : []]
  }
  if (holdsNothing(error)) {
    return [400, 'VALIDATION_ERROR', 'A text has a character (U+0000) that cannot be kept.', []]
  }
  if (error instanceof HTTPException && error.status < 500) {
    const status = ([401, 403, 404, 409, 413] as const).find((one) => one === error.status) ?? 400
    return [status, byStatus[status][1], error.message || 'Invalid input data', []]
  }
  return [500, 'INTERNAL_ERROR', 'Something broke here. Try again.', []]
}

/** Postgres keeps every character but one, in text and in JSON. */
function holdsNothing(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && (at.code === '22021' || at.code === '22P05')) return true
  }
  return false
}

/** `segments.0.text`, as the body spells it. */
export const fieldName = (path: readonly PropertyKey[]) => path.map(String).join('.')
