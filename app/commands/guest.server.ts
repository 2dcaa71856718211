import { AppError } from '#core/errors.ts'
import type { ReviewLinkId } from '#core/ids.ts'
import { findGuest, findLink, findLinkById, type OpenLink } from '#db/review-links.ts'
import type { AppContext } from '../server/context.ts'
import { readGuestCookie } from '../server/guest-cookie.ts'
import { hashToken } from '../server/hashed-token.ts'

export type GuestContext = Pick<AppContext, 'db' | 'cookies'>

/**
 * Who looks by a link: the address and this browser's own proof together. `link.ended` where the link
 * does not count any more, `guest.unknown` where nobody has given a name here.
 */
export async function guestOf(context: GuestContext, token: string) {
  return named(context, await findLink(context.db, hashToken(token)))
}

/** The same for a file, whose address names the link by its id: the browser's proof alone opens it. */
export async function guestOfLink(context: GuestContext, linkId: ReviewLinkId) {
  return named(context, await findLinkById(context.db, linkId))
}

async function named({ db, cookies }: GuestContext, link: OpenLink) {
  const secret = readGuestCookie(cookies, link.id)
  const guest = secret ? await findGuest(db, link.id, hashToken(secret)) : null
  if (!guest) throw new AppError('guest.unknown')
  return { link, guest }
}
