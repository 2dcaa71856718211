/** Names that no other has: a second one gets a number. */
export function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>()
  return names.map((name) => {
    const dot = name.lastIndexOf('.')
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    let free = name
    for (let n = 2; seen.has(free.toLowerCase()); n++) free = `${stem} ${n}${ending}`
    seen.add(free.toLowerCase())
    return free
  })
}
