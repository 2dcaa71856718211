import { HocuspocusProvider } from '@hocuspocus/provider'
import { Awareness } from 'y-protocols/awareness'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ClipId, clipDocName, type UserId } from '#core/ids.ts'
import { CLIP_SCHEMA, type ClipDoc, newClipDoc, yDoc } from './clip-doc/clip-doc.ts'
import { closeCodes } from './close-codes.ts'
import { CountedSocket } from './counted-socket.ts'
import { isReadBack, type KeptChanges, keepChanges } from './kept-changes.ts'
import { type Person, type Presence, readPerson } from './presence-state.ts'
import { saveCount } from './save-count.ts'
import { sharePresence } from './share-presence.ts'

export type { Person, Presence } from './presence-state.ts'

/**
 * What the server has of my changes. "saved" is said of what is in its database, and of nothing else:
 * "saving" follows every change, and whoever shows it waits a moment, because most saves are quicker
 * than a glance.
 */
export type SaveState =
  | { state: 'connecting' | 'saved' | 'saving' | 'gone' | 'reload' }
  /** `kept`: changes made before, which the server does not take any more. */
  | { state: 'view-only'; kept: number }
  /** The connection is lost; so many changes are kept, on this device or only in this tab. */
  | { state: 'offline'; kept: number; where: 'device' | 'tab' }
  /** The server is there and its storage is not; it is tried again by itself. */
  | { state: 'not-saved'; kept: number }

export type ClipConnection = {
  doc: ClipDoc
  status: StoreApi<SaveState>
  /** The other people in this clip; each window they have open is one. */
  presence: StoreApi<Person[]>
  setPresence(change: Partial<Presence>): void
  /** Changes the server does not have. */
  unsaved(): number
  destroy(): void
}

type AwarenessChange = 'added' | 'updated' | 'removed'

/** A connection that comes back within this was not lost, ms. */
const BLINK_MS = 1000

/**
 * Opens a clip together with everybody who has it open. Who I am is known to the server by the
 * session's cookie; `url` is the page's own server: `/collab`. What `userId` changes is kept on this
 * device until the server has it; without one, in this tab alone.
 */
