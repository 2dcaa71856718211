/**
 * Where to go after signing in: a path of this site, or the library. An address that leads elsewhere,
 * however it is dressed, would lend our name to another site.
 */
export function safeRedirect(to: FormDataEntryValue | null | undefined, fallback = '/library') {
  if (typeof to !== 'string' || !to.startsWith('/')) return fallback
  const base = 'http://cliproom.invalid'
  if (!URL.canParse(to, base)) return fallback
  const url = new URL(to, base)
  // `//evil`, `/\evil` and a tab in between all parse as another host.
  if (url.origin !== base) return fallback
  // `/.//evil` is a path of ours until it is written out.
  if (url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
