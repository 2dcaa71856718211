import type * as Y from 'yjs'
import type { ClipProject } from '#core/clip-project.ts'
import { loudIn } from '#core/loudness.ts'
import { type ClipDoc, type Table, tables, yDoc } from './clip-doc.ts'
import { readDecisions } from './decisions.ts'
import {
  type ClipSource,
  normalize,
  projectOf,
  readMeta,
  readPlayed,
  readTransitions,
} from './normalize.ts'
import { readPauses } from './pauses.ts'
import { readFraming, shotsIn } from './read-framing.ts'
import { readOverlays } from './read-overlays.ts'
import { ReadWords, type Stretch } from './read-words.ts'
import { readSecond } from './second-verbs.ts'
import { readSound } from './sound-verbs.ts'
import { type Span, spansOf } from './spans.ts'
import { readStyle } from './style-keys.ts'
import { wordOfKey } from './word-choices.ts'

/**
 * A document that is read again and again. What no change has touched since the last time is not made
 * again, and is the same object. It says what normalize says, at every moment; the fuzz holds it to that.
 */
export type Reading = {
  clip(): ClipProject
  spans(): Span[]
}

type Kept = Reading & { source: ClipSource }
const kept = new WeakMap<ClipDoc, { changes: Changes; last: Kept | null }>()

/** The reading of a document. It is kept for one source: a clip has one, made once by whoever opens it. */
export function readingOf(doc: ClipDoc, source: ClipSource): Reading {
  const known = kept.get(doc) ?? { changes: new Changes(yDoc(doc)), last: null }
  kept.set(doc, known)
  // In the middle of a change nobody has said yet what it touches.
  if (known.changes.open) {
    return {
      clip: () => normalize(doc, source),
      spans: () => spansOf(readDecisions(doc), source.durationMs),
    }
  }
  if (known.last?.source !== source) {
    known.changes.all()
    known.last = { source, ...read(doc, source, known.changes) }
  }
  return known.last
}

/** What was changed in a document since it was read. */
class Changes {
  readonly tables = new Set<Table>(tables)
  readonly words = new Set<string>()
  readonly #y: Y.Doc
  readonly #heard = new WeakSet<Y.Transaction>()

  constructor(y: Y.Doc) {
    this.#y = y
    const named = new Map<unknown, Table>(tables.map((table) => [y.getMap(table), table]))
    // Before anybody else hears of the change, so that whoever does reads what it made.
    y.on('beforeObserverCalls', (transaction: Y.Transaction) => {
      this.#heard.add(transaction)
      for (const [type, keys] of transaction.changed) {
        const table = named.get(type)
        if (!table) continue
        this.tables.add(table)
        if (table === 'words') {
          for (const key of keys) if (key !== null) this.words.add(wordOfKey(key))
        }
      }
    })
  }

  /**
   * Whether something may have changed of which nothing was heard yet: observers edit, too. One that
   * only lets go of steps that can no longer be redone changes nothing.
   */
  get open(): boolean {
    const { _transaction, _transactionCleanups } = this.#y
    const unheard = (one: Y.Transaction) => one.changed.size > 0 && !this.#heard.has(one)
    return _transaction !== null || _transactionCleanups.some(unheard)
  }

  all(): void {
    for (const table of tables) this.tables.add(table)
  }

  some(...any: Table[]): boolean {
    return any.some((table) => this.tables.has(table))
  }

  clear(): void {
    this.tables.clear()
    this.words.clear()
  }
}

function read(doc: ClipDoc, source: ClipSource, changes: Changes): Reading {
  const words = new ReadWords(doc, source.words)
  changes.words.clear()
  const shots = source.shots ?? []
  const loud = source.loud ?? []
  let spans: Span[] = []
  let played = readPlayed(spans)
  let clip: ClipProject | null = null

  function update(): ClipProject {
    const pieces = changes.some('takes', 'splits', 'pieces')
    const before = played.stretches
    if (pieces) {
      spans = spansOf(readDecisions(doc), source.durationMs)
      played = readPlayed(spans)
      if (sameStretches(before, played.stretches)) played.stretches = before
    }
    const { stretches } = played
    const moved = stretches !== before
    const changed = words.update(doc, changes.words)
    const old = clip
    const decided = old && !changes.some('framing') ? old.framing : readFraming(doc)
    return projectOf(
      {
        ...(old && !changes.some('meta') ? metaOf(old) : readMeta(doc)),
        pieces: played.pieces,
        words: old && !moved && changed ? patched(old, changed) : words.within(stretches),
        pauses: old && !moved && !changes.some('pauses') ? old.pauses : readPauses(doc, stretches),
        transitions: old && !pieces ? old.transitions : readTransitions(doc, played.pieces),
        style: old && !changes.some('style') ? old.style : readStyle(doc),
        loud: old && !moved ? old.loud : loudIn(loud, stretches),
        framing:
          old && !moved && decided === old.framing
            ? old.framing
            : { ...decided, shots: shotsIn(shots, stretches) },
        overlays: old && !changes.some('overlays') ? old.overlays : readOverlays(doc),
        sound: old && !changes.some('sound') ? old.sound : readSound(doc),
        ...(old && !changes.some('second') ? secondOf(old) : readSecond(doc)),
        issues: played.issues,
      },
      source,
    )
  }
  const patched = (old: ClipProject, changed: number[]) =>
    changed.length > 0 ? words.patched(old.words, changed) : old.words
  const now = () => {
    if (!clip || changes.tables.size > 0) {
      clip = update()
      changes.clear()
    }
    return clip
  }
  return {
    clip: now,
    spans() {
      now()
      return spans
    },
  }
}

const secondOf = ({ second, secondLanguage }: ClipProject) =>
  second && secondLanguage ? { second, secondLanguage } : {}
const metaOf = ({ title, shape, shapes, given }: ClipProject) => ({ title, shape, shapes, given })

const sameStretches = (a: Stretch[], b: Stretch[]) =>
  a.length === b.length && a.every(({ from, to }, i) => from === b[i]?.from && to === b[i]?.to)
