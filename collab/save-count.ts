/**
 * How many of my changes the server does not have yet. The provider's own count says 1 after every
 * reconnect, whatever is outstanding; this one goes down by acknowledgements alone.
 */
export function saveCount() {
  let newest = 0
  /** Changes that are not acknowledged. */
  const waiting = new Set<number>()
  /** Frames on their way, in the order the server will answer: which changes each brings. */
  let sent: { upTo: number; all: boolean }[] = []

  return {
    /** Gives the change its number. */
    changed(): number {
      waiting.add(++newest)
      return newest
    },
    /** A frame has left: with the newest change alone, or with all that the server lacked. */
    sent(kind: 'update' | 'step2') {
      sent.push({ upTo: newest, all: kind === 'step2' })
    },
    /** The server has answered the oldest frame under way. Gives the changes it has taken with it. */
    answered(stored: boolean): number[] {
      const frame = sent.shift()
      if (!frame || !stored) return []
      const taken = [...waiting].filter((change) =>
        frame.all ? change <= frame.upTo : change === frame.upTo,
      )
      for (const change of taken) waiting.delete(change)
      return taken
    },
    /** The connection is gone, and with it the answers: what is unanswered will be sent again. */
    lost() {
      sent = []
    },
    get count() {
      return waiting.size
    },
  }
}

export type SaveCount = ReturnType<typeof saveCount>
