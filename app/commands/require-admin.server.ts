import { AppError } from '#core/errors.ts'
import type { Role } from '#db/schema/workspaces.ts'

/** Owners and admins see to people, keys and webhooks. */
export function requireAdmin({ role }: { role: Role }): void {
  if (role !== 'owner' && role !== 'admin') throw new AppError('role.admin-only')
}
