import type { PauseCut } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'

/** More than anybody cuts; the rest of a forged document is not read. */
const MAX_PAUSES = 5000

export const pauseId = ({ from, to }: { from: number; to: number }) => `${from}-${to}`

const KEY = /^(\d{1,9})-(\d{1,9})\/x$/

/** The stretches that are cut, each as it was cut, by start. A stretch is its own name. */
export function standingPauses(doc: ClipDoc): { from: number; to: number }[] {
  const pauses: { from: number; to: number }[] = []
  yDoc(doc)
    .getMap('pauses')
    .forEach((value, key) => {
      const [, a, b] = KEY.exec(key) ?? []
      const [from, to] = [Number(a), Number(b)]
      if (value === true && from < to) pauses.push({ from, to })
    })
  return pauses.sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The cut stretches that touch what is played, without overlaps: two people may cut one pause. */
export function readPauses(doc: ClipDoc, played: { from: number; to: number }[]): PauseCut[] {
  const merged: { from: number; to: number }[] = []
  for (const { from, to } of standingPauses(doc)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
    .filter(({ from, to }) => played.some((stretch) => from < stretch.to && to > stretch.from))
    .slice(0, MAX_PAUSES)
    .map(({ from, to }) => ({ from: ms(from), to: ms(to) }))
}
