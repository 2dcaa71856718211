/**
 * Mails one person, with the address of a page of this place under what is said. Rejects where the
 * message was not taken, so that a job tries again.
 */
export type SendMail = (message: {
  to: string
  subject: string
  say: string
  path: string
}) => Promise<void>
