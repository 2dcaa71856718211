import type { Member } from '#db/workspace-people.ts'
import type { AppContext } from '../server/context.ts'

/** What telling people outside of the page takes. */
export type MailContext = Pick<AppContext, 'siteUrl' | 'ip'> & {
  mail: Pick<AppContext['mail'], 'send'>
  auth: Pick<AppContext['auth'], 'throttle'>
}

/**
 * Mails people of a workspace, after what they are told of was written. Who gets too many of late gets
 * none: their list has them all, so nothing is lost and nothing fails.
 */
export async function mailPeople(
  { mail, siteUrl, auth, ip }: MailContext,
  people: readonly Pick<Member, 'email'>[],
  message: { subject: string; say: string; path: string },
): Promise<void> {
  for (const { email } of people) {
    const may = await auth.throttle.mayMail(ip, email).catch(() => false)
    if (!may) continue
    mail.send({
      to: email,
      subject: oneLine(message.subject, 120),
      text: `${message.say}\n\n${siteUrl()}${message.path}`,
    })
  }
}

/** Names and titles are somebody's typing: one line in a mail's head, and no more than fits. */
export const oneLine = (text: string, most: number): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, most)
