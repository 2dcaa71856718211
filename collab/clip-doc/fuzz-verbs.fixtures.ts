import { plainStyle } from '#core/caption-style.ts'
import { boxAround } from '#core/framing.ts'
import { AssetId, wordId } from '#core/ids.ts'
import { LayoutKind, Slot } from '#core/layout.ts'
import { Shape } from '#core/shape.ts'
import { ms, type Range } from '#core/time.ts'
import { TransitionKind } from '#core/transition.ts'
import { spoken } from './clip-doc.fixtures.ts'
import type { ClipDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import {
  changeFramingKey,
  frameShots,
  removeFramingKey,
  resetFraming,
  setFramingKey,
  setLayout,
} from './framing-verbs.ts'
import { applyStyle, setShape, setStyle, setTitle, useShape } from './look-verbs.ts'
import { addTake, duplicatePiece, movePiece, moveTake } from './order-verbs.ts'
import { addOverlay, changeOverlay, moveOverlay, removeOverlay } from './overlay-verbs.ts'
import { deletePiece, putBackPiece, splitPiece, trimPiece } from './piece-verbs.ts'
import type { Random } from './random.fixtures.ts'
import { cutPauses, cutRange, putBackPauses, putBackRange, tighten } from './range-verbs.ts'
import { deletedPieces, readClip } from './read-clip.ts'
import { mergePieces, rollSplit, setTransition, slipPiece } from './seam-verbs.ts'
import { setSound } from './sound-verbs.ts'
import {
  breakBefore,
  correctWord,
  cutWords,
  emphasiseWords,
  putBackWords,
  retimeWord,
  setEmoji,
} from './word-verbs.ts'

export const source = { ...spoken(60), shots: [3000, 9000, 15_000] }

export type Verb = (doc: ClipDoc, random: Random, origin: EditOrigin) => unknown

const someWord = (r: Random) => wordId(r.int(60))
const someWords = (r: Random) => {
  const from = r.int(58)
  return Array.from({ length: 1 + r.int(4) }, (_, i) => wordId(from + i))
}
// Coarse, so that two people often choose the same place; sometimes past the end.
const someTime = (r: Random) => (r.chance(0.5) ? r.int(14) * 2000 : r.int(26_000)) - 500
const someRange = (r: Random): Range => {
  const from = r.int(20) * 1000
  return { from: ms(from), to: ms(from + 1 + r.int(3000)) }
}
const pieceIds = (doc: ClipDoc) => readClip(doc, source).pieces.map(({ id }) => id)
const somePiece = (doc: ClipDoc, r: Random) => r.pick(pieceIds(doc)) ?? 'none'
const nextPiece = (doc: ClipDoc, r: Random) => (r.chance(0.2) ? null : somePiece(doc, r))
const someShape = (r: Random) => r.pick(Shape.options)
const someBox = (r: Random) =>
  boxAround(r.next(), r.next(), 0.1 + r.next() * 0.9, 0.1 + r.next() * 0.9)
const someKey = (doc: ClipDoc, r: Random) =>
  r.pick(readClip(doc, source).framing.keys)?.id ?? 'none'
const someOverlay = (doc: ClipDoc, r: Random) => r.pick(readClip(doc, source).overlays)
const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')

/** What is done most, several times over. */
const often: Verb[] = [
  (doc, r, o) => cutWords(doc, someWords(r), o),
  (doc, r, o) => putBackWords(doc, someWords(r), o),
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { from: someTime(r) }, o),
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { to: someTime(r) }, o),
  (doc, r, o) => splitPiece(doc, somePiece(doc, r), someTime(r), o),
  (doc, r, o) => movePiece(doc, somePiece(doc, r), nextPiece(doc, r), o),
  (doc, r, o) => deletePiece(doc, somePiece(doc, r), o),
]

const pieceVerbs: Verb[] = [
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { from: someTime(r), to: someTime(r) }, o),
  (doc, r, o) => rollSplit(doc, somePiece(doc, r), someTime(r), o),
  (doc, r, o) => mergePieces(doc, somePiece(doc, r), o),
  (doc, r, o) => slipPiece(doc, somePiece(doc, r), r.int(4000) - 2000, o),
  (doc, r, o) => putBackPiece(doc, r.pick(deletedPieces(doc, source))?.id ?? '', o),
  (doc, r, o) => addTake(doc, someRange(r), r.pick(['start', 'end']), o),
  (doc, r, o) => duplicatePiece(doc, somePiece(doc, r), o),
  (doc, r, o) =>
    moveTake(doc, r.pick(readClip(doc, source).pieces)?.take ?? '', nextPiece(doc, r), o),
  (doc, r, o) =>
    setTransition(
      doc,
      somePiece(doc, r),
      r.chance(0.3) ? null : { kind: r.pick(TransitionKind.options), ms: r.int(3000) },
      o,
    ),
]

