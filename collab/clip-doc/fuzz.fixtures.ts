import * as Y from 'yjs'
import { ClipProject } from '#core/clip-project.ts'
import { UserId } from '#core/ids.ts'
import { peerOf, seeded } from './clip-doc.fixtures.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { type FlatClip, flatChanges, flatten, restoreFlat } from './flat-clip.ts'
import { source, verbs } from './fuzz-verbs.fixtures.ts'
import { onBehalfOf } from './on-behalf.ts'
import { type Random, randomFrom } from './random.fixtures.ts'
import { deletedPieces, readClip } from './read-clip.ts'
import { type ClipUndo, undoFor } from './undo.ts'
import { violations } from './violations.fixtures.ts'

type Replica = {
  doc: ClipDoc
  origin: EditOrigin
  undo: ClipUndo
  userId: UserId
  /** Updates on their way here. */
  inbox: Uint8Array[]
  online: boolean
}

/** Several people edit one clip over a bad network; then all hear everything. */
export function fuzzRound(seed: number) {
  const random = randomFrom(seed)
  const problems: string[] = []
  const divergences: string[] = []
  const versions: FlatClip[] = []
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
    } else if (dice < 0.23) versions.push(flatten(replica.doc))
    else if (dice < 0.25 && versions.length > 0) {
      const wrong = serverRestores(replica, random.pick(versions))
      if (wrong) problems.push(`seed ${seed} step ${step}: ${wrong}`)
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
  if (new Set(readings).size !== 1) divergences.push(`seed ${seed}: replicas differ`)
  for (const replica of replicas) {
    for (const violation of violations(replica.doc)) problems.push(`seed ${seed}: ${violation}`)
  }
  const last = readClip(replicas[0]?.doc as ClipDoc, source)
  const parsed = ClipProject.safeParse(last)
  if (!parsed.success) problems.push(`seed ${seed}: not a clip: ${parsed.error.message}`)
  return { operations, divergences, violations: problems, issues: last.issues.length }
}

/**
 * The server brings back a version for whoever asked, from what they have sent so far; to everybody it
 * comes as any other change. Returns what is wrong with it.
 */
function serverRestores({ doc, userId }: Replica, version: FlatClip): string | null {
  const copy = peerOf(doc)
  const before = Y.encodeStateVector(yDoc(copy))
  onBehalfOf(copy, userId, 'restore', (origin) => restoreFlat(copy, version, origin))
  const left = flatChanges(flatten(copy), version)
  Y.applyUpdate(yDoc(doc), Y.encodeStateAsUpdate(yDoc(copy), before), 'server')
  return left.length > 0 ? `a version came back without ${left[0]?.key}` : null
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
