import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import { isAppError } from '#core/errors.ts'
import type { ClipId, StyleId, UserId } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { deletedClips } from '#db/deleted-clips.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import { getStyle } from '#db/written-styles.ts'
import { API_KEY_PREFIX, type Caller, callerOf } from '../api/caller.ts'
import type { AppServices } from './context.ts'

/** What commands ask of the live documents. */
export type LiveClips = {
  /** Ends live connections, so that a changed right counts at once. */
  disconnect(whose: { userId?: UserId; clipId?: ClipId }): void
  /** An edit by the server itself: stored first, then seen by whoever has the clip open. */
  edit(clipId: ClipId, verbs: (doc: ClipDoc) => void): Promise<void>
  /** Ends the group of edits that is under way in a clip; resolves once it is kept as a version. */
  settleVersions(clipId: ClipId): Promise<void>
}

/**
 * Who may open a clip's live document: by the token where a client brings one (an API key, a program's
 * access token or a session's), by its cookie otherwise. Reviewers look, and so do keys that may not
 * write.
 */
export const authoriseLive =
  (app: Pick<AppServices, 'db' | 'keys' | 'auth'>) =>
  async (request: Request, clipId: ClipId, token: string) => {
    try {
      const who = await whoIs(app, request, token)
      if (!who || who.scopes?.has('read') === false) return null
      const { id, fullName } = who.user
      const { role, workspaceId } = await getClip(app.db, clipId, id)
      if (who.within && who.within !== workspaceId) return null
      const readOnly = role === 'reviewer' || who.scopes?.has('write') === false
      return { user: { id, name: fullName }, readOnly }
    } catch (error) {
      if (isAppError(error)) return null
      throw error
    }
  }

/** Who may open a style's draft, by their cookie: whoever is in its workspace. Reviewers look. */
export const authoriseStyle =
  (app: Pick<AppServices, 'db' | 'auth'>) => async (request: Request, styleId: StyleId) => {
    const session = await app.auth.readSession(request.headers.get('cookie'))
    if (!session) return null
    const { id, fullName } = session.user
    try {
      const { role } = await getStyle(app.db, styleId, id)
      return { user: { id, name: fullName }, readOnly: role === 'reviewer' }
    } catch (error) {
      if (isAppError(error)) return null
      throw error
    }
  }

async function whoIs(
  app: Pick<AppServices, 'db' | 'keys' | 'auth'>,
  request: Request,
  token: string,
): Promise<Pick<Caller, 'user' | 'scopes' | 'within'> | null> {
  // A session's token is neither a key nor a JWT, which has dots.
  if (token.startsWith(API_KEY_PREFIX) || token.includes('.')) return callerOf(app, token)
  const session = token
    ? await app.auth.readToken(token)
    : await app.auth.readSession(request.headers.get('cookie'))
  return session && { user: session.user, scopes: null, within: null }
}

/** Whoever has a clip open hears at once that it was deleted, or its video or project with it. */
export async function closeDeletedClips(
  { db, listen }: Database,
  collab: Pick<LiveClips, 'disconnect'>,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  return listen(CHANGES, (payload) => {
    const change = JSON.parse(payload) as Change
    if (change.kind === 'job') return
    deletedClips(db, change.id).then((ids) => {
      for (const clipId of ids) collab.disconnect({ clipId })
    }, onError)
  })
}
