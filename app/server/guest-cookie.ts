import type { ReviewLinkId } from '#core/ids.ts'

/** A browser is a guest of each link by itself: one link's proof opens no other. */
const nameOf = (linkId: ReviewLinkId, secure: boolean) =>
  `${secure ? '__Host-' : ''}cliproom_guest_${linkId.replaceAll('-', '')}`

const LASTS_SECONDS = 180 * 24 * 3600

/** The Set-Cookie header that makes a browser a guest of a link. No script reads it. */
export const guestCookie = (linkId: ReviewLinkId, secret: string, secure: boolean): string =>
  `${nameOf(linkId, secure)}=${secret}; Path=/; Max-Age=${LASTS_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** What this browser keeps for a link; null: it was no guest of it yet. */
export function readGuestCookie(header: string, linkId: ReviewLinkId): string | null {
  for (const secure of [true, false]) {
    const start = `${nameOf(linkId, secure)}=`
    const found = header.split(/; */).find((one) => one.startsWith(start))
    if (found) return found.slice(start.length)
  }
  return null
}
