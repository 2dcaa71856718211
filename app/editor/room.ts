import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ClipDoc, observeClip } from '#collab/clip-doc/clip-doc.ts'
import type { EditOrigin } from '#collab/clip-doc/edit-origin.ts'
import type { ClipSource } from '#collab/clip-doc/normalize.ts'
import { deletedPieces, readClip } from '#collab/clip-doc/read-clip.ts'
import { type ClipUndo, undoFor } from '#collab/clip-doc/undo.ts'
import { type Brand, brandWearer, plainKit } from '#core/brand-kit.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { ClipVersionId, CommentId, UserId } from '#core/ids.ts'
import type { Slot } from '#core/layout.ts'
import type { LoudMoment } from '#core/loudness.ts'
import { averageLength, type ClipView, viewClip } from './clip-view.ts'
import type { ExportChoice } from './export-choice.ts'
import type { Lift } from './piece-drag.ts'
import { createPlayhead, type Playhead } from './playhead.ts'
import { samePlace } from './same-place.ts'
import { NOTHING, type Selection } from './selection.ts'
import { settled } from './settled.ts'
import type { TranscriptText } from './transcript-text.ts'
import { createTransport, type Transport } from './transport.ts'
import type { Asked } from './use-batch.ts'
import { createView, type View } from './view-store.ts'

/** An edge under the pointer: seen here at once, by others as presence, written on release. */
export type TrimDrag = { piece: string; edge: 'from' | 'to'; source: number }

export type Sheet = 'export' | 'keys' | 'palette' | 'captions'

export type Side = 'history' | 'comments' | 'tighten' | 'post'

/** What the inspector shows. */
export type InspectorTab = 'captions' | 'style' | 'layout' | 'brand' | 'audio'

export type Ui = {
  selection: Selection
  /** The word whose text is being corrected. */
  correcting: number | null
  drag: TrimDrag | null
  /** A whole piece under my pointer. */
  lift: Lift | null
  /** Something drew that edge to where it is. */
  snapped: boolean
  /** Caption style under a slider that is not let go yet. */
  stylePreview: Partial<CaptionStyle>
  /** The clip with what is under a pointer or a slider; seen here alone until it is let go. */
  preview: ((project: ClipProject) => ClipProject) | null
  tab: InspectorTab
  /** What lies on the picture and is in hand. */
  overlay: string | null
  /** The part of the picture whose crop is in hand. */
  slot: Slot
  /** The stage shows the whole source, to frame it. */
  framing: boolean
  snap: boolean
  showCuts: boolean
  safeZone: boolean
  sheet: Sheet | null
  /** What was chosen to export, and what became of it; null: nothing yet. */
  exporting: ExportChoice | null
  asked: Asked | null
  /** Words to bring into sight; those of an undone step are marked for a moment. */
  show: { word: number; flash: number[]; top?: boolean } | null
  /** The first word in sight in the transcript. */
  topWord: number
  /** What stands beside the stage instead of the captions. */
  side: Side | null
  /** The comment somebody is at. */
  comment: CommentId | null
  /** Counts up whenever somebody asks to say something. */
  commenting: number
  /** The next comment is to be gone to. */
  nextComment: boolean
  /** What the stage plays is a proposal: heard by this person alone, not written. */
  hearing: boolean
  /** The version that is looked at instead of the clip as it is now. */
  viewing: Viewing | null
  /** For the live region: what my last edit did. */
  said: string
  /** Whether that was an edit, an undo, or only a look around. */
  saidOf: 'edit' | 'undo' | 'look'
}

/** A version on the stage, and how often somebody has changed the clip meanwhile. */
export type Viewing = { id: ClipVersionId; name: string; meanwhile: number }

/** One open clip: its document, what is drawn of it, and what this person looks at. */
export type Room = {
  doc: ClipDoc
  origin: EditOrigin
  undo: ClipUndo
  text: TranscriptText
  source: ClipSource
  /** The clip as it is: what edits go by, and the transcript shows. */
  clip: StoreApi<ClipView>
  /** The same a frame later: what everything but the transcript shows. */
  drawn: StoreApi<ClipView>
  ui: StoreApi<Ui>
  playhead: Playhead
  transport: Transport
  view: View
  /** Shows the clip as a version has it, to this person alone; null: as it is now. */
  look(version: Omit<Viewing, 'meanwhile'> | null, project?: ClipProject): void
  /** From now on the clip wears another brand. */
  wear(brand: Brand): void
  /** Plays the clip as it would be, to this person alone, until somebody edits; null: as it is. */
  hear(project: ClipProject | null): void
  close(): void
}