export function connectClip({
  clipId,
  url,
  userId,
}: {
  clipId: ClipId
  url: string
  userId?: UserId
}): ClipConnection {
  const doc = newClipDoc()
  const y = yDoc(doc)
  const saves = saveCount()
  const socket = new CountedSocket(socketUrl(url, clipId), saves)
  const awareness = new Awareness(y)
  const presence = createStore<Person[]>(() => [])
  const status = createStore<SaveState>(() => ({ state: 'connecting' }))

  let kept: KeptChanges | null = null
  /** The mark on this device of each change that is not acknowledged. */
  const marks = new Map<number, string>()
  let left = false
  let everSynced = false
  let live = false
  let viewOnly = false
  let storageFails = false
  let ended: 'gone' | 'reload' | null = null
  let lostAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  const current = (): SaveState => {
    const { count } = saves
    if (ended) return { state: ended }
    if (storageFails) return { state: 'not-saved', kept: count }
    if (!live && (performance.now() - lostAt >= BLINK_MS || isOffline())) {
      return { state: 'offline', kept: count, where: kept?.works() ? 'device' : 'tab' }
    }
    if (!everSynced) return { state: 'connecting' }
    if (viewOnly) return { state: 'view-only', kept: count }
    return { state: count === 0 ? 'saved' : 'saving' }
  }
  const tell = () => {
    const next = current()
    if (JSON.stringify(next) !== JSON.stringify(status.getState())) status.setState(next, true)
    clearTimeout(timer)
    const wait = lostAt + BLINK_MS - performance.now()
    if (!live && !ended && wait > 0) timer = setTimeout(tell, wait + 1)
  }

  // Before the provider's own listener, which sends: what leaves must be counted already.
  y.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider || isReadBack(origin)) return
    const change = saves.changed()
    if (kept) marks.set(change, kept.mark(change))
    tell()
  })
  const provider = new HocuspocusProvider({
    name: clipDocName(clipId),
    document: y,
    awareness,
    websocketProvider: socket,
    token: null,
    onAuthenticated: ({ scope }) => {
      viewOnly = scope === 'readonly'
    },
    onSynced: () => {
      everSynced = true
      live = true
      shared.repeat()
      tell()
    },
    onClose: ({ event }) => {
      if (live) lostAt = performance.now()
      live = false
      storageFails = event.code === closeCodes.storage || (storageFails && saves.count > 0)
      if (event.code === closeCodes.gone) end('gone')
      if (event.code === closeCodes.reload || event.code === closeCodes.refused) end('reload')
      // What may not be seen any more, or can never be taken, is not brought up again by a reload.
      if (event.code === closeCodes.gone || event.code === closeCodes.refused) void kept?.clear()
      tell()
    },
  })
  const end = (why: 'gone' | 'reload') => {
    ended = why
    socket.disconnect()
  }
  socket.on('answered', ({ taken }: { taken: number[] }) => {
    storageFails = false
    kept?.letGo(taken.flatMap((change) => marks.get(change) ?? []))
    for (const change of taken) marks.delete(change)
    tell()
  })

  const shared = sharePresence(awareness, {
    playhead: null,
    rate: 0,
    selection: null,
    drag: null,
    sight: null,
    follows: null,
    idle: isHidden(),
  })
  const heardAt = new Map<number, number>()
  awareness.on('change', ({ added, updated, removed }: Record<AwarenessChange, number[]>) => {
    for (const id of [...added, ...updated]) heardAt.set(id, performance.now())
    for (const id of removed) heardAt.delete(id)
    // Mine is no news to me.
    if ([...added, ...updated, ...removed].every((id) => id === y.clientID)) return
    const others = [...awareness.getStates()]
      .filter(([id]) => id !== y.clientID)
      .map(([id, state]) => readPerson(id, state, heardAt.get(id) ?? performance.now()))
      .filter((person) => person !== null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    presence.setState(others, true)
  })

  const stopListening = listenToWindow({
    online: () => {
      tell()
      if (!ended && !live) void socket.connect()
    },
    offline: tell,
    visibilitychange: () => shared.set({ idle: isHidden() }),
    beforeunload: (event) => {
      if (saves.count > 0 && !viewOnly && !kept?.works()) event.preventDefault()
    },
  })

  /** Only with what this device kept in the document: the first sync then brings it along. */
  const begin = async () => {
    kept = userId ? await keepChanges(y, { clipId, userId, onTrouble: tell }) : null
    if (left) return kept?.close()
    for (const mark of kept?.found ?? []) marks.set(saves.changed(), mark)
    provider.attach()
    tell()
    await socket.connect()
  }
  void begin()
  tell()

  return {
    doc,
    status,
    presence,
    setPresence: shared.set,
    unsaved: () => saves.count,
    destroy() {
      left = true
      ended ??= 'gone'
      clearTimeout(timer)
      stopListening()
      shared.stop()
      kept?.close()
      provider.destroy()
      socket.destroy()
      y.destroy()
    },
  }
}

function socketUrl(url: string, clipId: ClipId): string {
  const address = new URL(url, typeof location === 'undefined' ? undefined : location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  // A page that is older or newer than the server is told so before it writes.
  address.searchParams.set('schema', String(CLIP_SCHEMA))
  // For a proxy before several servers, which sends a clip's people to one of them.
  address.searchParams.set('clip', clipId)
  return address.href
}

const isHidden = () => typeof document !== 'undefined' && document.visibilityState === 'hidden'
const isOffline = () => typeof navigator !== 'undefined' && navigator.onLine === false

type WindowListeners = {
  [E in 'online' | 'offline' | 'visibilitychange' | 'beforeunload']: (event: Event) => void
}

/** Listens to the page, where there is one; returns how to stop. */
function listenToWindow(listeners: WindowListeners): () => void {
  if (typeof window === 'undefined') return () => {}
  const entries = Object.entries(listeners)
  const at = (name: string) => (name === 'visibilitychange' ? document : window)
  for (const [name, listener] of entries) at(name).addEventListener(name, listener)
  return () => {
    for (const [name, listener] of entries) at(name).removeEventListener(name, listener)
  }
}
