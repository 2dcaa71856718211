/** What of a request says where it came from. */
export type Asked = {
  method: string
  host: string | undefined
  origin: string | undefined
  fetchSite: string | undefined
  authorization: string | undefined
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether another site made this browser send a request that may change something. Browsers always
 * say where a page's request came from; a program that says nothing carries no cookie by accident.
 * A bearer token is never sent by accident either.
 */
export function isForeign(asked: Asked, publicUrl: string | null): boolean {
  if (READS.has(asked.method)) return false
  return isForeignPage(asked, publicUrl)
}

/** As `isForeign`, for requests that matter whatever their method: a WebSocket opens with GET. */
export function isForeignPage(
  { host, origin, fetchSite, authorization }: Asked,
  publicUrl: string | null,
): boolean {
  if (authorization && /^bearer /i.test(authorization)) return false
  if (origin !== undefined) return !isOurs(origin, host, publicUrl)
  // Older browsers leave out Origin on some requests of the same site, none on those of another.
  return fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'
}

function isOurs(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (!URL.canParse(origin)) return false // 'null', of a sandboxed frame or a file
  const from = new URL(origin)
  if (publicUrl !== null && from.origin === publicUrl) return true
  // Behind a proxy that ends TLS the scheme we see is not the browser's, so the host decides.
  return host !== undefined && from.host.toLowerCase() === host.toLowerCase()
}
