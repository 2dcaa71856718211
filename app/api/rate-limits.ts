import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Database } from '#db/client.ts'
import type { Config } from '../server/config.ts'
import type { Caller } from './caller.ts'

const HOUR_S = 3600

/** Where somebody stands in their hour. `limit` null: they have none. */
export type Standing = {
  limit: number | null
  remaining: number
  resetsInMs: number
  exceeded: boolean
}

export type RateLimits = {
  /** Counts a request of whoever is at this address. */
  ofAddress(ip: string): Promise<Standing>
  /** Counts a request of a person by their plan, whatever program or key they use. */
  ofCaller(caller: Caller): Promise<Standing>
  headers(standing: Standing): Record<string, string>
}

/**
 * An hour's requests may come at once or one by one: a burst is borne as long as the hour's sum is
 * kept. On a Postgres server all processes count together; when it does not answer each counts alone,
 * rather than refusing everybody.
 */
export function createRateLimits(
  limits: Config['rateLimits'],
  engine: Database['engine'],
): RateLimits {
  const limiter = (name: string, points: number): RateLimiterAbstract | null => {
    if (points === 0) return null
    const options = { keyPrefix: `api-${name}`, points, duration: HOUR_S }
    if (engine.kind === 'pglite') return new RateLimiterMemory(options)
    return new RateLimiterPostgres({
      ...options,
      storeClient: engine.pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory(options),
    })
  }
  const addresses = limiter('ip', limits.ip)
  const plans = {
    free: limiter('free', limits.free),
    pro: limiter('pro', limits.pro),
    enterprise: limiter('enterprise', limits.enterprise),
  }

  const count = async (by: RateLimiterAbstract | null, key: string): Promise<Standing> => {
    if (!by) return { limit: null, remaining: 0, resetsInMs: 0, exceeded: false }
    const found = await by.consume(key).then(
      (res) => ({ res, exceeded: false }),
      (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return { res: refused, exceeded: true }
        throw refused
      },
    )
    return {
      limit: by.points,
      remaining: Math.max(0, found.res.remainingPoints),
      resetsInMs: found.res.msBeforeNext,
      exceeded: found.exceeded,
    }
  }

  return {
    ofAddress: (ip) => count(addresses, ip),
    ofCaller: ({ user, account }) => count(plans[account.tier], user.id),
    headers({ limit, remaining, resetsInMs, exceeded }) {
      if (limit === null) return {}
      return {
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': String(remaining),
        'X-RateLimit-Reset': String(Math.ceil((Date.now() + resetsInMs) / 1000)),
        ...(exceeded && { 'Retry-After': String(Math.max(1, Math.ceil(resetsInMs / 1000))) }),
      }
    },
  }
}
