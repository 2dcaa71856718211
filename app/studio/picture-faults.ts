import { type CompiledStyle, type StyleFault, sayFault } from '#core/written-style.ts'

/** What the pictures of a style last said, by their number: what each ran, and what went wrong in it. */
export type PictureFaults = readonly ({ ran: CompiledStyle; fault: StyleFault } | undefined)[]

/** `fault`: null once the picture draws again. What says nothing new is the same list. */
export function hearPicture(
  faults: PictureFaults,
  picture: number,
  ran: CompiledStyle,
  fault: StyleFault | null,
): PictureFaults {
  const before = faults[picture]
  // A picture that plays fails anew with every frame.
  const same = fault
    ? before?.ran === ran && sayFault(before.fault) === sayFault(fault)
    : before === undefined
  if (same) return faults
  const after = [...faults]
  after[picture] = fault ? { ran, fault } : undefined
  return after
}

/** The faults of a style, each once: what still runs an earlier one says nothing about it. */
export function faultsOf(faults: PictureFaults, style: CompiledStyle | null): StyleFault[] {
  const said = new Map<string, StyleFault>()
  for (const one of faults) if (one?.ran === style) said.set(sayFault(one.fault), one.fault)
  return [...said.values()]
}
