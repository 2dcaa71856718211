import Stripe from 'stripe'
import type { Allowances, PlanName } from '#core/plan.ts'
import type { Config } from './config.ts'

/** Plans that are paid for, by Stripe. Null everywhere where no key is set: then nothing is counted. */
export type Billing = {
  stripe: Stripe
  webhookSecret: string
  prices: Record<Exclude<PlanName, 'free'>, string | null>
  allowances: Allowances
}

export function openBilling(config: Config['billing']): Billing | null {
  if (!config) return null
  const base = config.apiBase ? new URL(config.apiBase) : null
  return {
    stripe: new Stripe(config.secretKey, {
      maxNetworkRetries: 2,
      timeout: 20_000,
      telemetry: false,
      ...(base && {
        host: base.hostname,
        port: base.port,
        protocol: base.protocol === 'http:' ? 'http' : 'https',
      }),
    }),
    webhookSecret: config.webhookSecret,
    prices: config.prices,
    allowances: config.allowances,
  }
}
