import { applyStyle, setShape, setStyle, setTitle } from '#collab/clip-doc/look-verbs.ts'
import { oneStep } from '#collab/clip-doc/one-step.ts'
import { duplicatePiece, movePiece } from '#collab/clip-doc/order-verbs.ts'
import {
  deletePiece,
  putBackPiece,
  splitPiece,
  trimLimits,
  trimPiece,
} from '#collab/clip-doc/piece-verbs.ts'
import { cutPauses, putBackPauses, tighten } from '#collab/clip-doc/range-verbs.ts'
import { mergePieces, rollSplit, slipPiece } from '#collab/clip-doc/seam-verbs.ts'
import type { UndoResult } from '#collab/clip-doc/undo.ts'
import {
  breakBefore,
  correctWord,
  cutWords,
  emphasiseWords,
  putBackWords,
  setEmoji,
} from '#collab/clip-doc/word-verbs.ts'
import {
  type CaptionStyle,
  freshStyle,
  ownLook,
  type StyleChange,
  type StyleName,
  type TemplateRef,
} from '#core/caption-style.ts'
import { toSourceTime } from '#core/cut-list.ts'
import { sayCount } from '#core/say-count.ts'
import { Shape } from '#core/shape.ts'
import type { Tightening, TighteningKind } from '#core/tighten/find-tightenings.ts'
import type { Chosen } from '#core/tighten/tighten-clip.ts'
import { FPS, ms, type Range } from '#core/time.ts'
import { type Seam, startOf } from './clip-blocks.ts'
import { heardAt } from './clip-view.ts'
import { planPutBack } from './put-back.ts'
import type { Room } from './room.ts'
import { NOTHING, selectedWords, selectWords } from './selection.ts'
import { styleTitles } from './style-titles.ts'
import { sayLength } from './timeline-view.ts'
import type { Span } from './transcript-text.ts'
import { edgeAfter, edgeBefore } from './word-edges.ts'
import { wordIndex } from './word-index.ts'
import { MARK, markOf } from './word-marks.ts'

export type Actions = ReturnType<typeof createActions>

