import * as Y from 'yjs'
import { ClipProject } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import { UserId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { seeded, spoken } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { setShape, setStyle, setTitle } from './look-verbs.ts'
import { addTake } from './order-verbs.ts'
import { deletePiece, putBackPiece, splitPiece, trimPiece } from './piece-verbs.ts'
import { deletedPieces, readClip } from './read-clip.ts'
import { rollSplit } from './seam-verbs.ts'
import { type ClipUndo, undoFor } from './undo.ts'
import { correctWord, cutWords, emphasiseWords, putBackWords } from './word-verbs.ts'

/** Everything random in a round comes from its seed. */
function randomFrom(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (max: number) => Math.floor(next() * max)
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T
  return { next, int, pick, chance: (p: number) => next() < p }
}
type Random = ReturnType<typeof randomFrom>

const source = spoken(60)

type Replica = {
  doc: ClipDoc
  origin: EditOrigin
  undo: ClipUndo
  userId: UserId
  /** Updates on their way here. */
  inbox: Uint8Array[]
  online: boolean
}

const verbs: ((doc: ClipDoc, random: Random, origin: EditOrigin) => unknown)[] = [
  (doc, r, o) => cutWords(doc, someWords(r), o),
  (doc, r, o) => cutWords(doc, someWords(r), o),
  (doc, r, o) => putBackWords(doc, someWords(r), o),
  (doc, r, o) => correctWord(doc, wordId(r.int(60)), r.pick(['Kyiv', 'a b', null, ' ']), o),
  (doc, r, o) => emphasiseWords(doc, someWords(r), r.chance(0.6), o),
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { from: someTime(r) }, o),
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { to: someTime(r) }, o),
  (doc, r, o) => trimPiece(doc, somePiece(doc, r), { from: someTime(r), to: someTime(r) }, o),
  (doc, r, o) => splitPiece(doc, somePiece(doc, r), someTime(r), o),
  (doc, r, o) => splitPiece(doc, somePiece(doc, r), someTime(r), o),
  (doc, r, o) => rollSplit(doc, somePiece(doc, r), someTime(r), o),
  (doc, r, o) => deletePiece(doc, somePiece(doc, r), o),
  (doc, r, o) => putBackPiece(doc, r.pick(deletedPieces(doc, source))?.id ?? '', o),
  (doc, r, o) => {
    const from = r.int(20_000)
    addTake(doc, { from: ms(from), to: ms(from + 1 + r.int(3000)) }, r.pick(['start', 'end']), o)
  },
  (doc, r, o) => setShape(doc, r.pick(['9:16', '1:1', '4:5', '16:9']), o),
  (doc, r, o) => setStyle(doc, { name: r.pick(['punch', 'steps', 'clear']) }, o),
  (doc, r, o) => setStyle(doc, { size: 0.7 + r.int(8) / 10 }, o),
  (doc, r, o) => setTitle(doc, `Title ${r.int(9)}`, o),
]

const someWords = (r: Random) => {
  const from = r.int(58)
  return Array.from({ length: 1 + r.int(4) }, (_, i) => wordId(from + i))
}
// Coarse, so that two people often choose the same place; sometimes past the end.
const someTime = (r: Random) => (r.chance(0.5) ? r.int(14) * 2000 : r.int(26_000)) - 500
const somePiece = (doc: ClipDoc, r: Random) => r.pick(readClip(doc, source).pieces)?.id ?? 'none'

