import { IndexeddbPersistence } from 'y-indexeddb'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { StyleId, UserId } from '#core/ids.ts'
import { closeCodes } from './close-codes.ts'
import { replaceSource, SOURCE } from './style-doc.ts'
import { readCount, readStyleFrame, StyleFrame, styleFrame } from './style-frame.ts'

export type StyleSaveState = {
  state: 'connecting' | 'saved' | 'saving' | 'offline' | 'not-saved' | 'view-only' | 'gone'
  /** Changes the server does not have. */
  kept: number
}

export type StyleConnection = {
  /** What CodeMirror binds to. */
  text: Y.Text
  awareness: Awareness
  undo: Y.UndoManager
  status: StoreApi<StyleSaveState>
  /** Writes a source over what is there; what is returned takes it back, as `replaceSource` says. */
  replace(source: string): () => boolean
  destroy(): void
}

/** Ms before a connection that was lost is tried again, longer each time. */
const RETRY_MS = [250, 1000, 3000, 8000]

/** Opens a style's draft together with everybody who has it open. `url`: the server's address for drafts. */
export function connectStyle({
  styleId,
  url,
  userId,
}: {
  styleId: StyleId
  url: string
  userId: UserId
}): StyleConnection {
  const doc = new Y.Doc()
  const text = doc.getText(SOURCE)
  const awareness = new Awareness(doc)
  const status = createStore<StyleSaveState>(() => ({ state: 'connecting', kept: 0 }))
  const local =
    typeof indexedDB === 'undefined'
      ? null
      : new IndexeddbPersistence(`cliproom/${userId}/style/${styleId}`, doc)
  let ws: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let unsaved = 0
  let live = false
  let viewOnly = false
  let left = false
  let storageFails = false

  const tell = () => {
    const state = viewOnly
      ? 'view-only'
      : storageFails
        ? 'not-saved'
        : !live
          ? tries > 0
            ? 'offline'
            : 'connecting'
          : unsaved > 0
            ? 'saving'
            : 'saved'
    status.setState({ state, kept: unsaved })
  }
  const send = (frame: Uint8Array) => {
    if (ws?.readyState === WebSocket.OPEN) ws.send(frame)
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'server' || origin === local) return
    unsaved++
    // What is not sent now is in what the server is told it lacks.
    if (live) send(styleFrame(StyleFrame.update, update))
    tell()
  })
  awareness.on(
    'update',
    ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
      if (origin === 'server') return
      const ids = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
      if (ids.includes(doc.clientID))
        send(styleFrame(StyleFrame.presence, encodeAwarenessUpdate(awareness, [doc.clientID])))
    },
  )

  const open = () => {
    if (left) return
    ws = new WebSocket(`${url}/${styleId}`)
    ws.binaryType = 'arraybuffer'
    ws.onopen = () => {
      send(styleFrame(StyleFrame.have, Y.encodeStateVector(doc)))
      if (awareness.getLocalState())
        send(styleFrame(StyleFrame.presence, encodeAwarenessUpdate(awareness, [doc.clientID])))
    }
    ws.onmessage = ({ data }) => {
      const { kind, content } = readStyleFrame(new Uint8Array(data as ArrayBuffer))
      if (kind === StyleFrame.update) Y.applyUpdate(doc, content, 'server')
      else if (kind === StyleFrame.presence) {
        applyAwarenessUpdate(awareness, content, 'server')
        paint(awareness)
      } else if (kind === StyleFrame.viewOnly) viewOnly = true
      else if (kind === StyleFrame.stored) {
        unsaved = Math.max(0, unsaved - readCount(content))
        storageFails = false
      } else if (kind === StyleFrame.have) {
        const lacks = Y.encodeStateAsUpdate(doc, content)
        // An update without anything in it is two bytes.
        unsaved = !viewOnly && lacks.byteLength > 2 ? 1 : 0
        if (unsaved > 0) send(styleFrame(StyleFrame.update, lacks))
        live = true
        tries = 0
      }
      tell()
    }
    ws.onclose = ({ code }) => {
      live = false
      if (left) return
      if (code === closeCodes.gone || code === closeCodes.refused) {
        status.setState({ state: 'gone', kept: unsaved })
        if (code === closeCodes.refused) void local?.clearData()
        return
      }
      storageFails = code === closeCodes.storage
      timer = setTimeout(open, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)])
      tries++
      for (const id of [...awareness.getStates().keys()])
        if (id !== doc.clientID) awareness.states.delete(id)
      tell()
    }
  }
  // Only with what this device kept: the first exchange then brings it along.
  if (local) local.whenSynced.then(open, open)
  else open()

  const undo = new Y.UndoManager(text)
  const warn = (event: BeforeUnloadEvent) => {
    if (unsaved > 0 && !viewOnly && !local) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  return {
    text,
    awareness,
    undo,
    status,
    replace: (source) => replaceSource(text, source, undo),
    destroy() {
      left = true
      clearTimeout(timer)
      window.removeEventListener('beforeunload', warn)
      awareness.setLocalState(null)
      ws?.close()
      undo.destroy()
      void local?.destroy()
      doc.destroy()
    },
  }
}

/** The server gives people numbers of colours; the code editor asks for the colours themselves. */
function paint(awareness: Awareness) {
  for (const { user } of awareness.getStates().values())
    if (user && typeof user.colour === 'number') {
      user.color = `var(--p${user.colour})`
      user.colorLight = `color-mix(in srgb, var(--p${user.colour}) 30%, transparent)`
    }
}