export function openRoom({
  doc,
  userId,
  text,
  durationMs,
  shots = [],
  loud = [],
  brand = { kit: plainKit(), locked: [] },
}: {
  doc: ClipDoc
  userId: UserId
  text: TranscriptText
  durationMs: number
  /** Where shots of the video begin, ms. */
  shots?: readonly number[]
  /** Where voices are raised. */
  loud?: readonly LoudMoment[]
  /** What the workspace's brand locks is drawn as the brand has it. */
  brand?: Brand
}): Room {
  const source = { words: text.words, speakers: text.speakers, durationMs, shots, loud }
  let wears = brandWearer(brand)
  const view = () => viewClip(wears(readClip(doc, source)), deletedPieces(doc, source), text.words)
  const clip = createStore<ClipView>(view)
  const ui = createStore<Ui>(() => ({
    selection: NOTHING,
    correcting: null,
    drag: null,
    lift: null,
    snapped: false,
    stylePreview: {},
    preview: null,
    tab: 'captions',
    overlay: null,
    slot: 'main',
    framing: false,
    snap: true,
    showCuts: true,
    safeZone: false,
    sheet: null,
    exporting: null,
    asked: null,
    show: null,
    topWord: 0,
    side: null,
    comment: null,
    commenting: 0,
    nextComment: false,
    hearing: false,
    viewing: null,
    said: '',
    saidOf: 'look',
  }))
  const playhead = createPlayhead()
  // An edit under the pointer is drawn whole: a frame of the old edge would flicker.
  const calm = settled(clip, () => {
    const { drag, lift, stylePreview, preview } = ui.getState()
    const previewing = preview !== null || Object.keys(stylePreview).length > 0
    return drag !== null || lift !== null || previewing
  })
  const transport = createTransport(playhead, {
    length: () => clip.getState().length,
    held: calm.waits,
  })
  const timeline = createView(clip.getState().length, averageLength(clip.getState().heard))
  const undo = undoFor(doc, userId, source)
  const show = (after: ClipView) => {
    const before = clip.getState()
    const at = samePlace(before.cuts, after.cuts, playhead.get())
    clip.setState(after, true)
    if (at !== playhead.get()) transport.seek(at)
    keepSelection(ui, after)
  }
  const stopDrawing = calm.store.subscribe(({ length }) => {
    timeline.setLength(length)
    transport.catchUp()
  })
  const stop = observeClip(doc, () => {
    const { viewing, hearing } = ui.getState()
    // A proposal was made for the clip as it was.
    if (hearing) ui.setState({ hearing: false })
    if (!viewing) show(view())
    else ui.setState({ viewing: { ...viewing, meanwhile: viewing.meanwhile + 1 } })
  })
  return {
    doc,
    origin: { source: 'editor', userId },
    undo,
    text,
    source,
    clip,
    drawn: calm.store,
    ui,
    playhead,
    transport,
    view: timeline,
    look(version, project) {
      transport.pause()
      ui.setState({
        viewing: version && { ...version, meanwhile: 0 },
        ...{ selection: NOTHING, correcting: null, stylePreview: {}, drag: null, lift: null },
        ...{ preview: null, overlay: null, framing: false },
      })
      show(project ? viewClip(wears(project), [], text.words) : view())
    },
    wear(next) {
      wears = brandWearer(next)
      const { viewing, hearing } = ui.getState()
      if (!viewing && !hearing) show(view())
    },
    hear(project) {
      if (project === null && !ui.getState().hearing) return
      transport.pause()
      ui.setState({ hearing: project !== null })
      show(project ? viewClip(wears(project), [], text.words) : view())
    },
    close() {
      stop()
      stopDrawing()
      calm.stop()
      undo.stop()
    },
  }
}

/** A piece that somebody took away is no longer selected. */
function keepSelection(ui: StoreApi<Ui>, { project }: ClipView) {
  const { selection, drag, lift } = ui.getState()
  const there = (id: string) => project.pieces.some((piece) => piece.id === id)
  if ('piece' in selection && !there(selection.piece)) ui.setState({ selection: NOTHING })
  if (drag && !there(drag.piece)) ui.setState({ drag: null })
  if (lift && !there(lift.piece)) ui.setState({ lift: null })
}
