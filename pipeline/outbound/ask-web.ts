import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '#core/errors.ts'
import { publicLookup, readWebAddress } from './public-address.ts'

export type WebAnswer = {
  status: number
  headers: IncomingMessage['headers']
  /** The bytes as they come. Whoever asked reads or destroys it. */
  body: IncomingMessage
  /** Where it was found, after redirects. */
  url: URL
}

/**
 * Asks an address somebody typed. Each step of a redirect is judged like the first. No cookies, no
 * proxy, no reuse of connections: a connection is what its judged address says.
 * Throws 'address.refused', or whatever the network says.
 */
export async function askWeb(
  text: string,
  options: {
    method?: 'GET' | 'POST'
    headers?: Record<string, string>
    body?: string
    /** Redirects to follow; 0 takes the redirect as the answer. */
    redirects?: number
    /** Until the answer begins, and between any two pieces of it, ms. */
    patienceMs: number
    allowPrivate: boolean
    signal: AbortSignal
  },
): Promise<WebAnswer> {
  const { redirects = 0, allowPrivate } = options
  let url = readWebAddress(text, { allowPrivate })
  for (let step = 0; ; step++) {
    const answer = await once(url, options)
    const status = answer.statusCode ?? 0
    const location = answer.headers.location
    if (status < 300 || status > 399 || !location || redirects === 0) {
      return { status, headers: answer.headers, body: answer, url }
    }
    answer.destroy()
    if (step >= redirects || !URL.canParse(location, url)) throw new AppError('import.failed')
    url = readWebAddress(new URL(location, url).href, { allowPrivate })
  }
}

function once(url: URL, options: Parameters<typeof askWeb>[1]): Promise<IncomingMessage> {
  const { method = 'GET', headers = {}, body, patienceMs, allowPrivate, signal } = options
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = ask(
      url,
      {
        method,
        agent: false,
        lookup: publicLookup({ allowPrivate }),
        signal,
        timeout: patienceMs,
        headers: {
          'User-Agent': 'Cliproom',
          ...headers,
          ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
        },
      },
      resolve,
    )
    request.on('timeout', () => request.destroy(new Error('The other side does not answer.')))
    request.on('error', reject)
    request.end(body)
  })
}
