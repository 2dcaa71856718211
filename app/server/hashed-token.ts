import { createHash, randomBytes } from 'node:crypto'

/** 256 bits nobody can guess, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: a copy of it opens nothing. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
