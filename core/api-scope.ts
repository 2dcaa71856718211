import { z } from 'zod'

/** What a program's key may do. Each is said to people as in `sayScope`. */
export const ApiScope = z.enum(['read', 'files', 'upload', 'write', 'render', 'delete', 'manage'])
export type ApiScope = z.infer<typeof ApiScope>

export const sayScope: Record<ApiScope, string> = {
  read: 'read',
  files: 'read files',
  upload: 'upload',
  write: 'write',
  render: 'make exports',
  delete: 'delete',
  manage: 'people and webhooks',
}
