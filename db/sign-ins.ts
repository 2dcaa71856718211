import type { UserId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { sessionsOf } from './sessions.ts'
import { openFamilies } from './token-families.ts'

/** Where somebody is signed in: browsers and then programs, each newest first. */
export async function signInsOf(db: Db, userId: UserId) {
  const [browsers, programs] = await Promise.all([sessionsOf(db, userId), openFamilies(db, userId)])
  return [
    ...browsers.map((one) => ({ ...one, kind: 'browser' as const })),
    ...programs.map((one) => ({ ...one, kind: 'program' as const })),
  ]
}
