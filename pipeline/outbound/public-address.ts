import { promises as dns, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '#core/errors.ts'

/**
 * What stands at an address somebody typed may be this machine, its network, or a cloud's own service.
 * The name is resolved once, every answer is judged, and the connection is made to what was judged:
 * a name that changes its answer between the two gains nothing.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address dressed as IPv6 is judged as what it is.
  return ipaddr.process(address).range() === 'unicast'
}

/** An http(s) address that may be asked at all. Throws 'address.refused'. Names are judged when they resolve. */
export function readWebAddress(text: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  const refused = (detail?: string) => new AppError('address.refused', detail ? { detail } : {})
  if (text.length > 2000 || !URL.canParse(text)) throw refused('This is not a web address.')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused('Only http and https addresses can be used.')
  }
  if (url.username || url.password) throw refused('An address must not carry a password.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (allowPrivate) return url
  if (ipaddr.isValid(host) ? !isPublicAddress(host) : !isPublicName(host)) throw refused()
  return url
}

/** A dot at its end makes `localhost.` no other name. */
const isPublicName = (host: string) =>
  /\.[^.]/.test(host) && !/\.(localhost|local|internal|lan|home|corp|intranet)\.?$/i.test(host)

/** A resolver for node's http that answers only with public addresses, or fails with 'address.refused'. */
export function publicLookup({ allowPrivate }: { allowPrivate: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { all: true, verbatim: true }).then(
      (found: LookupAddress[]) => {
        if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address))) {
          return callback(new AppError('address.refused'), '', 4)
        }
        const [first] = found
        if (!first) return callback(new AppError('address.refused'), '', 4)
        if (options.all) return callback(null, found as never)
        callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    )
  }
}
