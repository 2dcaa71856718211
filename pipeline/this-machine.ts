import ipaddr from 'ipaddr.js'

/** Whether what stands at an address runs on this very machine: nothing that is sent there leaves it. */
export function isThisMachine(address: string): boolean {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '')
  if (/^(?:.+\.)?localhost$/i.test(host)) return true
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback'
}
