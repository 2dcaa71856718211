import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** Kinds of Hocuspocus frames that pass between us; others are its own or nobody's. */
export const FrameKind = {
  sync: 0,
  awareness: 1,
  auth: 2,
  syncReply: 4,
  close: 7,
  status: 8,
} as const
/** Kinds of sync frames. */
export const SyncKind = { step1: 0, step2: 1, update: 2 } as const

/** A frame's address, its kind, and where its content begins. Throws on one that is cut short. */
export function readFrame(data: Uint8Array) {
  const decoder = decoding.createDecoder(data)
  const name = decoding.readVarString(decoder)
  const kind = decoding.readVarUint(decoder)
  return { name, kind, decoder }
}

/** Whether a frame carries changes, which the server will acknowledge. */
export function carriesChanges(data: Uint8Array): 'update' | 'step2' | null {
  const { kind, decoder } = readFrame(data)
  if (kind !== FrameKind.sync && kind !== FrameKind.syncReply) return null
  const sync = decoding.readVarUint(decoder)
  return sync === SyncKind.update ? 'update' : sync === SyncKind.step2 ? 'step2' : null
}

/** The server's word on one frame of changes: stored, or refused; null for any other frame. */
export function readStatus(data: Uint8Array): boolean | null {
  const { kind, decoder } = readFrame(data)
  return kind === FrameKind.status ? decoding.readVarUint(decoder) === 1 : null
}

/** What every frame of one document begins with. */
export const addressOf = (name: string): Uint8Array =>
  encoding.encode((encoder) => encoding.writeVarString(encoder, name))

export const authFrame = (name: string, token: string): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, FrameKind.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, token)
  })

export const statusFrame = (name: string, stored: boolean): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, FrameKind.status)
    encoding.writeVarUint(encoder, stored ? 1 : 0)
  })

export const syncFrame = (
  name: string,
  kind: (typeof SyncKind)[keyof typeof SyncKind],
  content: Uint8Array,
): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, FrameKind.sync)
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, content)
  })
