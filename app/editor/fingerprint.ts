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
  pieces,
  words,
  style,
  ...rest
}: ClipProject): string {
  const { enabled, ...look } = style
  const made = JSON.stringify([
    pieces.map(({ from, to }) => [from, to]),
    words.map(({ id, text, from, to, cut, emphasised, emoji, breakBefore }) =>
      enabled ? [id, text, from, to, cut, emphasised, emoji, breakBefore] : [id, cut],
    ),
    enabled ? look : null,
    rest,
  ])
  return hash(made)
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
