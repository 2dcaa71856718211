import { expect, test, vi } from 'vitest'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { setShape } from '#collab/clip-doc/look-verbs.ts'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import { plainStyle } from '#core/caption-style.ts'
import { keysOf, layoutOf } from '#core/framing.ts'
import { AssetId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { createPartActions } from './part-actions.ts'
import { openRoom } from './room.ts'
import { shotAt, shotsOf } from './shots.ts'
import { text } from './transcript-text.fixtures.ts'

const ana = UserId.parse('00000000-0000-4000-8000-000000000001')
const asset = AssetId.parse('00000000-0000-4000-8000-00000000000a')

/** A clip of the first two seconds of a talk of four, with a shot cut after one second. */
function room() {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())
  const read = text('zero one two three four five six seven eight nine')
  const doc = loadClip([
    seedClip({
      title: 'A clip',
      shape: '9:16',
      style: plainStyle('punch'),
      range: { from: ms(0), to: ms(2000) },
      transcriptVersion: 1,
      durationMs: 4000,
    }),
  ])
  const opened = openRoom({ doc, userId: ana, text: read, durationMs: 4000, shots: [1000] })
  return {
    ...opened,
    parts: createPartActions(opened),
    project: () => opened.clip.getState().project,
    seen: () => {
      const { preview } = opened.ui.getState()
      const { project } = opened.clip.getState()
      return preview ? preview(project) : project
    },
  }
}

test('what a slider moves is seen here alone, and one step when it is let go', () => {
  const { parts, project, seen, undo } = room()
  const id = parts.add('logo', { asset })
  parts.previewOverlay(id, { scale: 0.3 })
  expect(seen().overlays).toMatchObject([{ kind: 'logo', scale: 0.3 }])
  expect(project().overlays).toMatchObject([{ scale: 0.18 }])
  parts.changeOverlay(id, 'logo', { scale: 0.3 })
  expect(seen()).toBe(project())
  expect(project().overlays).toMatchObject([{ scale: 0.3 }])
  expect(undo.undo()?.change?.say).toBe('The logo is as before')
  expect(project().overlays).toMatchObject([{ scale: 0.18 }])
})

test('texts are lifted over each other, and what is taken out is let go of', () => {
  const { parts, project, ui } = room()
  const [a, b, c] = ['a', 'b', 'c'].map((text) => parts.add('text', { text }))
  const order = () => project().overlays.map(({ id }) => id)
  parts.liftOverlay(a as string, 1)
  expect(order()).toEqual([b, a, c])
  parts.liftOverlay(c as string, -1)
  expect(order()).toEqual([b, c, a])
  parts.liftOverlay(a as string, 1)
  expect(order()).toEqual([b, c, a])
  ui.setState({ overlay: c as string })
  parts.removeOverlay(project().overlays[1] as never)
  expect([order(), ui.getState().overlay]).toEqual([[b, a], null])
})

test('a crop under the pointer looks as it will when it is let go', () => {
  const { parts, project, seen } = room()
  const box = { x: 0.1, y: 0, w: 0.3125, h: 1 }
  parts.previewCrop('main', 500, box)
  const before = seen().framing
  parts.setCrop('main', 500, box)
  const now = project().framing
  const plain = ({ keys, ...rest }: typeof now) => ({
    ...rest,
    keys: keys.map(({ id: _, ...key }) => key),
  })
  expect(plain(before)).toEqual(plain(now))
  // Near a key it is that key that changes.
  parts.setCrop('main', 510, { ...box, x: 0.2 })
  expect(project().framing.keys).toMatchObject([{ t: 500, box: { x: 0.2 } }])
})

test('another shape begins with what it showed, in the preview as in the document', () => {
  const { parts, project, seen, doc, origin } = room()
  parts.setCrop('main', 200, { x: 0.1, y: 0, w: 0.3125, h: 1 })
  parts.setLayout({ from: ms(1000), to: ms(4000) }, 'fit')
  setShape(doc, '1:1', origin)
  expect(layoutOf(project().framing, '1:1', 1500)).toBe('fit')
  const square = { x: 0, y: 0, w: 0.5625, h: 1 }
  parts.previewCrop('main', 600, square)
  const looks = ({ framing }: ReturnType<typeof seen>) =>
    (['9:16', '1:1'] as const).map((shape) => ({
      keys: keysOf(framing, shape, 'main').map(({ t, box }) => ({ t, x: box.x.toFixed(3) })),
      layout: layoutOf(framing, shape, 1500),
    }))
  const before = looks(seen())
  parts.setCrop('main', 600, square)
  expect(looks(project())).toEqual(before)
  expect(before.map(({ keys }) => keys.length)).toEqual([1, 2])
  parts.resetFraming()
  expect(project().framing.own).toEqual([])
})

test('a shot ends where the scene ends, or where another piece begins', () => {
  const { project } = room()
  expect(shotAt(project(), 300, 4000)).toEqual({ from: 0, to: 1000 })
  expect(shotAt(project(), 1000, 4000)).toEqual({ from: 1000, to: 4000 })
  expect(shotsOf(project(), 4000)).toHaveLength(2)
  const pieces = [
    { id: 'a', take: 't', from: ms(100), to: ms(400) },
    { id: 'b', take: 't', from: ms(600), to: ms(900) },
  ]
  expect(shotAt({ ...project(), pieces }, 200, 4000)).toEqual({ from: 0, to: 600 })
  expect(shotAt({ ...project(), pieces }, 700, 4000)).toEqual({ from: 400, to: 1000 })
})

test('sound and seams are decided in one step each', () => {
  const { parts, project, undo } = room()
  parts.previewSound({ voice: 3 })
  parts.setSound({ voice: 3, target: null, speakers: { 0: -2 } })
  expect(project().sound).toMatchObject({ voice: 3, target: null, speakers: { 0: -2 } })
  expect(undo.undo()?.change?.say).toBe('The sound is as before')
  const [piece] = project().pieces
  parts.setTransitions([piece?.id ?? ''], { kind: 'fade', ms: 400 })
  expect(undo.undo()).not.toBeNull()
})
