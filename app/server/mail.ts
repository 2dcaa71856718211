import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import { AppError } from '#core/errors.ts'

export type Message = { to: string; subject: string; text: string }

export type Mail = {
  /** Hands a message on; never rejects, and nobody waits for it: how long it takes would tell. */
  send(message: Message): void
  /** The same for a job, which tries again: rejects with `mail.unsent` where it was not taken. */
  deliver(message: Message): Promise<void>
  /** What was sent of late, newest first, where there is no mail server and this is a development one. */
  outbox: (Message & { at: Date })[] | null
  /** Resolves once all that was handed on is sent or given up. */
  settled(): Promise<void>
}

const KEPT = 50

export function createMail(options: {
  smtpUrl: string | null
  from: string
  development: boolean
  log: Pick<Logger, 'info' | 'error'>
}): Mail {
  const { smtpUrl, from, development, log } = options
  const transport = smtpUrl
    ? createTransport(smtpUrl, { from, disableFileAccess: true, disableUrlAccess: true } as never)
    : null
  const outbox: Mail['outbox'] = transport === null && development ? [] : null
  const sending = new Set<Promise<unknown>>()

  const deliver = async (message: Message): Promise<void> => {
    if (!transport) {
      // The way in for whoever runs this place: their own log says what the mail would have said.
      log.info(
        `No mail server is set (SMTP_URL). To ${message.to}: ${message.subject}\n${message.text}`,
      )
      outbox?.unshift({ ...message, at: new Date() })
      outbox?.splice(KEPT)
      return
    }
    await transport.sendMail({ ...message, from }).catch((cause: unknown) => {
      throw new AppError('mail.unsent', { cause })
    })
  }

  return {
    outbox,
    deliver,
    send(message) {
      const sent = deliver(message)
        .catch((error: unknown) => log.error({ err: error }, 'A message could not be sent'))
        .finally(() => sending.delete(sent))
      sending.add(sent)
    },
    settled: async () => void (await Promise.all(sending)),
  }
}
