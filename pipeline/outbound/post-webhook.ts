import { Webhook } from 'standardwebhooks'
import { isAppError } from '#core/errors.ts'
import { askWeb } from './ask-web.ts'

export type WebhookPost = {
  url: string
  /** Standard Webhooks secrets (`whsec_…`), the newest first; each signs. */
  secrets: string[]
  messageId: string
  body: string
}

export type PostWebhook = (
  post: WebhookPost,
  signal: AbortSignal,
) => Promise<{ answered: number | null; trouble: string | null; tookMs: number }>

/** Longer than this is no answer. */
const PATIENCE_MS = 10_000

/** Sends one signed message and says how it went. Redirects are not followed: they could lead inside. */
export const postWebhook =
  ({ allowPrivate }: { allowPrivate: boolean }): PostWebhook =>
  async ({ url, secrets, messageId, body }, signal) => {
    const began = performance.now()
    const at = new Date()
    const took = () => Math.round(performance.now() - began)
    try {
      const { status, body: answer } = await askWeb(url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': messageId,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': secrets
            .map((secret) => new Webhook(secret).sign(messageId, at, body))
            .join(' '),
        },
        patienceMs: PATIENCE_MS,
        allowPrivate,
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      })
      // What it says beside its status is nothing to us.
      answer.destroy()
      const fine = status >= 200 && status < 300
      return { answered: status, trouble: fine ? null : `answered ${status}`, tookMs: took() }
    } catch (error) {
      if (signal.aborted) throw error
      return { answered: null, trouble: troubleOf(error), tookMs: took() }
    }
  }

function troubleOf(error: unknown): string {
  if (isAppError(error)) return error.message
  const { name, code } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || name === 'AbortError') return 'timed out'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host'
  if (code === 'ECONNREFUSED') return 'connection refused'
  return 'could not be reached'
}