/** Several people edit one clip over a bad network; then all hear everything. */
export function fuzzRound(seed: number) {
  const random = randomFrom(seed)
  const problems: string[] = []
  const log: Uint8Array[] = [seeded(0, 16_000, source.durationMs)]
  let operations = 0

  const replicas: Replica[] = []
  const join = (state: Uint8Array): Replica => {
    const doc = loadClip([state])
    const userId = UserId.parse(`00000000-0000-4000-8000-0000000000${10 + random.int(4)}`)
    yDoc(doc).clientID = random.int(2 ** 31)
    const replica: Replica = {
      doc,
      userId,
      origin: { source: 'editor', userId },
      undo: undoFor(doc, userId, source),
      inbox: [],
      online: true,
    }
    yDoc(doc).on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'network') return
      log.push(update)
      for (const other of replicas) if (other !== replica) other.inbox.push(update)
    })
    return replica
  }
  const count = 3 + random.int(3)
  for (let i = 0; i < count; i++) replicas.push(join(log[0] as Uint8Array))

  const steps = 20 + random.int(40)
  for (let step = 0; step < steps; step++) {
    const at = random.int(replicas.length)
    const replica = replicas[at] as Replica
    const whole = readClip(replica.doc, source).issues.length === 0
    const dice = random.next()
    if (dice < 0.1) replica.undo.undo()
    else if (dice < 0.15) replica.undo.redo()
    else if (dice < 0.2) replica.online = !replica.online
    else if (dice < 0.21) {
      // The tab is closed and opened again: the same clip, another replica, nothing to undo.
      const back = join(Y.encodeStateAsUpdate(yDoc(replica.doc)))
      back.inbox = replica.inbox
      replicas[at] = back
    } else {
      const verb = random.pick(verbs)
      verb(replica.doc, random, replica.origin)
      const { issues } = readClip(replica.doc, source)
      const broken = issues.find(({ code }) => code !== 'clip.empty')
      if (broken && whole) {
        problems.push(`seed ${seed} step ${step}: one person alone made ${broken.code}: ${verb}`)
      }
    }
    operations++
    for (const violation of violations(replica.doc)) {
      problems.push(`seed ${seed} step ${step}: ${violation}`)
    }
    for (const each of replicas) if (each.online && random.chance(0.4)) deliver(each, random)
  }

  for (const replica of replicas) {
    replica.online = true
    while (replica.inbox.length > 0) deliver(replica, random)
  }
  // As on reconnecting: each says what it has and gets what it lacks.
  for (const { doc } of replicas) {
    for (const { doc: other } of replicas) {
      const lacking = Y.encodeStateAsUpdate(yDoc(other), Y.encodeStateVector(yDoc(doc)))
      Y.applyUpdate(yDoc(doc), lacking, 'network')
    }
  }
  const shuffled = [...log].sort(() => random.next() - 0.5)
  const readings = [...replicas.map(({ doc }) => doc), loadClip(log), loadClip(shuffled)].map(
    (doc) => JSON.stringify([readClip(doc, source), deletedPieces(doc, source)]),
  )
  if (new Set(readings).size !== 1) problems.push(`seed ${seed}: replicas differ`)
  for (const replica of replicas) {
    for (const violation of violations(replica.doc)) problems.push(`seed ${seed}: ${violation}`)
  }
  const last = readClip(replicas[0]?.doc as ClipDoc, source)
  const parsed = ClipProject.safeParse(last)
  if (!parsed.success) problems.push(`seed ${seed}: not a clip: ${parsed.error.message}`)
  const { issues } = last
  return { operations, problems, issues: issues.length }
}

/** Some of what is on its way arrives: out of order, some of it twice. */
function deliver(replica: Replica, random: Random) {
  const updates = replica.inbox.splice(0)
  for (const update of updates.sort(() => random.next() - 0.5)) {
    if (random.chance(0.2) && updates.length > 1) replica.inbox.push(update)
    if (random.chance(0.15)) Y.applyUpdate(yDoc(replica.doc), update, 'network')
    Y.applyUpdate(yDoc(replica.doc), update, 'network')
  }
}

/** What holds at every moment on every replica, whatever the others did. */
function violations(doc: ClipDoc): string[] {
  const clip = readClip(doc, source)
  const found: string[] = []
  for (const [i, piece] of clip.pieces.entries()) {
    const { from, to, take } = piece
    if (from > to || to > source.durationMs) found.push(`piece ${piece.id} leaves the source`)
    const over = clip.pieces
      .slice(i + 1)
      .find((other) => other.take === take && other.from < to && other.to > from)
    if (over) found.push(`pieces ${piece.id} and ${over.id} overlap`)
  }
  if (new Set(clip.pieces.map(({ id }) => id)).size < clip.pieces.length)
    found.push('a piece twice')
  if (new Set(clip.words.map(({ id }) => id)).size < clip.words.length) found.push('a word twice')
  const length = cutList(clip).reduce((sum, cut) => sum + cut.to - cut.from, 0)
  const most = clip.pieces.reduce((sum, { from, to }) => sum + to - from, 0)
  if (length > most) found.push('plays more than its pieces')
  if (length === 0 && clip.issues.length === 0) found.push('plays nothing and does not say so')
  return found
}
