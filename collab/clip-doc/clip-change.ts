import { clipDiff, overlayTitles } from '#core/clip-diff.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { WordId } from '#core/ids.ts'
import { sayCount } from '#core/say-count.ts'

/** What lies between two states of a clip, for the view to go there and a toast to say it. */
export type ClipChange = {
  /** Words heard now that were not, and the other way round. */
  back: WordId[]
  gone: WordId[]
  /** Words that say something else, look otherwise or have other times. */
  changed: WordId[]
  /** Pieces that are new or have other edges. */
  pieces: string[]
  /** How much longer the clip is; negative: shorter. */
  ms: number
  /** `Put back 18 words and 6.9 s` */
  say: string
}

export function clipChange(before: ClipProject, after: ClipProject): ClipChange {
  const piecesBefore = new Map(before.pieces.map((piece) => [piece.id, piece]))
  const pieces = after.pieces
    .filter((piece) => {
      const old = piecesBefore.get(piece.id)
      return !old || old.from !== piece.from || old.to !== piece.to
    })
    .map(({ id }) => id)
  const { words, ...lengths } = clipDiff(before, after)
  const { back, gone, texts, emphasised, plain, marked, retimed } = words
  const looks = [...emphasised, ...plain, ...marked]
  const changed = [...new Set([...texts, ...looks, ...retimed])]
  const ms = lengths.after - lengths.before
  const said = { back, gone, changed, texts, retimed, ms }
  return { back, gone, changed, pieces, ms, say: sentence(before, after, said) }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

type Said = Pick<ClipChange, 'back' | 'gone' | 'changed' | 'ms'> & {
  texts: WordId[]
  retimed: WordId[]
}

/** One sentence that is true of an undo and of a redo: what is there again. */
function sentence(before: ClipProject, after: ClipProject, said: Said): string {
  return (
    sayPlayed(said) ??
    sayWords(after, said) ??
    saySetting(before, after) ??
    'Nothing you can see has changed'
  )
}

function sayPlayed({ back, gone, ms }: Said): string | null {
  const length = `${(Math.abs(ms) / 1000).toFixed(1)} s`
  if (back.length > 0 && back.length >= gone.length) {
    return `Put back ${sayCount(back.length, 'word')}${ms > 0 ? ` and ${length}` : ''}`
  }
  if (gone.length > 0)
    return `Cut ${sayCount(gone.length, 'word')}${ms < 0 ? ` and ${length}` : ''}`
  if (ms !== 0) return ms > 0 ? `Put back ${length}` : `Cut ${length}`
  return null
}

function sayWords(after: ClipProject, { changed, texts, retimed }: Said): string | null {
  const [first] = changed
  if (!first) return null
  if (changed.length > 1) return `Changed ${sayCount(changed.length, 'word')} back`
  const text = after.words.find(({ id }) => id === first)?.text
  if (texts.length > 0) return `The word is “${text}” again`
  return retimed.length > 0 ? `“${text}” is timed as before` : `“${text}” looks as before`
}

function saySetting(before: ClipProject, after: ClipProject): string | null {
  if (before.shape !== after.shape) return `The shape is ${after.shape} again`
  if (before.title !== after.title) return `The title is “${after.title}” again`
  if (!same(before.style, after.style)) return 'The captions look as before'
  if (!same(before.framing, after.framing)) return 'The framing is as before'
  const overlays = sayOverlays(before.overlays, after.overlays)
  if (overlays) return overlays
  if (!same(before.transitions, after.transitions)) return 'The transitions are as before'
  if (!same(before.sound, after.sound)) return 'The sound is as before'
  if (!same(before.shapes, after.shapes)) return 'The shapes are as before'
  if (before.pieces.length !== after.pieces.length) {
    return `${sayCount(after.pieces.length, 'piece')} again`
  }
  return same(before.pieces, after.pieces) ? null : 'The pieces are where they were'
}

function sayOverlays(old: ClipProject['overlays'], now: ClipProject['overlays']): string | null {
  const title = (overlay: ClipProject['overlays'][number]) => {
    const plain = overlayTitles[overlay.kind].replace(/^a /, 'the ')
    return plain.charAt(0).toUpperCase() + plain.slice(1)
  }
  const added = now.find(({ id }) => !old.some((one) => one.id === id))
  if (added) return `${title(added)} is back`
  const removed = old.find(({ id }) => !now.some((one) => one.id === id))
  if (removed) return `${title(removed)} is gone`
  const changed = now.find((one, i) => !same(one, old[i]))
  return changed ? `${title(changed)} is as before` : null
}
