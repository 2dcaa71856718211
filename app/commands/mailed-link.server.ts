import type { UserId } from '#core/ids.ts'
import { insertMailedToken, type MailedPurpose } from '#db/mailed-tokens.ts'
import type { AppContext } from '../server/context.ts'
import { hashToken, newToken } from '../server/hashed-token.ts'

export type MailContext = Pick<AppContext, 'db' | 'mail' | 'siteUrl'>

const LASTS_MS: Record<MailedPurpose, number> = {
  'verify-email': 3 * 24 * 3600_000,
  'change-email': 24 * 3600_000,
  'reset-password': 3600_000,
}
const PAGES: Record<MailedPurpose, string> = {
  'verify-email': '/verify-email',
  'change-email': '/verify-email',
  'reset-password': '/reset-password',
}

/** Mails a link that works once. What it says around the link is the caller's. */
export async function mailLink(
  { db, mail, siteUrl }: MailContext,
  to: { userId: UserId; email: string },
  purpose: MailedPurpose,
  { subject, say }: { subject: string; say: string },
): Promise<void> {
  const token = newToken()
  await db.transaction((tx) =>
    insertMailedToken(tx, {
      hash: hashToken(token),
      ...to,
      purpose,
      expiresAt: new Date(Date.now() + LASTS_MS[purpose]),
    }),
  )
  mail.send({
    to: to.email,
    subject,
    text: `${say}\n\n${siteUrl()}${PAGES[purpose]}?token=${token}\n\nIf you did not ask for this, leave it.`,
  })
}
