import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const request = (forwarded?: string) =>
  ({
    socket: { remoteAddress: '10.0.0.9' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

test.each([
  ['what a client says of itself is not believed', '1.2.3.4', false, '10.0.0.9'],
  ['a proxy’s own entry is the last', '1.2.3.4, 5.6.7.8', true, '5.6.7.8'],
  ['a proxy that says nothing', undefined, true, '10.0.0.9'],
])('%s', (_, forwarded, trustProxy, address) => {
  expect(clientAddress(request(forwarded), trustProxy)).toBe(address)
})
