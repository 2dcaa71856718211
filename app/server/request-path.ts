/** A Host header that could stand in an address. Others are refused before anything is built of them. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i

export const isSoundHost = (host: string | undefined): boolean =>
  host !== undefined && host.length <= 255 && HOST.test(host)

/**
 * A request's address on a fixed base: neither a Host header nor an absolute request line decides
 * what it is parsed against. Null where it is no address at all.
 */
export function requestUrl(target: string | undefined): URL | null {
  if (target === undefined || !target.startsWith('/')) return null
  // `//evil` would be read as a host.
  const url = `http://cliproom.invalid/${target.replace(/^\/+/, '')}`
  return URL.canParse(url) ? new URL(url) : null
}
