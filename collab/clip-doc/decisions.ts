import { generateKeyBetween } from 'fractional-indexing'
import { type ClipDoc, type Table, yDoc } from './clip-doc.ts'

export type Take = { id: string; pos: string | null; in: number; out: number }
export type Split = { id: string; at: number }
/** What is said about one piece: left out, where its edges are drawn in, and where it plays. */
export type PieceChoice = {
  off: boolean
  ti: number | null
  to: number | null
  /** Where somebody moved it; else where it stays because what it followed was moved. */
  pos: string | null
  pin: string | null
}

/** Takes and splits that stand, sorted: the order of a Y.Map differs between replicas. */
export type Decisions = {
  takes: Take[]
  /** By take, in source order. */
  splits: Map<string, Split[]>
  piece(id: string): PieceChoice
}

/** Ids are short and plain; a key that is not `id/field` is somebody else's and is not read. */
const ID = /^[\w-]{1,64}$/

export const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Reads a table of `id/field` keys. Anything may be in it: another's client wrote it. */
export const table = (doc: ClipDoc, name: Table) => {
  const map = yDoc(doc).getMap(name)
  return {
    get: (id: string, field: string): unknown => map.get(`${id}/${field}`),
    has: (id: string, field: string): boolean => map.has(`${id}/${field}`),
    ids(field: string): string[] {
      const ids: string[] = []
      for (const key of map.keys()) {
        const slash = key.lastIndexOf('/')
        if (key.slice(slash + 1) !== field) continue
        const id = key.slice(0, Math.max(0, slash))
        if (ID.test(id)) ids.push(id)
      }
      return ids.sort(byText)
    },
  }
}

export const finite = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** A place in an order, if it is one. */
export function orderKey(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 200) return null
  try {
    generateKeyBetween(value, null)
    return value
  } catch {
    return null
  }
}

export function readDecisions(doc: ClipDoc): Decisions {
  const takes = table(doc, 'takes')
  const splits = table(doc, 'splits')
  const pieces = table(doc, 'pieces')
  return {
    takes: takes
      .ids('in')
      .flatMap((id): Take[] => {
        const [from, to] = [finite(takes.get(id, 'in')), finite(takes.get(id, 'out'))]
        if (from === null || to === null || takes.get(id, 'del') === true) return []
        return [{ id, pos: orderKey(takes.get(id, 'pos')), in: from, out: to }]
      })
      .sort((a, b) => byText(a.pos ?? '', b.pos ?? '') || byText(a.id, b.id)),
    splits: splitsByTake(splits),
    piece: (id) => ({
      off: pieces.get(id, 'off') === true,
      ti: finite(pieces.get(id, 'ti')),
      to: finite(pieces.get(id, 'to')),
      pos: orderKey(pieces.get(id, 'pos')),
      pin: orderKey(pieces.get(id, 'pin')),
    }),
  }
}

function splitsByTake(splits: ReturnType<typeof table>): Map<string, Split[]> {
  const byTake = new Map<string, Split[]>()
  for (const id of splits.ids('at')) {
    const [take, at] = [splits.get(id, 'take'), finite(splits.get(id, 'at'))]
    if (typeof take !== 'string' || at === null || splits.get(id, 'del') === true) continue
    const others = byTake.get(take)
    if (others) others.push({ id, at })
    else byTake.set(take, [{ id, at }])
  }
  for (const list of byTake.values()) list.sort((a, b) => a.at - b.at || byText(a.id, b.id))
  return byTake
}
