import { takeBillingEvent } from '../commands/billing.server.ts'
import { readAtMost } from '../read-at-most.server.ts'
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
  if (!body) return tooMuch()
  const signature = request.headers.get('stripe-signature') ?? ''
  const event = await billing.stripe.webhooks
    .constructEventAsync(body.toString('utf8'), signature, billing.webhookSecret)
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
