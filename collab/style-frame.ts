import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * What passes between a page and the server about one style's draft. The address of the socket says
 * which draft it is.
 */
export const StyleFrame = {
  /** What I have: a state vector. Answered by an update of what that lacks. */
  have: 0,
  /** A change. */
  update: 1,
  /** An awareness update. */
  presence: 2,
  /** So many more of your changes are in the database. */
  stored: 3,
  /** You may look and not change. */
  viewOnly: 4,
} as const
export type StyleFrameKind = (typeof StyleFrame)[keyof typeof StyleFrame]

export const styleFrame = (kind: StyleFrameKind, content: Uint8Array = new Uint8Array()) =>
  encoding.encode((encoder) => {
    encoding.writeUint8(encoder, kind)
    encoding.writeUint8Array(encoder, content)
  })

/** Throws on an empty frame. */
export function readStyleFrame(data: Uint8Array): { kind: number; content: Uint8Array } {
  const decoder = decoding.createDecoder(data)
  return { kind: decoding.readUint8(decoder), content: decoding.readTailAsUint8Array(decoder) }
}

export const countFrame = (count: number) =>
  styleFrame(
    StyleFrame.stored,
    encoding.encode((encoder) => encoding.writeVarUint(encoder, count)),
  )
export const readCount = (content: Uint8Array) =>
  decoding.readVarUint(decoding.createDecoder(content))
