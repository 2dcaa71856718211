import { expect, test } from 'vitest'
import { isPublicAddress, publicLookup, readWebAddress } from './public-address.ts'

test.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.0.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['2002:7f00:1::', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected)
})

test('a name that leads inside does not resolve', async () => {
  const look = (allowPrivate: boolean) =>
    new Promise((resolve) => {
      publicLookup({ allowPrivate })('localhost', { all: false } as never, (error, address) =>
        resolve(error ? error.message : address),
      )
    })
  expect(await look(false)).toBe('This address cannot be used: it is not on the public web.')
  expect(['127.0.0.1', '::1']).toContain(await look(true))
})

test.each([
  ...['http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://127.1/'],
  ...['http://0/', 'http://127.0.0.1./', 'http://[::1]/', 'http://[::ffff:7f00:1]/'],
  ...['http://[64:ff9b::a9fe:a9fe]/', 'http://169.254.169.254/latest', 'http://①②⑦.0.0.1/'],
  ...[
    'http://localhost/',
    'http://localhost./',
    'http://printer/',
    'http://metadata.google.internal/',
    'http://x.local./',
  ],
  ...['file:///etc/passwd', 'gopher://x.example/', 'javascript:alert(1)', '//x.example', 'x'],
  ...['http://ana:secret@x.example/', `http://x.example/${'a'.repeat(2000)}`],
])('%s is refused however it is dressed', (text) => {
  expect(() => readWebAddress(text, { allowPrivate: false })).toThrow(
    expect.objectContaining({ code: 'address.refused' }),
  )
})
