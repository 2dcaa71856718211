import { createHash } from 'node:crypto'

/** A name made of all that decides a file's content: equal content, equal name. */
export const contentName = (kind: string, content: unknown): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 40)}`
