import type { ClipProject } from './clip-project.ts'
import { clipLength, cutList, toClipTime } from './cut-list.ts'
import type { WordId } from './ids.ts'
import type { Overlay } from './overlay.ts'
import { sayCount } from './say-count.ts'
import { styleTitle } from './style-title.ts'
import { type WordChanges, wordChanges } from './word-changes.ts'

/** What lies between two states of a clip. */
export type ClipDiff = {
  words: WordChanges
  /** Length of each, ms. */
  before: number
  after: number
  /** In words, the most telling first: words, then length, captions, framing, and the rest. */
  say: string[]
}

/** How many sentences are shown before "more". */
const SHOWN = 4

/** The first sentences, and how many there are beyond them. */
export const shortDiff = ({ say }: Pick<ClipDiff, 'say'>) => ({
  say: say.slice(0, SHOWN),
  more: Math.max(0, say.length - SHOWN),
})

/** What somebody did who made `after` of `before`. Nothing to say where both play and look alike. */
export function clipDiff(before: ClipProject, after: ClipProject): ClipDiff {
  const words = wordChanges(before, after)
  const [was, is] = [clipLength(cutList(before)), clipLength(cutList(after))]
  return {
    words,
    before: was,
    after: is,
    say: [
      ...sayWords(after, words, is - was),
      ...sayMarks(after, words),
      ...sayLength(words, is - was),
      ...sayLook(before, after),
    ],
  }
}

/** What differs beside the words that are heard and how long it is: all that reading them does not show. */
export const sayBeside = (before: ClipProject, after: ClipProject): string[] => [
  ...sayMarks(after, wordChanges(before, after)),
  ...sayLook(before, after),
]

const sayLook = (before: ClipProject, after: ClipProject): string[] => [
  ...sayPieces(before, after),
  ...sayCaptions(before, after),
  ...sayFraming(before, after),
  ...sayOverlays(before.overlays, after.overlays),
  ...sayRest(before, after),
]

const length = (ms: number) => `${(Math.abs(ms) / 1000).toFixed(1)} s`
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function sayWords(after: ClipProject, words: WordChanges, change: number): string[] {
  const { gone, back, texts, places } = words
  const say: string[] = []
  const only = gone.length === 0 || back.length === 0
  const time = only && change !== 0 ? `, ${length(change)}` : ''
  if (gone.length > 0) {
    const where = places > 1 ? `, in ${sayCount(places, 'place')}` : ''
    say.push(`Cut ${sayCount(gone.length, 'word')}${change < 0 ? time : ''}${where}`)
  }
  if (back.length > 0)
    say.push(`Put back ${sayCount(back.length, 'word')}${change > 0 ? time : ''}`)
  if (texts.length > 0) {
    // A word that says again what was spoken was not corrected but given back.
    const corrected = texts.filter((id) => after.words.find((word) => word.id === id)?.corrected)
    const given = texts.filter((id) => !corrected.includes(id))
    if (corrected.length > 0) say.push(`Corrected ${named(after, corrected)}`)
    if (given.length > 0) say.push(`Left ${named(after, given)} as spoken`)
  }
  return say
}

/** One or two words by what they say, more by how many they are. */
const named = ({ words }: ClipProject, ids: WordId[]) =>
  ids.length > 2
    ? sayCount(ids.length, 'word')
    : ids.map((id) => `“${words.find((word) => word.id === id)?.text ?? ''}”`).join(' and ')

/** What was done to words that say what they said. */
function sayMarks(after: ClipProject, words: WordChanges): string[] {
  const { emphasised, plain, marked, retimed } = words
  const say: string[] = []
  if (emphasised.length > 0) say.push(`Emphasised ${named(after, emphasised)}`)
  if (plain.length > 0) say.push(`Took the emphasis off ${named(after, plain)}`)
  if (retimed.length > 0) say.push(`Timed ${named(after, retimed)} anew`)
  if (marked.length > 0) say.push(`Changed emoji or page breaks at ${named(after, marked)}`)
  return say
}

/** The change of length, where no sentence about words says it. */
function sayLength({ gone, back }: WordChanges, change: number): string[] {
  if (change === 0) return []
  if (gone.length + back.length === 0)
    return [change < 0 ? `Cut ${length(change)}` : `Put back ${length(change)}`]
  if (gone.length === 0 || back.length === 0) return []
  return [`${length(change)} ${change < 0 ? 'shorter' : 'longer'}`]
}

