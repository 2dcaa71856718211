/** How many clips have a style: any version of it, or one. */
export const clipsOf = (used: { version: number; clips: number }[], version?: number): number =>
  used.reduce(
    (sum, one) => (version === undefined || one.version === version ? sum + one.clips : sum),
    0,
  )
