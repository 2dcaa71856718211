import type { Logger } from 'pino'

/** One part of the server and how it ends. `withinMs`: after that the next one goes on regardless. */
export type Stop = { name: string; withinMs: number; stop(): Promise<unknown> | unknown }

/** Ends the parts one after the other, the last opened first. A part that hangs or fails holds up none. */
export async function stopAll(stops: Stop[], log: Pick<Logger, 'error'>): Promise<void> {
  for (const { name, withinMs, stop } of [...stops].reverse()) {
    const late = Symbol('late')
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), withinMs)
    })
    try {
      const ended = await Promise.race([Promise.resolve().then(stop), tooLate])
      if (ended === late) log.error({ part: name }, 'A part did not end in time')
    } catch (error) {
      log.error({ err: error, part: name }, 'A part did not end well')
    } finally {
      clearTimeout(timer)
    }
  }
}