function sayPieces(before: ClipProject, after: ClipProject): string[] {
  const say: string[] = []
  const [old, now] = [before, after].map(({ pieces }) => pieces.map(({ id }) => id)) as [
    string[],
    string[],
  ]
  const shared = now.filter((id) => old.includes(id))
  if (
    !same(
      shared,
      old.filter((id) => now.includes(id)),
    )
  )
    say.push('Changed the order of pieces')
  if (old.length !== now.length) {
    say.push(`${sayCount(now.length, 'piece')}, before ${old.length}`)
  }
  if (!same(before.transitions, after.transitions)) say.push('Changed transitions')
  return say
}

function sayCaptions({ style: old }: ClipProject, { style: now }: ClipProject): string[] {
  if (same(old, now)) return []
  if (old.enabled !== now.enabled) return [now.enabled ? 'Captions on' : 'Captions off']
  const say: string[] = []
  const [from, to] = [styleTitle(old), styleTitle(now)]
  if (from !== to) say.push(`Captions: ${from} to ${to}`)
  const up = Math.round(((now.y ?? 0) - (old.y ?? 0)) * 100)
  if (old.y !== null && now.y !== null && up !== 0) {
    say.push(`Moved captions ${Math.abs(up)} % ${up > 0 ? 'higher' : 'lower'}`)
  } else if (old.y !== now.y || old.x !== now.x) say.push('Moved captions')
  if (old.size !== now.size) say.push(now.size > old.size ? 'Larger captions' : 'Smaller captions')
  if (say.length === 0) say.push('Changed how captions look')
  return say
}

function sayFraming(before: ClipProject, after: ClipProject): string[] {
  const [old, now] = [before.framing, after.framing]
  const say: string[] = []
  if (before.shape !== after.shape) say.push(`Shape: ${before.shape} to ${after.shape}`)
  const cuts = cutList(after)
  const layouts = now.layouts.filter(
    (one) =>
      !old.layouts.some((other) => same(one, other)) && !(one.shape !== '9:16' && isNew(one.shape)),
  )
  function isNew(shape: ClipProject['shape']) {
    return now.own.includes(shape) && !old.own.includes(shape)
  }
  for (const layout of layouts.slice(0, 2)) {
    const at = toClipTime(cuts, layout.from)
    say.push(`${layoutTitles[layout.kind]}${at === null ? '' : ` at ${clock(at)}`}`)
  }
  const gone = old.layouts.filter((one) => !now.layouts.some(({ id }) => id === one.id))
  if (layouts.length > 2 || (layouts.length === 0 && gone.length > 0)) say.push('Changed layouts')
  for (const shape of now.own) if (isNew(shape)) say.push(`${shape} has its own crop`)
  for (const shape of old.own) {
    if (!now.own.includes(shape)) say.push(`${shape} follows 9:16 again`)
  }
  const moved = now.keys.filter((key) => !old.keys.some((other) => same(key, other)))
  const lost = old.keys.filter(({ id }) => !now.keys.some((key) => key.id === id))
  const touched = [...moved, ...lost].filter(({ shape }) => !isNew(shape))
  if (touched.length > 0) say.push(`Framed ${sayCount(touched.length, 'moment')} anew`)
  return say
}

const layoutTitles = { fill: 'Fill', fit: 'Fit, blur', split: 'Split', screen: 'Screen' } as const
const clock = (ms: number) =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor((ms / 1000) % 60)).padStart(2, '0')}`

export const overlayTitles = {
  text: 'a text',
  image: 'a picture',
  logo: 'the logo',
  music: 'the music',
  progress: 'the progress bar',
  intro: 'the intro',
  outro: 'the outro',
} as const satisfies Record<Overlay['kind'], string>

function sayOverlays(old: Overlay[], now: Overlay[]): string[] {
  const title = (overlay: Overlay) => overlayTitles[overlay.kind]
  const say: string[] = []
  for (const overlay of now) {
    const before = old.find(({ id }) => id === overlay.id)
    if (!before) say.push(`Added ${title(overlay)}`)
    else if (!same(before, overlay)) say.push(`Changed ${title(overlay)}`)
  }
  for (const overlay of old) {
    if (!now.some(({ id }) => id === overlay.id)) say.push(`Removed ${title(overlay)}`)
  }
  const ids = (list: Overlay[], other: Overlay[]) =>
    list.map(({ id }) => id).filter((id) => other.some((one) => one.id === id))
  if (!same(ids(old, now), ids(now, old))) say.push('Changed what lies on top')
  return say
}

function sayRest(before: ClipProject, after: ClipProject): string[] {
  const say: string[] = []
  if (before.title !== after.title) say.push(`Renamed to “${after.title}”`)
  if (!same(before.sound, after.sound)) say.push('Changed the sound')
  const shapes = (clip: ClipProject) => clip.shapes.filter((shape) => shape !== clip.shape)
  if (before.shape === after.shape && !same(shapes(before), shapes(after))) {
    say.push('Changed the shapes it is made in')
  }
  return say
}
