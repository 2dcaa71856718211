import type { ClipProject, ClipWord } from '#core/clip-project.ts'
import { wordChanges } from '#core/word-changes.ts'

/** A word as one reads two versions at once. */
export type ComparedWord = {
  id: ClipWord['id']
  /** Source ms of its middle. */
  at: number
  /** `same` in both; heard before alone; heard after alone; in other words after. */
  kind: 'same' | 'gone' | 'back' | 'changed'
  text: string
  /** What it said before, where it is `changed`. */
  was: string
}

/** Every word that is heard in one of two versions, in spoken order. */
export function compareWords(before: ClipProject, after: ClipProject): ComparedWord[] {
  const changes = wordChanges(before, after)
  const sets = {
    gone: new Set<string>(changes.gone),
    back: new Set<string>(changes.back),
    texts: new Set<string>(changes.texts),
  }
  const old = new Map(before.words.map((word) => [word.id, word]))
  const now = new Map(after.words.map((word) => [word.id, word]))
  const order = ({ id }: ClipWord) => Number(id.slice(1))
  const all = [...new Map([...old, ...now]).values()].sort((a, b) => order(a) - order(b))
  return all.flatMap((word): ComparedWord[] => {
    const { id } = word
    const kind = sets.gone.has(id)
      ? 'gone'
      : sets.back.has(id)
        ? 'back'
        : word.cut
          ? null
          : sets.texts.has(id)
            ? 'changed'
            : 'same'
    if (kind === null) return []
    const said = (kind === 'gone' ? old : now).get(id) ?? word
    return [
      {
        ...{ id, kind, text: said.text, was: old.get(id)?.text ?? '' },
        at: (said.from + said.to) / 2,
      },
    ]
  })
}

/** The first word of each run of words that are not the same: what ↑ and ↓ walk. */
export const changesOf = (words: readonly ComparedWord[]): ComparedWord[] =>
  words.filter((word, i) => word.kind !== 'same' && words[i - 1]?.kind !== word.kind)
