import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What this server signs and seals with. Processes that share a database must share it too. */
export type ServerKeys = {
  /** For the tokens we hand out. One key for each use: a token of one kind is never one of another. */
  signing(use: 'access' | 'file' | 'socket'): Uint8Array
  /** Hides a value in the database from whoever only has the database. */
  seal(text: string): string
  unseal(sealed: string): string
}

/** The secret of the configuration, or one of this data folder's own, made on first start. */
export async function loadServerKeys(
  secretKey: string | null,
  dataFolder: string,
): Promise<ServerKeys> {
  if (secretKey) return serverKeys(createHash('sha256').update(secretKey).digest())
  const file = join(dataFolder, 'secret.key')
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (known) return serverKeys(Buffer.from(known.trim(), 'hex'))
  const made = randomBytes(32)
  await writeFile(file, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return serverKeys(made)
}

export function serverKeys(root: Uint8Array): ServerKeys {
  if (root.length !== 32) throw new Error('the server’s secret is damaged: it has 32 bytes')
  const derive = (use: string) =>
    new Uint8Array(hkdfSync('sha256', root, '', `cliproom ${use}`, 32))
  const sealing = derive('seal')
  return {
    signing: derive,
    seal(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealing, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const open = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12))
      open.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([open.update(bytes.subarray(28)), open.final()]).toString('utf8')
    },
  }
}
