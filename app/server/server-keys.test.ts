import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadServerKeys } from './server-keys.ts'

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'cliproom-keys-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

test('a secret is made on first start, kept from others, and the same from then on', async () => {
  const path = await folder()
  const first = await loadServerKeys(null, path)
  const again = await loadServerKeys(null, path)
  expect(again.signing('access')).toEqual(first.signing('access'))
  expect((await stat(join(path, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(path, 'secret.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
  const other = await loadServerKeys(null, await folder())
  expect(other.signing('access')).not.toEqual(first.signing('access'))
})

test('each use has a key of its own, and machines with one secret have the same', async () => {
  const secret = 'a secret of more than thirty-two letters'
  const [one, two] = [await loadServerKeys(secret, '/nowhere'), await loadServerKeys(secret, '/')]
  expect(one.signing('access')).toEqual(two.signing('access'))
  expect(one.signing('access')).not.toEqual(one.signing('file'))
})

test('what is sealed opens with the same secret alone, and not once it was touched', async () => {
  const keys = await loadServerKeys('a secret of more than thirty-two letters', '/')
  const other = await loadServerKeys('another secret, also longer than that', '/')
  const sealed = keys.seal('whsec_x')
  expect(sealed).not.toContain('whsec')
  expect(keys.unseal(sealed)).toBe('whsec_x')
  expect(keys.seal('whsec_x')).not.toBe(sealed)
  expect(() => other.unseal(sealed)).toThrow()
  expect(() => keys.unseal(`${sealed.slice(0, -2)}AA`)).toThrow()
})
