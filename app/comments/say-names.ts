export type Named = { id: string; name: string }

/** A comment's text in parts, with those that name somebody marked: `@Kenji Abe`. */
export function splitNames(
  body: string,
  people: readonly Named[],
): { text: string; name: boolean; at: number }[] {
  const parts: { text: string; name: boolean; at: number }[] = []
  // A longer name first: `@Ana Reyes` is not `@Ana`.
  const names = people.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length)
  let from = 0
  for (let at = body.indexOf('@'); at >= 0; at = body.indexOf('@', at + 1)) {
    if (at < from) continue
    const found = names.find((name) => body.startsWith(name, at))
    if (!found) continue
    if (at > from) parts.push({ text: body.slice(from, at), name: false, at: from })
    parts.push({ text: found, name: true, at })
    from = at + found.length
  }
  if (from < body.length) parts.push({ text: body.slice(from), name: false, at: from })
  return parts
}

/** Who is named in a text. */
export function namedIn<T extends Named>(body: string, people: readonly T[]): T[] {
  const said = new Set(
    splitNames(body, people)
      .filter(({ name }) => name)
      .map(({ text }) => text.slice(1)),
  )
  return people.filter(({ name }) => said.has(name))
}

/** The name that is being typed before the cursor, without its @; null: none is. */
export function typedName(body: string, cursor: number): string | null {
  const match = /(?:^|\s)@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/.exec(body.slice(0, cursor))
  return match?.[1] ?? null
}

/** People whose name, or a word of it, begins with what was typed. */
export function namesLike<T extends Named>(typed: string, people: readonly T[]): T[] {
  const wanted = typed.toLocaleLowerCase()
  return people.filter(({ name }) => {
    const lower = name.toLocaleLowerCase()
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
  })
}
