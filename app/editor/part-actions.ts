import {
  changeFramingKey,
  removeFramingKey,
  resetFraming,
  setFramingKey,
  setLayout,
} from '#collab/clip-doc/framing-verbs.ts'
import { oneStep } from '#collab/clip-doc/one-step.ts'
import {
  addOverlay,
  changeOverlay,
  moveOverlay,
  type OverlayChange,
  removeOverlay,
} from '#collab/clip-doc/overlay-verbs.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import {
  editSecondLine,
  linesIn,
  secondLanguages,
  showSecond,
} from '#collab/clip-doc/second-verbs.ts'
import { type SoundChange, setSound } from '#collab/clip-doc/sound-verbs.ts'
import { overlayTitles } from '#core/clip-diff.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type Box, type FramingKey, keysOf, layoutOf } from '#core/framing.ts'
import type { LayoutKind, Slot } from '#core/layout.ts'
import type { Overlay, OverlayKind } from '#core/overlay.ts'
import type { Language } from '#core/second-language.ts'
import type { Shape } from '#core/shape.ts'
import type { Sound } from '#core/sound.ts'
import { FPS, type Range } from '#core/time.ts'
import type { TransitionKind } from '#core/transition.ts'
import { layoutNames, transitionNames } from './part-names.ts'
import type { Room } from './room.ts'
import { sayLength } from './timeline-view.ts'

export type PartActions = ReturnType<typeof createPartActions>

/** What lies nearer than this is the same moment, ms. */
const SAME_MOMENT = 500 / FPS

/** What a person can do to a clip's picture, what lies on it, and its sound. Each is one undo step. */
export function createPartActions(room: Room) {
  const { doc, origin, ui, clip } = room
  const say = (said: string) => ui.setState({ said, saidOf: 'edit' })
  const show = (preview: (project: ClipProject) => ClipProject) => ui.setState({ preview })
  const settle = () => ui.setState({ preview: null })
  const shapeNow = (): Shape => clip.getState().project.shape

  return {
    settle,

    /** Puts something on the clip and takes it in hand. */
    add<K extends OverlayKind>(kind: K, values: OverlayChange<K>): string {
      const id = addOverlay(doc, kind, values, origin)
      ui.setState({ overlay: id })
      say(`Added ${overlayTitles[kind]}`)
      return id
    },
    /** While a slider or a pointer moves: seen here alone. */
    previewOverlay(id: string, change: Partial<Overlay>) {
      show((project) => withOverlay(project, id, change))
    },
    changeOverlay<K extends OverlayKind>(id: string, kind: K, change: OverlayChange<K>) {
      const changed = changeOverlay(doc, id, kind, change, origin)
      settle()
      if (changed) say(`Changed ${the(kind)}`)
    },
    removeOverlay({ id, kind }: Overlay) {
      if (!removeOverlay(doc, id, origin)) return
      if (ui.getState().overlay === id) ui.setState({ overlay: null })
      settle()
      say(`Took out ${the(kind)}`)
    },
    /** Draws it over what lies on top of it, or under what lies below. */
    liftOverlay(id: string, direction: 1 | -1) {
      const ids = clip.getState().project.overlays.map((one) => one.id)
      const at = ids.indexOf(id)
      if (at < 0 || !ids[at + direction]) return
      const below = direction === 1 ? (ids[at + 2] ?? null) : (ids[at - 1] ?? null)
      if (moveOverlay(doc, id, below, origin)) say(direction === 1 ? 'Moved up' : 'Moved down')
    },

    previewSound(change: Partial<Sound>) {
      show((project) => ({ ...project, sound: { ...project.sound, ...change } }))
    },
    secondLanguages: () => secondLanguages(doc),
    linesIn: (language: Language) => linesIn(doc, language),
    showSecond(language: string | null) {
      showSecond(doc, language, origin)
    },
    editSecondLine(language: string, from: number, text: string) {
      if (editSecondLine(doc, language, from, text, origin)) say('Changed a translated line')
    },
    setSound(change: SoundChange) {
      const changed = setSound(doc, change, origin)
      settle()
      if (changed) say('The sound is changed')
    },

    setLayout(range: Range, kind: LayoutKind) {
      if (setLayout(doc, shapeNow(), range, kind, origin)) say(`Layout: ${layoutNames[kind]}`)
    },
    /** One step for all of them. */
    setLayouts(ranges: Range[], kind: LayoutKind) {
      oneStep(doc, origin, () => {
        for (const range of ranges) setLayout(doc, shapeNow(), range, kind, origin)
      })
      say(`Layout everywhere: ${layoutNames[kind]}`)
    },
    previewCrop(slot: Slot, at: number, box: Box) {
      const shape = shapeNow()
      show((project) => withCrop(project, shape, slot, at, box))
    },
    /** Decides a crop at a moment of the source: changes the key that is there, or makes one. */
    setCrop(slot: Slot, at: number, box: Box) {
      const shape = shapeNow()
      const there = keyAt(clip.getState().project, shape, slot, at)
      const done = setFramingKey(doc, { shape, slot, t: there?.t ?? at, box }, origin)
      settle()
      if (done) say(there ? 'Framed' : 'Framed from here')
    },
    /** Frames a whole shot by hand: these crops from its beginning to its end. */
    frameShot(shot: Range, crops: { slot: Slot; box: Box }[], kind: LayoutKind) {
      const shape = shapeNow()
      const { framing } = clip.getState().project
      oneStep(doc, origin, () => {
        for (const key of framing.keys)
          if (key.shape === shape && key.t >= shot.from && key.t < shot.to)
            removeFramingKey(doc, key.id, origin)
        for (const { slot, box } of crops)
          setFramingKey(doc, { shape, slot, t: shot.from, box, move: 'hold' }, origin)
        if (layoutOf(framing, shape, shot.from) !== kind) setLayout(doc, shape, shot, kind, origin)
      })
      say('Framed this shot')
    },
    moveKey(key: FramingKey, t: number) {
      if (changeFramingKey(doc, key.id, { t }, origin)) say('Moved the key')
    },
    setMove(key: FramingKey, move: FramingKey['move']) {
      if (!changeFramingKey(doc, key.id, { move }, origin)) return
      say(move === 'glide' ? 'Glides to the next key' : 'Holds still until the next key')
    },
    removeKey(key: FramingKey) {
      if (removeFramingKey(doc, key.id, origin)) say('Took out a key')
    },
    resetFraming() {
      const shape = shapeNow()
      if (!resetFraming(doc, shape, origin)) return
      say(shape === '9:16' ? 'Framed as it was found' : 'Follows 9:16 again')
    },

    setTransition(piece: string, transition: { kind: TransitionKind; ms: number } | null) {
      if (!setTransition(doc, piece, transition, origin)) return
      say(
        transition
          ? `${transitionNames[transition.kind]}, ${sayLength(transition.ms)}`
          : 'A plain cut',
      )
    },
    setTransitions(pieces: string[], transition: { kind: TransitionKind; ms: number } | null) {
      oneStep(doc, origin, () => {
        for (const piece of pieces) setTransition(doc, piece, transition, origin)
      })
      say(
        transition ? `${transitionNames[transition.kind]} at every seam` : 'Plain cuts everywhere',
      )
    },
  }
}

