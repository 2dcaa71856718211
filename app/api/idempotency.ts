import { createHash } from 'node:crypto'
import { AppError } from '#core/errors.ts'
import { beginOnce, endOnce, forgetOnce } from '#db/idempotency.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'

const KEY = /^[\x21-\x7e]{1,200}$/

/**
 * A POST with an Idempotency-Key is done once: sent again within a day it is answered as the first
 * time. A failure of ours is forgotten, so that it may be tried again.
 */
export async function onlyOnce(
  ask: { app: AppContext; caller: Caller | null; request: Request; body: unknown },
  work: () => Promise<Response>,
): Promise<Response> {
  const { app, caller, request, body } = ask
  const key = request.headers.get('idempotency-key')
  if (key === null || !caller) return work()
  if (!KEY.test(key))
    throw new AppError('request.invalid', { detail: 'This Idempotency-Key is no key.' })
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([request.method, new URL(request.url).pathname, body]))
    .digest('hex')
  const id = { userId: caller.user.id, key }
  const known = await beginOnce(app.db, id, fingerprint)
  if (known) {
    if (known.fingerprint !== fingerprint || known.status === null) {
      throw new AppError('request.twice')
    }
    return new Response(known.body, {
      status: known.status,
      headers: { 'Content-Type': 'application/json', 'Idempotent-Replayed': 'true' },
    })
  }
  try {
    const response = await work()
    await endOnce(app.db, id, response.status, await response.clone().text())
    return response
  } catch (error) {
    await forgetOnce(app.db, id)
    throw error
  }
}