/** What a person can do to the clip. Each is one undo step and one sentence in the live region. */
export function createActions(room: Room, tell: (result: UndoResult, redo: boolean) => void) {
  const { doc, origin, clip, ui, text, playhead, transport } = room
  const say = (said: string) => ui.setState({ said, saidOf: 'edit' })
  const { words } = text

  /** The selected words, else the one being heard. */
  const aim = (): Span | null => {
    const chosen = selectedWords(ui.getState().selection)
    if (chosen) return chosen
    const word = clip.getState().heard[heardAt(clip.getState().heard, playhead.get() + 1000 / FPS)]
    const i = word && wordIndex(word.id)
    return i === undefined ? null : { first: i, last: i }
  }
  const idsIn = ({ first, last }: Span) => words.slice(first, last + 1).map((word) => word.id)
  const marksIn = ({ first, last }: Span) =>
    Array.from({ length: last - first + 1 }, (_, i) =>
      markOf(clip.getState().words.marks, first + i),
    )
  const here = () => toSourceTime(clip.getState().cuts, playhead.get())
  const cutHere = () => {
    const { cuts } = clip.getState()
    return cuts.findLast((cut) => startOf(cut) <= playhead.get() + 1)
  }

  /** The piece that is meant: the selected one, else the one under the playhead. */
  const aimedPiece = (): string | null => {
    const { selection } = ui.getState()
    return 'piece' in selection ? selection.piece : (cutHere()?.piece ?? null)
  }
  /** What changes the length is told with by how much. */
  const change = (verb: () => unknown) => {
    const before = clip.getState().length
    const done = verb()
    return { done: Boolean(done), by: clip.getState().length - before }
  }

  const putBack = (span: Span) => {
    const { project, deleted } = clip.getState()
    const plan = planPutBack(project, deleted, words, span)
    const before = clip.getState().length
    oneStep(doc, origin, () => {
      putBackWords(doc, plan.words, origin)
      for (const piece of plan.pieces) putBackPiece(doc, piece, origin)
      for (const { piece, ...edges } of plan.trims) trimPiece(doc, piece, edges, origin)
    })
    say(`Put back ${count(span)} and ${sayLength(clip.getState().length - before)}`)
  }

  const actions = {
    /** Cuts what is selected: words, or a piece as a whole. */
    cut() {
      const { selection } = ui.getState()
      if (selection.kind === 'piece' || selection.kind === 'edge') {
        return actions.removePiece(selection.piece)
      }
      const span = selectedWords(selection)
      if (!span) return
      const marks = marksIn(span)
      const ids = idsIn(span).filter((_, i) => {
        const mark = marks[i] ?? 0
        return mark & MARK.inside && !(mark & MARK.cut)
      })
      if (ids.length === 0) return
      const before = clip.getState().length
      cutWords(doc, ids, origin)
      say(`Cut ${sayCount(ids.length, 'word')} and ${sayLength(before - clip.getState().length)}`)
    },
    putBack() {
      const span = selectedWords(ui.getState().selection)
      if (span) putBack(span)
    },
    /** What a seam leaves out comes back: its words, its deleted pieces, or the two halves join. */
    putBackSeam(seam: Seam) {
      const { deleted, length } = clip.getState()
      const gone = deleted.filter((piece) => piece.from < seam.to && piece.to > seam.from)
      const [before] = seam.pieces ?? []
      oneStep(doc, origin, () => {
        for (const piece of gone) putBackPiece(doc, piece.id, origin)
        putBackWords(
          doc,
          seam.words.map((word) => word.id),
          origin,
        )
        putBackPauses(doc, [{ from: ms(seam.from), to: ms(seam.to) }], origin)
        const reached = Math.max(seam.from, ...gone.map((piece) => piece.to))
        if (before && gone.length === 0 && reached < seam.to && seam.words.length === 0)
          trimPiece(doc, before, { to: seam.to }, origin)
      })
      say(`Put back ${sayLength(clip.getState().length - length)}`)
    },
    removePiece(piece: string) {
      const before = clip.getState().length
      deletePiece(doc, piece, origin)
      ui.setState({ selection: NOTHING })
      say(`Took out a piece of ${sayLength(before - clip.getState().length)}`)
    },
    /** Gives a piece that lost everything a second of source again. */
    widen(piece: string) {
      const limits = trimLimits(doc, piece)
      const now = clip.getState().project.pieces.find((one) => one.id === piece)
      if (!limits || !now) return
      const from = Math.max(limits.from.min, now.from - 500)
      trimPiece(doc, piece, { from, to: Math.min(limits.to.max, from + 1000) }, origin)
    },
    correct(i: number, said: string) {
      const word = words[i]
      ui.setState({ correcting: null })
      const typed = said.trim()
      if (!word || typed === '') return
      if (correctWord(doc, word.id, typed === word.text ? null : typed, origin))
        say(`It now reads “${typed}”`)
    },
    startCorrecting() {
      const span = aim()
      if (!span || !(markOf(clip.getState().words.marks, span.first) & MARK.inside)) return
      transport.pause()
      ui.setState({ correcting: span.first, selection: selectWords(span.first, span.first) })
    },
    /** On where one of them is plain, else off. */
    emphasise() {
      const span = aim()
      if (!span) return
      const marks = marksIn(span)
      const on = marks.some((mark) => mark & MARK.inside && !(mark & MARK.emphasised))
      const ids = idsIn(span).filter((_, i) => (marks[i] ?? 0) & MARK.inside)
      if (emphasiseWords(doc, ids, on, origin)) say(on ? 'Emphasised' : 'No emphasis any more')
    },
    unemphasise(i: number) {
      const word = words[i]
      if (word) emphasiseWords(doc, [word.id], false, origin)
    },
    /** The emoji a word is shown with; null takes it away. */
    setEmoji(i: number, emoji: string | null) {
      const word = words[i]
      if (!word || !setEmoji(doc, word.id, emoji, origin)) return
      say(emoji === null ? `No emoji with “${word.text}” any more` : `${emoji} with “${word.text}”`)
    },
    /** One piece again of two that follow each other in the source. */
    join(piece = aimedPiece()) {
      if (piece === null) return
      const { done } = change(() => mergePieces(doc, piece, origin))
      if (done) ui.setState({ selection: NOTHING })
      say(done ? 'Joined with the piece before' : 'This piece does not follow the one before it')
    },
    /** Moves the seam at a piece's left: the piece before gives what this one takes. */
    roll(piece: string, at: number) {
      if (rollSplit(doc, piece, at, origin)) say('Moved the seam')
    },
    rollBy(direction: -1 | 1) {
      const { selection, clip: view } = { ...ui.getState(), clip: clip.getState() }
      if (selection.kind !== 'edge') return
      const { blocks } = view
      const i = blocks.findIndex((one) => one.piece.id === selection.piece)
      const right = blocks[selection.edge === 'from' ? i : i + 1]?.piece
      if (right) actions.roll(right.id, right.from + (direction * 1000) / FPS)
    },
    /** Other source in the same place and of the same length. */
    slip(piece: string, by: number) {
      say(
        slipPiece(doc, piece, by, origin)
          ? `Slipped by ${sayLength(Math.abs(by))}`
          : 'There is no more of the video on that side',
      )
    },
    slipBy(direction: -1 | 1) {
      const piece = aimedPiece()
      if (piece !== null) actions.slip(piece, (direction * 1000) / FPS)
    },
    /** Plays a piece before another, or at the end. */
    move(piece: string, before: string | null) {
      if (!movePiece(doc, piece, before, origin)) return
      const now = clip.getState().blocks.find((one) => one.piece.id === piece)
      if (now) say(`Moved. It is piece ${now.number} of ${now.of} now`)
    },
    moveBy(direction: -1 | 1) {
      const piece = aimedPiece()
      const { blocks } = clip.getState()
      const i = blocks.findIndex((one) => one.piece.id === piece)
      if (piece === null || i < 0 || !blocks[i + direction]) return
      actions.move(piece, blocks[direction === -1 ? i - 1 : i + 2]?.piece.id ?? null)
    },
    duplicate() {
      const piece = aimedPiece()
      const made = piece && duplicatePiece(doc, piece, origin)
      if (!made) return
      ui.setState({ selection: { kind: 'piece', piece: made } })
      say('Plays twice now')
    },
    cutPause(range: Range) {
      const { done, by } = change(() => cutPauses(doc, [range], origin))
      if (done) say(`Shortened a pause by ${sayLength(-by)}`)
    },
    putBackPause(range: Range) {
      const { done, by } = change(() => putBackPauses(doc, [range], origin))
      if (done) say(`Put back a pause of ${sayLength(by)}`)
    },
    /** Takes out what somebody agreed to, in one step. */
    tighten(found: readonly Tightening[], chosen: Chosen) {
      const { by } = change(() => tighten(doc, chosen, origin))
      const some = (kind: TighteningKind) => {
        const count = found.filter((one) => one.kind === kind).length
        return count === 0 ? null : sayCount(count, kind)
      }
      const parts = [some('filler'), some('pause'), some('retake')].filter((part) => part !== null)
      say(by < 0 ? `Tightened: ${parts.join(', ')}, ${sayLength(-by)}` : 'Nothing went')
    },
    /** The caption's page turns before the word, or goes on again. */
    breakCaption() {
      const span = aim()
      const id = span && words[span.first]?.id
      const word = clip.getState().project.words.find((one) => one.id === id)
      if (!word || word.cut) return
      const on = !word.breakBefore
      if (breakBefore(doc, word.id, on, origin))
        say(on ? `A new caption begins at “${word.text}”` : `The caption goes on to “${word.text}”`)
    },
    split() {
      const cut = cutHere()
      if (!cut) return
      const made = splitPiece(doc, cut.piece, here(), origin)
      say(made ? 'Split here' : 'Too near to an edge to split')
    },
    /** The clip begins at the playhead: what plays before it is left out. */
    startHere() {
      const cut = cutHere()
      if (!cut) return
      const at = here()
      const { blocks } = clip.getState()
      oneStep(doc, origin, () => {
        for (const { piece } of blocks) {
          if (piece.id === cut.piece) break
          deletePiece(doc, piece.id, origin)
        }
        trimPiece(doc, cut.piece, { from: at }, origin)
      })
      transport.seek(0)
      say('The clip starts here')
    },
    endHere() {
      const cut = cutHere()
      if (!cut) return
      const at = here()
      const { blocks } = clip.getState()
      oneStep(doc, origin, () => {
        for (const { piece } of blocks.toReversed()) {
          if (piece.id === cut.piece) break
          deletePiece(doc, piece.id, origin)
        }
        trimPiece(doc, cut.piece, { to: at }, origin)
      })
      transport.seek(clip.getState().length)
      say('The clip ends here')
    },
    trim(piece: string, edge: 'from' | 'to', source: number) {
      const before = clip.getState().length
      if (!trimPiece(doc, piece, { [edge]: source }, origin)) return
      const by = clip.getState().length - before
      const much = Math.abs(by) < 100 ? sayFrames(by) : sayLength(Math.abs(by))
      say(`${much} ${by < 0 ? 'shorter' : 'longer'}`)
    },
    nudge(direction: -1 | 1) {
      const { selection } = ui.getState()
      if (selection.kind !== 'edge') return
      const piece = clip.getState().project.pieces.find((one) => one.id === selection.piece)
      if (!piece) return
      actions.trim(piece.id, selection.edge, piece[selection.edge] + (direction * 1000) / FPS)
    },
    /** The sentence before the clip's first word, or after its last. */
    addSentence(place: 'before' | 'after') {
      const { blocks, words: marked, length } = clip.getState()
      const ends = marked.ends
      const block = place === 'before' ? blocks[0] : blocks.at(-1)
      if (!ends || !block) return
      const sentence =
        place === 'before'
          ? text.sentenceAt(Math.max(0, ends.first - 1))
          : text.sentenceAt(Math.min(words.length - 1, ends.last + 1))
      const edge =
        place === 'before'
          ? { from: edgeBefore(words, sentence.first) }
          : { to: edgeAfter(words, sentence.last) }
      trimPiece(doc, block.piece.id, edge, origin)
      const added = clip.getState().length - length
      say(added > 0 ? `Added ${sayLength(added)}` : 'There is nothing more to add')
    },
    setShape(shape: Shape) {
      if (setShape(doc, shape, origin)) say(`Shape ${shape}`)
    },
    nextShape() {
      const shapes = Shape.options
      const now = shapes.indexOf(clip.getState().project.shape)
      actions.setShape(shapes[(now + 1) % shapes.length] ?? '9:16')
    },
    /** While a slider moves: seen here alone. */
    previewStyle(change: Partial<CaptionStyle>) {
      ui.setState({ stylePreview: { ...ui.getState().stylePreview, ...change } })
    },
    setStyle(change: StyleChange) {
      const changed = setStyle(doc, change, origin)
      ui.setState({ stylePreview: {} })
      if (changed) say(sayStyle(change))
    },
    /** Another style, with its own colours; size and place stay as somebody chose them. */
    chooseStyle(name: StyleName) {
      setStyle(doc, freshStyle(name), origin)
      ui.setState({ stylePreview: {} })
      say(`Captions look like ${styleTitles[name]}`)
    },
    /** A style that people wrote. */
    chooseWritten(name: string, template: TemplateRef) {
      setStyle(doc, { template }, origin)
      ui.setState({ stylePreview: {} })
      say(`Captions look like ${name}`)
    },
    /** Takes away what this clip changed about its style. */
    resetStyle() {
      const changed = applyStyle(doc, ownLook(clip.getState().project.style), origin)
      ui.setState({ stylePreview: {} })
      if (changed) say('The captions look as their style does')
    },
    setTitle(title: string) {
      if (title.trim() !== '') setTitle(doc, title.trim(), origin)
    },
    undo() {
      const result = room.undo.undo()
      if (result) tell(result, false)
    },
    redo() {
      const result = room.undo.redo()
      if (result) tell(result, true)
    },
  }
  return actions
}

const count = ({ first, last }: Span) => sayCount(last - first + 1, 'word')

const sayFrames = (ms: number) =>
  sayCount(Math.max(1, Math.round((Math.abs(ms) / 1000) * FPS)), 'frame')

function sayStyle(change: StyleChange): string {
  if (change.enabled !== undefined && Object.keys(change).length === 1)
    return change.enabled ? 'Captions on' : 'Captions off'
  if (change.size !== undefined && change.name === undefined)
    return `Size ${Math.round(change.size * 100)} percent`
  if (change.maxWords !== undefined && change.name === undefined)
    return change.maxWords === null
      ? 'As many words as the style likes'
      : `${change.maxWords} words at once`
  return 'The captions look different'
}
