import { FPS } from '#core/time.ts'
import type { Actions } from './actions.ts'
import { heardAt } from './clip-view.ts'
import { type Follow, type FollowCommand, followCommands } from './follow.ts'
import type { EditorCommand } from './keymap.ts'
import type { Room, Side } from './room.ts'
import { climbOut } from './selection.ts'
import { wordIndex } from './word-index.ts'

/** What each command does in this room. `walk` moves the focus between its parts. */
export function createCommands(
  room: Room,
  actions: Actions,
  follow: Follow,
  walk: (direction: -1 | 1) => void,
): Record<EditorCommand, () => void> {
  const { transport, playhead, clip, ui, view, text } = room

  /** One heard word on from the playhead, or one sentence. */
  const toWord = (direction: -1 | 1, whole: 'word' | 'sentence') => {
    const { heard } = clip.getState()
    const now = heardAt(heard, playhead.get() + 500 / FPS)
    const sentenceOf = (i: number) => {
      const word = heard[i]
      return word ? text.sentenceIndexAt(wordIndex(word.id)) : -1
    }
    let to = now + direction
    if (whole === 'sentence') {
      const here = sentenceOf(now)
      while (heard[to] && sentenceOf(to) === here) to += direction
      // Backwards the sentence is entered at its end; its beginning is where one wants to be.
      if (direction === -1) while (heard[to - 1] && sentenceOf(to - 1) === sentenceOf(to)) to--
    }
    const word = heard[Math.max(0, to)]
    if (word) transport.seek(word.from)
  }
  const toCut = (direction: -1 | 1) => {
    const places = [0, ...clip.getState().seams.map((seam) => seam.at), clip.getState().length]
    const at = playhead.get()
    const to =
      direction === 1
        ? places.find((place) => place > at + 40)
        : places.findLast((place) => place < at - 40)
    if (to !== undefined) transport.seek(to)
  }

  return {
    play: transport.toggle,
    back: () => transport.shuttle(-1),
    stop() {
      transport.pause()
      transport.setRate(1)
    },
    forward: () => transport.shuttle(1),
    'frame-back': () => transport.step(-1),
    'frame-forward': () => transport.step(1),
    'word-back': () => toWord(-1, 'word'),
    'word-forward': () => toWord(1, 'word'),
    'sentence-back': () => toWord(-1, 'sentence'),
    'sentence-forward': () => toWord(1, 'sentence'),
    'cut-back': () => toCut(-1),
    'cut-forward': () => toCut(1),
    'start-here': actions.startHere,
    'end-here': actions.endHere,
    split: actions.split,
    join: () => actions.join(),
    'roll-back': () => actions.rollBy(-1),
    'roll-forward': () => actions.rollBy(1),
    'slip-back': () => actions.slipBy(-1),
    'slip-forward': () => actions.slipBy(1),
    'move-earlier': () => actions.moveBy(-1),
    'move-later': () => actions.moveBy(1),
    duplicate: actions.duplicate,
    tighten: () => toggleSide(room, 'tighten'),
    'break-caption': actions.breakCaption,
    cut: actions.cut,
    'put-back': actions.putBack,
    'nudge-back': () => actions.nudge(-1),
    'nudge-forward': () => actions.nudge(1),
    'add-before': () => actions.addSentence('before'),
    'add-after': () => actions.addSentence('after'),
    snap: () => ui.setState(({ snap }) => ({ snap: !snap })),
    correct: actions.startCorrecting,
    emphasise: actions.emphasise,
    'zoom-in': () => view.zoom(1.5),
    'zoom-out': () => view.zoom(1 / 1.5),
    fit: view.fit,
    'safe-zone': () => ui.setState(({ safeZone }) => ({ safeZone: !safeZone })),
    'next-shape': actions.nextShape,
    climb() {
      const { selection, viewing, hearing } = ui.getState()
      if (hearing) room.hear(null)
      else if (viewing && selection.kind === 'none') room.look(null)
      else ui.setState({ selection: climbOut(selection) })
    },
    undo: actions.undo,
    redo: actions.redo,
    palette: () => ui.setState({ sheet: 'palette' }),
    export: () => ui.setState({ sheet: 'export' }),
    history: () => toggleSide(room, 'history'),
    comment() {
      openSide(room, 'comments')
      ui.setState(({ commenting }) => ({ commenting: commenting + 1 }))
    },
    'next-comment'() {
      openSide(room, 'comments')
      ui.setState({ nextComment: true })
    },
    keys: () => ui.setState({ sheet: 'keys' }),
    find: () => ui.setState({ sheet: 'palette' }),
    ...(Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`follow-${i + 1}`, () => follow.nth(i)]),
    ) as Record<FollowCommand, () => void>),
    'who-is-here': () => ui.setState({ said: follow.sayWho(), saidOf: 'look' }),
    'next-pane': () => walk(1),
    'previous-pane': () => walk(-1),
  }
}

/** Whoever leaves the history is back in the clip as it is now. */
function openSide(room: Room, side: Side | null): void {
  if (room.ui.getState().viewing) room.look(null)
  room.hear(null)
  room.ui.setState({ side })
}

export function closeSide(room: Room): void {
  openSide(room, null)
  room.ui.setState({ comment: null })
}

export function toggleSide(room: Room, side: Side): void {
  if (room.ui.getState().side === side) closeSide(room)
  else openSide(room, side)
}

/** What a reviewer may ask for: looking changes nothing. */
export const looking: ReadonlySet<EditorCommand> = new Set<EditorCommand>([
  'play',
  'back',
  'stop',
  'forward',
  'frame-back',
  'frame-forward',
  'word-back',
  'word-forward',
  'sentence-back',
  'sentence-forward',
  'cut-back',
  'cut-forward',
  'zoom-in',
  'zoom-out',
  'fit',
  'safe-zone',
  'climb',
  'palette',
  'export',
  'history',
  'comment',
  'next-comment',
  'keys',
  'find',
  'next-pane',
  'previous-pane',
  'who-is-here',
  ...followCommands,
])
