import { neonConfig, Pool } from '@neondatabase/serverless'
import type pg from 'pg'
import { WebSocket } from 'ws'

/** Neon's servers are reached through a WebSocket: one round trip to connect instead of several. */
export const isNeon = (url: string) => /\.neon\.(tech|build)$/.test(new URL(url).hostname)

/** What listens and locks must not go through Neon's pooler, which shares sessions. */
export function directUrl(url: string): string {
  const direct = new URL(url)
  direct.hostname = direct.hostname.replace(/^([^.]+)-pooler\./, '$1.')
  return direct.href
}

/** A pool by Neon's driver, which has the interface of `pg`'s. */
export function neonPool(url: string): pg.Pool {
  neonConfig.webSocketConstructor = WebSocket
  return new Pool({ connectionString: url, max: 25 }) as unknown as pg.Pool
}
