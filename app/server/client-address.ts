import type { IncomingMessage } from 'node:http'

/**
 * Whose request this is, for throttling. X-Forwarded-For is believed only where a proxy is known to
 * write it, and then only its last entry: the ones before are whatever the client sent.
 */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const direct = request.socket.remoteAddress ?? 'unknown'
  if (!trustProxy) return direct
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',')
  return forwarded.split(',').at(-1)?.trim() || direct
}
