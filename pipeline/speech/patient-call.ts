import { setTimeout as sleep } from 'node:timers/promises'
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { AppError, type ErrorCode } from '#core/errors.ts'

const TRIES = 5
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
/** A server may ask for more patience than we would have; not for more than this. */
const LONGEST_ASKED_MS = 120_000

export type Patience = { firstWaitMs?: number; tries?: number }

/** Whom we call: how its failures are named, and which settings they point at. */
export type Party = {
  name: string
  settings: string
  unreachable: ErrorCode
  refused: ErrorCode
}
export const speechEngine: Party = {
  name: 'The speech engine',
  settings: 'TRANSCRIBE',
  unreachable: 'speech.unreachable',
  refused: 'speech.refused',
}

/**
 * Calls again where the same call may succeed later: the network, 408, 409, 429 and 5xx, with growing
 * waits, jitter, and as long as the server asks. What will not get better is refused at once.
 */
export async function patientCall<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  { firstWaitMs = FIRST_WAIT_MS, tries = TRIES }: Patience = {},
  party: Party = speechEngine,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (signal.aborted || error instanceof APIUserAbortError)
        throw new AppError('job.cancelled', { cause: error })
      const verdict = judge(error, party)
      if (verdict) throw verdict
      // A server that says nothing for minutes is asked once more, not five times.
      const last = attempt >= (error instanceof APIConnectionTimeoutError ? 2 : tries)
      if (last) throw new AppError(party.unreachable, { cause: error })
      const grown = Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** (attempt - 1))
      const wait = askedWait(error) ?? grown * (0.5 + Math.random() / 2)
      await sleep(wait, undefined, { signal }).catch((cause: unknown) => {
        throw new AppError('job.cancelled', { cause })
      })
    }
  }
}

/** The error to give up with; null where it is worth another try. */
function judge(error: unknown, party: Party): AppError | null {
  if (error instanceof AppError) return error
  if (!(error instanceof APIError)) return new AppError(party.refused, { cause: error })
  const { status } = error
  // No status: the connection failed or timed out.
  if (status === undefined) return null
  if (status === 429 && error.code === 'insufficient_quota') return refusal(error, party)
  if ([408, 409, 429].includes(status) || status >= 500) return null
  return refusal(error, party)
}

function refusal(error: APIError, { name, settings, refused }: Party): AppError {
  const cause = { cause: error }
  if (error.status === 401 || error.status === 403)
    return new AppError(refused, {
      ...cause,
      detail: `${name} refused the key. Check ${settings}_API_KEY.`,
    })
  if (error.code === 'insufficient_quota')
    return new AppError(refused, {
      ...cause,
      detail: `${name} says that the account has no credit left.`,
    })
  if (error.status === 404)
    return new AppError(refused, {
      ...cause,
      detail: `${name} knows no such address or model. Check ${settings}_BASE_URL and ${settings}_MODEL.`,
    })
  return new AppError(refused, cause)
}

/** `Retry-After` in seconds or as a date. */
function askedWait(error: unknown): number | null {
  const asked = error instanceof APIError ? error.headers?.get('retry-after') : null
  if (!asked) return null
  const seconds = Number(asked)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - Date.now()
  return Number.isFinite(wait) ? Math.min(LONGEST_ASKED_MS, Math.max(0, wait)) : null
}
