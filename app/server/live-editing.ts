import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import { isAppError } from '#core/errors.ts'
import type { ClipId, UserId } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { deletedClips } from '#db/deleted-clips.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import type { Auth } from './auth.ts'

/** What commands ask of the live documents. */
export type LiveClips = {
  /** Ends live connections, so that a changed right counts at once. */
  disconnect(whose: { userId?: UserId; clipId?: ClipId }): void
  /** An edit by the server itself: stored first, then seen by whoever has the clip open. */
  edit(clipId: ClipId, verbs: (doc: ClipDoc) => void): Promise<void>
}

/**
 * Who may open a clip's live document: by the session's token where a client brings one, by its cookie
 * otherwise. Reviewers look.
 */
export const authoriseLive =
  ({ db }: Pick<Database, 'db'>, auth: Auth) =>
  async (request: Request, clipId: ClipId, token: string) => {
    const session = token
      ? await auth.readToken(token)
      : await auth.readSession(request.headers.get('cookie'))
    if (!session) return null
    const { id, fullName } = session.user
    try {
      const { role } = await getClip(db, clipId, id)
      return { user: { id, name: fullName }, readOnly: role === 'reviewer' }
    } catch (error) {
      if (isAppError(error)) return null
      throw error
    }
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
