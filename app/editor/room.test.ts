import { expect, test, vi } from 'vitest'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { setTitle } from '#collab/clip-doc/look-verbs.ts'
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