const wordVerbs: Verb[] = [
  (doc, r, o) => correctWord(doc, someWord(r), r.pick(['Kyiv', 'a b', null, ' ']), o),
  (doc, r, o) => emphasiseWords(doc, someWords(r), r.chance(0.6), o),
  (doc, r, o) => setEmoji(doc, someWord(r), r.pick(['🔥', '👩🏽‍💻', null]), o),
  (doc, r, o) => breakBefore(doc, someWord(r), r.chance(0.6), o),
  (doc, r, o) => {
    const from = someTime(r)
    const times = r.chance(0.2) ? null : { from, to: from + r.int(800) }
    return retimeWord(doc, source, someWord(r), times, o)
  },
  (doc, r, o) => cutPauses(doc, [someRange(r)], o),
  (doc, r, o) => putBackPauses(doc, [someRange(r)], o),
  (doc, r, o) => cutRange(doc, source, someRange(r), o),
  (doc, r, o) => putBackRange(doc, source, someRange(r), o),
  (doc, r, o) => tighten(doc, { words: someWords(r), pauses: [someRange(r), someRange(r)] }, o),
]

const lookVerbs: Verb[] = [
  (doc, r, o) => setShape(doc, someShape(r), o),
  (doc, r, o) => useShape(doc, someShape(r), r.chance(0.6), o),
  (doc, r, o) => setTitle(doc, `Title ${r.int(9)}`, o),
  (doc, r, o) => setStyle(doc, { name: r.pick(['punch', 'steps', 'clear']) }, o),
  (doc, r, o) => setStyle(doc, { size: 0.7 + r.int(8) / 10, speakers: { 0: '#ff0000' } }, o),
  (doc, r, o) => setStyle(doc, { overrides: { glow: r.chance(0.3) ? null : r.int(5) } }, o),
  (doc, r, o) => setStyle(doc, { template: { id: r.pick(['a', 'b']), version: 1 + r.int(3) } }, o),
  (doc, _, o) => applyStyle(doc, { ...plainStyle('steps'), overrides: { tilt: 1 } }, o),
  (doc, r, o) => setSound(doc, { voice: r.int(6) - 3, target: r.pick([-14, -16, null]) }, o),
  (doc, r, o) => setSound(doc, { speakers: { 0: r.chance(0.3) ? null : r.int(3) } }, o),
]

const framingVerbs: Verb[] = [
  (doc, r, o) =>
    setFramingKey(
      doc,
      {
        shape: someShape(r),
        slot: r.pick(Slot.options),
        t: r.int(10) * 2000,
        box: someBox(r),
        move: r.pick(['glide', 'hold']),
      },
      o,
    ),
  (doc, r, o) =>
    changeFramingKey(doc, someKey(doc, r), { t: r.int(10) * 2000, box: someBox(r) }, o),
  (doc, r, o) => removeFramingKey(doc, someKey(doc, r), o),
  (doc, r, o) => resetFraming(doc, someShape(r), o),
  (doc, r, o) => setLayout(doc, someShape(r), someRange(r), r.pick(LayoutKind.options), o),
  (doc, r, o) =>
    frameShots(
      doc,
      someShape(r),
      [0, 3000, 9000].map((from) => ({
        from: ms(from),
        to: ms(from + 3000),
        keys: [{ slot: 'main', t: ms(from), box: someBox(r), move: 'hold' }],
      })),
      o,
    ),
]

const overlayVerbs: Verb[] = [
  (doc, r, o) => addOverlay(doc, 'text', { text: `Text ${r.int(9)}`, size: 24 + r.int(49) }, o),
  (doc, r, o) => addOverlay(doc, r.pick(['logo', 'music', 'image']), { asset }, o),
  (doc, r, o) => addOverlay(doc, r.pick(['intro', 'outro']), { text: 'Hello', ms: ms(900) }, o),
  (doc, r, o) => {
    const one = someOverlay(doc, r)
    if (one?.kind === 'text') changeOverlay(doc, one.id, 'text', { x: r.next(), y: r.next() }, o)
    if (one?.kind === 'music') changeOverlay(doc, one.id, 'music', { gain: -r.int(30) }, o)
  },
  (doc, r, o) => {
    const below = r.chance(0.3) ? null : (someOverlay(doc, r)?.id ?? null)
    moveOverlay(doc, someOverlay(doc, r)?.id ?? '', below, o)
  },
  (doc, r, o) => removeOverlay(doc, someOverlay(doc, r)?.id ?? '', o),
]

/** Every verb there is. */
export const verbs: Verb[] = [
  ...often,
  ...often,
  ...often,
  ...pieceVerbs,
  ...pieceVerbs,
  ...wordVerbs,
  ...lookVerbs,
  ...framingVerbs,
  ...overlayVerbs,
]
