/** What somebody typed for a number between two others: what it stands for, and whether it is one. */
export function typedNumber(
  typed: string,
  { min, max }: { min: number; max: number },
): { number: number | null; fits: boolean } {
  const number = typed.trim() === '' ? Number.NaN : Number(typed)
  if (!Number.isFinite(number)) return { number: null, fits: false }
  const nearest = Math.min(max, Math.max(min, number))
  return { number: nearest, fits: nearest === number }
}
