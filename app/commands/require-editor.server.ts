import { AppError } from '#core/errors.ts'
import type { Role } from '#db/schema/workspaces.ts'

/** Owners, admins and editors change things; a reviewer looks, comments and approves. */
export function requireEditor({ role }: { role: Role }): void {
  if (role === 'reviewer') throw new AppError('role.view-only')
}
