import type { PlayerRef } from '@remotion/player'
import { expect, test, vi } from 'vitest'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { setTitle } from '#collab/clip-doc/look-verbs.ts'
import { trimPiece } from '#collab/clip-doc/piece-verbs.ts'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import { cutWords } from '#collab/clip-doc/word-verbs.ts'
import { plainStyle } from '#core/caption-style.ts'
import { ClipVersionId, UserId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { closeSide } from './commands.ts'
import { openRoom } from './room.ts'
import { selectWords } from './selection.ts'
import { text } from './transcript-text.fixtures.ts'

const ana = UserId.parse('00000000-0000-4000-8000-000000000001')
const ben = UserId.parse('00000000-0000-4000-8000-000000000002')
const version = { id: ClipVersionId.parse('00000000-0000-4000-8000-00000000000c'), name: 'v1' }

function room() {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())
  const read = text('one two three four')
  const doc = loadClip([
    seedClip({
      title: 'A clip',
      shape: '9:16',
      style: plainStyle('punch'),
      range: { from: ms(0), to: ms(1600) },
      transcriptVersion: 1,
      durationMs: 1600,
    }),
  ])
  const opened = openRoom({ doc, userId: ana, text: read, durationMs: 1600 })
  const heard = () =>
    opened.clip
      .getState()
      .heard.map((word) => word.text)
      .join(' ')
  return { ...opened, heard }
}

/** A player that keeps to what it is told. */
function stage() {
  let frame = 0
  const listeners = new Map<string, (event: unknown) => void>()
  const ref = {
    seekTo(to: number) {
      frame = to
    },
    getCurrentFrame: () => frame,
    getContainerNode: () => null,
    addEventListener: (name: string, listen: (event: unknown) => void) =>
      void listeners.set(name, listen),
    removeEventListener: () => {},
    pause: () => {},
  } as unknown as PlayerRef
  const plays = (at: number) => listeners.get('frameupdate')?.({ detail: { frame: at } })
  return { ref, at: () => frame, plays }
}

test('a version is looked at as it was, and what others do meanwhile is counted', () => {
  const { doc, clip, ui, look, heard } = room()
  const then = clip.getState().project
  cutWords(doc, [wordId(1)], { source: 'editor', userId: ana })
  ui.setState({ selection: selectWords(0, 1) })
  look(version, then)
  expect(heard()).toBe('one two three four')
  expect(ui.getState()).toMatchObject({
    viewing: { ...version, meanwhile: 0 },
    selection: { kind: 'none' },
  })

  cutWords(doc, [wordId(2)], { source: 'editor', userId: ben })
  setTitle(doc, 'Another', { source: 'editor', userId: ben })
  expect(heard()).toBe('one two three four')
  expect(ui.getState().viewing?.meanwhile).toBe(2)

  look(null)
  expect(ui.getState().viewing).toBeNull()
  expect(heard()).toBe('one four')
})

test('the words show an edit first, all else a frame later, and the player goes on where it was', () => {
  const frames: (() => void)[] = []
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  vi.stubGlobal('document', { hidden: false })
  try {
    const { doc, clip, drawn, transport, playhead } = room()
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
    const player = stage()
    transport.attach(player.ref)
    transport.seek(1000)
    cutWords(doc, [wordId(1)], { source: 'editor', userId: ana })
    const earlier = playhead.get()
    expect(earlier).toBeLessThan(1000)
    expect(clip.getState().heard).toHaveLength(3)
    expect(drawn.getState().heard).toHaveLength(4)
    expect(player.at()).toBe(30)
    player.plays(31)
    expect(playhead.get()).toBe(earlier)

    for (const draw of frames.splice(0)) draw()
    vi.runAllTimers()
    expect(drawn.getState()).toBe(clip.getState())
    expect(player.at()).toBe(Math.round((earlier / 1000) * 30))
  } finally {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
})

test('an edge let go is drawn at once where it was let go', () => {
  vi.stubGlobal('document', { hidden: false })
  try {
    const { doc, drawn, ui, clip } = room()
    const [piece] = clip.getState().project.pieces
    if (!piece) throw new Error('no piece')
    ui.setState({ drag: { piece: piece.id, edge: 'to', source: 800 } })
    trimPiece(doc, piece.id, { to: 800 }, { source: 'editor', userId: ana })
    expect(drawn.getState()).toBe(clip.getState())
  } finally {
    vi.unstubAllGlobals()
  }
})

test('whoever closes the history is back in the clip as it is', () => {
  const opened = room()
  const then = opened.clip.getState().project
  cutWords(opened.doc, [wordId(1)], { source: 'editor', userId: ana })
  opened.ui.setState({ side: 'history' })
  opened.look(version, then)
  closeSide(opened)
  expect(opened.ui.getState()).toMatchObject({ side: null, viewing: null })
  expect(opened.heard()).toBe('one three four')
})
