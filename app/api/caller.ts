import type { ApiScope } from '#core/api-scope.ts'
import { AppError } from '#core/errors.ts'
import { WorkspaceId } from '#core/ids.ts'
import { findApiKey, noteKeyUsed } from '#db/api-keys.ts'
import { type Account, findAccount, findMember, noteSeen } from '#db/users.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'
import { hashToken } from '../server/hashed-token.ts'
import { readAccessToken } from '../server/program-tokens.ts'

/** The program that asks, on whose behalf, and how far it reaches. */
export type Caller = {
  user: CurrentUser
  account: Account
  /** Null: everything its person may do. */
  scopes: ReadonlySet<ApiScope> | null
  /** A key reaches into one workspace, whatever else its person is a member of. */
  within: WorkspaceId | null
  /** The sign-in an access token belongs to. */
  family: string | null
}

export const API_KEY_PREFIX = 'crk_'

/** Who a bearer token speaks for; null where there is none. Throws where it is no good. */
export async function readCaller(app: AppContext, headers: Headers): Promise<Caller | null> {
  const token = /^bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return token ? callerOf(app, token, headers.get('x-workspace-id')) : null
}

/** As readCaller, for the token by itself: a WebSocket carries no headers of ours. */
export const callerOf = (
  app: Pick<AppContext, 'db' | 'keys'>,
  token: string,
  chosen: string | null = null,
): Promise<Caller> =>
  token.startsWith(API_KEY_PREFIX) ? callerOfKey(app, token) : callerOfToken(app, token, chosen)

async function callerOfToken(
  app: Pick<AppContext, 'db' | 'keys'>,
  token: string,
  chosen: string | null = null,
): Promise<Caller> {
  const found = await readAccessToken(app, token)
  if (!found) throw new AppError('auth.token-over')
  const workspace = WorkspaceId.safeParse(chosen)
  if (chosen !== null && !workspace.success) throw new AppError('workspace.not-found')
  const [user, account] = await Promise.all([
    findMember(app.db, found.userId, workspace.data ?? null),
    findAccount(app.db, found.userId),
  ])
  if (!user || !account) throw new AppError('auth.token-over')
  if (workspace.success && user.workspaceId !== workspace.data) {
    throw new AppError('workspace.not-found')
  }
  await noteSeen(app.db, user.id)
  return { user, account, scopes: null, within: null, family: found.family }
}

async function callerOfKey({ db }: Pick<AppContext, 'db'>, token: string): Promise<Caller> {
  const key = await findApiKey(db, hashToken(token))
  if (!key) throw new AppError('auth.token-over')
  const [user, account] = await Promise.all([
    findMember(db, key.userId, key.workspaceId),
    findAccount(db, key.userId),
  ])
  // Its maker left the workspace: the key went with them.
  if (!user || !account || user.workspaceId !== key.workspaceId) {
    throw new AppError('auth.token-over')
  }
  await noteKeyUsed(db, key.id)
  return { user, account, scopes: new Set(key.scopes), within: key.workspaceId, family: null }
}
