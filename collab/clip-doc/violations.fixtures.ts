import { cutList } from '#core/cut-list.ts'
import { cropSpans, type Framing } from '#core/framing.ts'
import type { ClipDoc } from './clip-doc.ts'
import { source } from './fuzz-verbs.fixtures.ts'
import { normalize } from './normalize.ts'
import { readClip } from './read-clip.ts'

/** What holds at every moment on every replica, whatever the others did. */
export function violations(doc: ClipDoc): string[] {
  const clip = readClip(doc, source)
  const { pieces, words, pauses, overlays, transitions } = clip
  const found: string[] = []
  if (JSON.stringify(clip) !== JSON.stringify(normalize(doc, source))) {
    found.push('read again and again it says something else than read once')
  }
  for (const [i, piece] of pieces.entries()) {
    const { from, to, take } = piece
    if (from > to || to > source.durationMs) found.push(`piece ${piece.id} leaves the source`)
    const over = pieces
      .slice(i + 1)
      .find((other) => other.take === take && other.from < to && other.to > from)
    if (over) found.push(`pieces ${piece.id} and ${over.id} overlap`)
  }
  for (const [what, list] of Object.entries({ pieces, words, overlays })) {
    if (new Set(list.map(({ id }) => id)).size < list.length) found.push(`${what}: one twice`)
  }
  if (!ascending(words.map(({ from }) => from))) found.push('words out of order')
  if (!ascending(pauses.flatMap(({ from, to }) => [from, to]))) found.push('pauses out of order')
  for (const { piece, ms } of transitions) {
    const i = pieces.findIndex(({ id }) => id === piece)
    const beside = [pieces[i - 1], pieces[i]].map((one) => (one ? one.to - one.from : 0))
    if (ms > Math.min(...beside)) found.push(`transition of ${piece} longer than its pieces`)
  }
  found.push(...framingViolations(clip.framing))
  const length = cutList(clip).reduce((sum, cut) => sum + cut.to - cut.from, 0)
  const most = pieces.reduce((sum, { from, to }) => sum + to - from, 0)
  if (length > most) found.push('plays more than its pieces')
  if (length === 0 && clip.issues.length === 0) found.push('plays nothing and does not say so')
  return found
}

function framingViolations({ keys, shots }: Framing): string[] {
  const found: string[] = []
  const tracks = new Map<string, typeof keys>()
  for (const key of keys) {
    const name = `${key.shape} ${key.slot}`
    tracks.set(name, [...(tracks.get(name) ?? []), key])
    const { x, y, w, h } = key.box
    if (x + w > 1 + 1e-9 || y + h > 1 + 1e-9) found.push(`crop ${key.id} leaves the source`)
  }
  for (const [name, track] of tracks) {
    const times = track.map(({ t }) => t)
    if (!ascending(times) || new Set(times).size < times.length)
      found.push(`${name}: keys out of order`)
    let at = 0
    for (const span of cropSpans(track, shots, { from: 0, to: source.durationMs })) {
      if (span.from !== at) found.push(`${name}: a gap at ${at}`)
      at = span.to
    }
    if (at !== source.durationMs) found.push(`${name}: ends at ${at}`)
  }
  return found
}

const ascending = (list: number[]) =>
  list.every((value, i) => i === 0 || value >= (list[i - 1] ?? 0))
