/** Words that mean a person, and the people of a family; what Flesch counted by hand. */
const PERSONAL = new Set(
  `i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours
  ourselves i'm i've i'd i'll you're you've you'll you'd he's he'd he'll she's she'd she'll we're
  we've we'd we'll mother father mom dad mum parents grandmother grandfather grandma grandpa wife
  husband son sons daughter daughters brother sister uncle aunt cousin child children kid kids boy
  boys girl girls man men woman women lady friend friends neighbour neighbor stranger baby boss
  teacher doctor nurse everybody everyone nobody somebody someone anybody folks`.split(/\s+/),
)
/** Told rather than explained: what somebody did, once. */
const TOLD =
  /\b(?:was|were|had|did|said|told|asked|went|came|took|gave|got|left|felt|knew|thought|saw|heard|found|lost|made|ran|sat|stood|woke|cried|laughed|wrote|called|looked|walked|never|once|suddenly)\b/g

/**
 * How much a sentence is about people and what happened to them, 0 to about 2: the share of personal
 * words (Flesch, "A new readability yardstick", 1948: human interest), and of words that tell.
 * English only.
 */
export function peopleIn(text: string): number {
  const said = text.toLowerCase().replace(/’/g, "'")
  const words = said.split(/[^a-z']+/).filter((word) => word !== '')
  if (words.length === 0) return 0
  const personal = words.filter((word) => PERSONAL.has(word)).length
  const told = said.match(TOLD)?.length ?? 0
  // A short sentence is not all people because it says "I do".
  const length = Math.max(6, words.length)
  return (personal * 3 + told * 2) / length
}
