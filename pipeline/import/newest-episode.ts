export type Episode = { address: string; title: string | null }

/** Whether an answer is a feed by what it calls itself. */
export const isFeed = (contentType: string | undefined) =>
  /^(?:application|text)\/(?:(?:rss|atom)\+)?xml\b/i.test(contentType ?? '')

/** No title or date is longer. What somebody else wrote is read in time that grows with its length. */
const LONGEST = 2000

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return found ? plain(found[1] ?? found[2] ?? '') : null
}

const content = (entry: string, name: string) => {
  const opening = new RegExp(`<${name}(?:\\s[^<>]*)?>`, 'i').exec(entry)
  if (!opening) return null
  const from = opening.index + opening[0].length
  const to = entry.indexOf(`</${name}>`, from)
  return to < 0 ? null : plain(entry.slice(from, Math.min(to, from + LONGEST))) || null
}

/** Words of a feed without its marks: `<![CDATA[Q&A]]>` and `Q&amp;A` are both `Q&A`. */
const plain = (text: string) =>
  text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|lt|gt|quot|apos));/gi, (_, dec, hex, name) =>
      name
        ? ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name.toLowerCase() as 'amp'] ?? '')
        : String.fromCodePoint(Number.parseInt(dec ?? hex, dec ? 10 : 16)),
    )
    .trim()

/**
 * The newest episode of a feed (RSS or Atom) that has a video or sound: by its date, and where none is
 * told the first, which is where feeds put what is new. Null where there is none.
 */
export function newestEpisode(feed: string): Episode | null {
  const [, ...entries] = feed.split(/<(?:item|entry)(?=[\s>])/i)
  const episodes = entries.flatMap((entry) => {
    const media = (entry.match(/<(?:enclosure|media:content|link)\s[^<>]*>/gi) ?? []).filter(
      (tag) =>
        /^(?:video|audio)\//i.test(attribute(tag, 'type') ?? '') &&
        (!/^<link/i.test(tag) || attribute(tag, 'rel')?.toLowerCase() === 'enclosure'),
    )
    // A picture says more than sound alone, where an episode comes as both.
    const best = media.find((tag) => /^video/i.test(attribute(tag, 'type') ?? '')) ?? media[0]
    const address = best && (attribute(best, 'url') ?? attribute(best, 'href'))
    if (!address) return []
    const told =
      content(entry, 'pubDate') ?? content(entry, 'published') ?? content(entry, 'updated')
    return [{ address, title: content(entry, 'title'), at: Date.parse(told ?? '') || 0 }]
  })
  const [newest] = episodes.sort((a, b) => b.at - a.at)
  return newest ? { address: newest.address, title: newest.title?.slice(0, 200) ?? null } : null
}
