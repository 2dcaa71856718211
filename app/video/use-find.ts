import { useMemo, useRef, useState } from 'react'
import type { Span } from '../editor/transcript-text.ts'
import { type Found, findWords, placeFrom } from './find-words.ts'

export type Find = {
  typed: string
  type(typed: string): void
  found: Found
  /** Which place one is at, from 0. */
  at: number
  place: Span | null
  step(by: 1 | -1): void
}

/** Finding words in a transcript: from where one is, to the next, and round again. */
export function useFind(
  words: string[],
  first: string,
  /** The word one begins to look from. */
  here: () => number,
): Find {
  const [typed, setTyped] = useState(first)
  const found = useMemo(() => findWords(words, typed), [words, typed])
  const [chosen, setChosen] = useState<{ of: Found; at: number } | null>(null)
  const latest = useRef(here)
  latest.current = here
  // What was found anew begins at the playhead, until somebody steps on.
  const begun = useMemo(() => placeFrom(found.places, latest.current()), [found])
  const at = chosen?.of === found ? chosen.at : begun
  const count = found.places.length
  return {
    typed,
    type: setTyped,
    found,
    at,
    place: found.places[at] ?? null,
    step(by) {
      if (count > 0) setChosen({ of: found, at: (at + by + count) % count })
    },
  }
}
