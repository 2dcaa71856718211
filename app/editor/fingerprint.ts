import type { ClipProject } from '#core/clip-project.ts'

/**
 * Two clips with one fingerprint make the same files, whatever they are called. A word that was cut
 * counts: captions turn their pages around it.
 */
export function fingerprint({
  title: _title,
  issues: _issues,
  shape: _shape,
  shapes: _shapes,
  // What came of it is in what follows.
  given: _given,
  pieces,
  words,
  transitions,
  style,
  framing: { own, keys, layouts, shots },
  overlays,
  speakers,
  second,
  loud,
  ...rest
}: ClipProject): string {
  const { enabled, ...look } = style
  const byVoice = enabled && look.emphasised && look.emphasisBy !== 'hand'
  const made = JSON.stringify(
    ordered([
      pieces.map(({ from, to }) => [from, to]),
      // Where a cut word is said decides where the cut lies, and who says a word how loud it is.
      words.map(({ from, to, cut, speaker, text, emphasised, emoji, breakBefore }) => [
        ...[from, to, cut, speaker],
        ...(enabled ? [text, emphasised, emoji, breakBefore] : []),
      ]),
      transitions.map(({ piece, ...drawn }) => [pieces.findIndex(({ id }) => id === piece), drawn]),
      enabled ? [look, speakers ?? [], second ?? []] : null,
      // Who set a key, and what it is called, is not seen.
      [own, keys.map(unnamed), layouts.map(unnamed), keys.length > 0 ? shots : []],
      overlays.map(unnamed),
      ...(byVoice ? [loud] : []),
      rest,
    ]),
  )
  return hash(made)
}

/** The same whatever order fields were written in: a database gives them back in its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

function unnamed({ id: _id, auto: _auto, ...seen }: { id: string; auto?: boolean }) {
  return seen
}

/** 53 bits of cyrb53: enough to tell one clip's exports apart, and at hand in every browser. */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return ((b >>> 0) * 2 ** 21 + (a >>> 11)).toString(36)
}
