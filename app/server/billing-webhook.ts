import { takeBillingEvent } from '../commands/billing.server.ts'
import type { AppContext } from './context.ts'

export const BILLING_WEBHOOK_PATH = '/billing/stripe'

const MOST_BYTES = 512 * 1024

/** Where Stripe tells what changed: whoever cannot sign it is not heard. */
export async function billingWebhook(request: Request, context: AppContext): Promise<Response> {
  const { billing, log } = context
  if (!billing) return new Response('There is nothing at this address.', { status: 404 })
  if (request.method !== 'POST') return new Response('Only to be posted to.', { status: 405 })
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) return tooMuch()
  const body = await readAtMost(request.body, MOST_BYTES)
  if (body === null) return tooMuch()
  const signature = request.headers.get('stripe-signature') ?? ''
  const event = await billing.stripe.webhooks
    .constructEventAsync(body, signature, billing.webhookSecret)
    .catch(() => null)
  if (!event) return new Response('The signature does not fit.', { status: 400 })
  try {
    await takeBillingEvent({ ...context, billing }, event)
  } catch (error) {
    // Stripe tells again later.
    log.error({ err: error, event: event.id }, 'An event of Stripe could not be taken')
    return new Response('Not now.', { status: 503 })
  }
  return Response.json({ received: true })
}

const tooMuch = () => new Response('This is more than can be taken here.', { status: 413 })

/** The body, or null where it is longer: a sender need not say its length, and anybody may send. */
async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<string | null> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    const part = next.value
    length += part.length
    if (length > most) {
      await reader?.cancel()
      return null
    }
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
