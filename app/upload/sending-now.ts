import { z } from 'zod'

/*
 * What each window of this browser is sending, so that another does not ask the server about it:
 * asking takes the upload's lock, and interrupts it.
 */

const PREFIX = 'cliproom-sending:'
const BEAT_MS = 3_000
/** A window that has not said so for this long was closed or crashed. */
const DEAD_MS = 10_000

const Beat = z.object({ at: z.number(), ids: z.array(z.string()) })

/** Says regularly what this window sends, while it sends anything. */
export function tellSending(idsNow: () => string[], storage: Storage = localStorage): void {
  const key = PREFIX + crypto.getRandomValues(new Uint32Array(2)).join('-')
  const beat = () => {
    const ids = idsNow()
    if (ids.length > 0) storage.setItem(key, JSON.stringify({ at: Date.now(), ids }))
    else storage.removeItem(key)
  }
  setInterval(beat, BEAT_MS)
  window.addEventListener('pagehide', () => storage.removeItem(key))
}

/** What any window of this browser sends. */
export function sendingNow(storage: Storage = localStorage, now = Date.now()): Set<string> {
  const ids = new Set<string>()
  for (let i = 0; i < storage.length; i++) {
    const key = storage.key(i)
    if (!key?.startsWith(PREFIX)) continue
    const beat = Beat.safeParse(parse(storage.getItem(key)))
    if (beat.success && now - beat.data.at < DEAD_MS) for (const id of beat.data.ids) ids.add(id)
  }
  return ids
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
