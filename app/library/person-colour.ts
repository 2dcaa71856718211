/** One of the eight colours of other people, always the same for one person. Amber is only ever you. */
export function personColour(id: string, me: string): number | undefined {
  if (id === me) return undefined
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return (sum % 8) + 1
}