/** The key at a moment of the source, as a shape has or follows it. */
export const keyAt = (
  { framing }: Pick<ClipProject, 'framing'>,
  shape: Shape,
  slot: Slot,
  at: number,
): FramingKey | undefined =>
  keysOf(framing, shape, slot).find((key) => Math.abs(key.t - at) <= SAME_MOMENT)

const withOverlay = (project: ClipProject, id: string, change: Partial<Overlay>): ClipProject => ({
  ...project,
  overlays: project.overlays.map((one) =>
    one.id === id ? ({ ...one, ...change } as Overlay) : one,
  ),
})

/** The clip as setCrop would make it, without the document. */
function withCrop(
  project: ClipProject,
  shape: Shape,
  slot: Slot,
  at: number,
  box: Box,
): ClipProject {
  const { framing } = project
  const there = keyAt(project, shape, slot, at)
  const key: FramingKey = {
    ...{ id: there?.id ?? 'here', shape, slot, t: there?.t ?? (Math.round(at) as FramingKey['t']) },
    ...{ box, move: there?.move ?? 'glide', auto: false },
  }
  const own = keysOf(framing, shape, slot).filter((one) => one.id !== there?.id)
  const others = framing.keys.filter((one) => one.shape !== shape || one.slot !== slot)
  const follows = shape !== '9:16' && !framing.own.includes(shape)
  return {
    ...project,
    framing: {
      ...framing,
      own: follows ? [...framing.own, shape] : framing.own,
      keys: [
        ...others,
        // Its other parts and its layouts it has from the shape it followed until now.
        ...(follows ? otherSlots(project, shape, slot) : []),
        ...[...own, key].sort((a, b) => a.t - b.t),
      ],
      layouts: follows
        ? [
            ...framing.layouts,
            ...framing.layouts
              .filter((layout) => layout.shape === '9:16')
              .map((layout) => ({ ...layout, shape })),
          ]
        : framing.layouts,
    },
  }
}

const otherSlots = ({ framing }: ClipProject, shape: Shape, slot: Slot): FramingKey[] =>
  (['main', 'first', 'second', 'screen', 'camera'] as const).flatMap((one) =>
    one === slot ? [] : keysOf(framing, shape, one),
  )

const the = (kind: OverlayKind) => overlayTitles[kind].replace(/^an? /, 'the ')
