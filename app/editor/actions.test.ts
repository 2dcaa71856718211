import { expect, test, vi } from 'vitest'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import type { UndoResult } from '#collab/clip-doc/undo.ts'
import { plainStyle } from '#core/caption-style.ts'
import { UserId } from '#core/ids.ts'
import { allOf, tightenClip, withoutThese } from '#core/tighten/tighten-clip.ts'
import { ms } from '#core/time.ts'
import { createActions } from './actions.ts'
import { openRoom } from './room.ts'
import { selectWords } from './selection.ts'
import { text } from './transcript-text.fixtures.ts'

const ana = UserId.parse('00000000-0000-4000-8000-000000000001')

/** A room on a clip of the words `first` to `last`, 400 ms each, in a longer talk. */
function room(line: string, first: number, last: number) {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())
  const read = text(line)
  const doc = loadClip([
    seedClip({
      title: 'A clip',
      shape: '9:16',
      style: plainStyle('punch'),
      range: { from: ms(first * 400), to: ms(last * 400 + 400) },
      transcriptVersion: 1,
      durationMs: read.words.length * 400,
    }),
  ])
  const opened = openRoom({ doc, userId: ana, text: read, durationMs: read.words.length * 400 })
  const told: UndoResult[] = []
  const actions = createActions(opened, (result) => told.push(result))
  return {
    ...opened,
    actions,
    told,
    heard: () =>
      opened.clip
        .getState()
        .heard.map((word) => word.text)
        .join(' '),
    said: () => opened.ui.getState().said,
    select: (a: number, b = a) => opened.ui.setState({ selection: selectWords(a, b) }),
    at: (clipMs: number) => opened.transport.seek(clipMs),
  }
}

const line = 'zero one two. three four five. six seven eight.'

test('cutting what is selected takes only what plays, and undo brings it back with a word about it', () => {
  const { actions, select, heard, said, told } = room(line, 0, 8)
  select(1, 2)
  actions.cut()
  expect(heard()).toBe('zero three four five. six seven eight.')
  expect(said()).toMatch(/^Cut 2 words and 0\.\d s$/)
  select(0, 3)
  actions.cut()
  expect(said()).toMatch(/^Cut 2 words/)
  actions.undo()
  actions.undo()
  expect(heard()).toBe(line)
  expect(told.map(({ change }) => change?.say)).toEqual([
    expect.stringMatching(/^Put back 2 words/),
    expect.stringMatching(/^Put back 2 words/),
  ])
})

test('putting back works for struck words, and reaches beyond the ends of the clip', () => {
  const { actions, select, heard } = room(line, 3, 5)
  select(4)
  actions.cut()
  expect(heard()).toBe('three five.')
  select(4)
  actions.putBack()
  expect(heard()).toBe('three four five.')
  select(6)
  actions.putBack()
  expect(heard()).toBe('three four five. six')
})

test('a sentence more, before and after, and no more than there is', () => {
  const { actions, heard, said } = room(line, 3, 5)
  actions.addSentence('before')
  expect(heard()).toBe('zero one two. three four five.')
  actions.addSentence('after')
  expect(heard()).toBe(line)
  actions.addSentence('after')
  expect(said()).toBe('There is nothing more to add')
})

test('start here and end here leave the rest out, each as one step', () => {
  const { actions, at, heard, select, undo } = room(line, 0, 8)
  at(1000)
  actions.split()
  at(2000)
  actions.startHere()
  expect(heard()).toBe('five. six seven eight.')
  at(900)
  actions.endHere()
  expect(heard()).toBe('five. six')
  select(5)
  actions.undo()
  actions.undo()
  expect(heard()).toBe(line)
  expect(undo.canUndo()).toBe(true)
})

test('a deleted piece comes back at its seam, and so do its words one by one', () => {
  const { actions, at, heard, clip, ui, select } = room(line, 0, 8)
  at(1200)
  actions.split()
  at(2400)
  actions.split()
  const piece = clip.getState().blocks[1]?.piece.id ?? ''
  ui.setState({ selection: { kind: 'piece', piece } })
  actions.cut()
  expect(heard()).toBe('zero one two. six seven eight.')
  expect(ui.getState().selection).toEqual({ kind: 'none' })
  select(4)
  actions.putBack()
  expect(heard()).toBe(line)

  actions.removePiece(piece)
  const seam = clip.getState().seams.find((one) => one.removed > 0)
  if (!seam) throw new Error('no seam')
  actions.putBackSeam(seam)
  expect(heard()).toBe(line)
})

test('correcting changes the text, and the transcript’s own word is no correction', () => {
  const { actions, clip } = room(line, 0, 8)
  const word = () => clip.getState().project.words[1]
  actions.correct(1, ' won ')
  expect(word()).toMatchObject({ text: 'won', corrected: true })
  actions.correct(1, '   ')
  expect(word()?.text).toBe('won')
  actions.correct(1, 'one')
  expect(word()).toMatchObject({ text: 'one', corrected: false })
})

test('emphasis goes on where one word is plain, else off, and without a selection to the word heard', () => {
  const { actions, clip, select, at, ui } = room(line, 0, 8)
  const strong = () =>
    clip
      .getState()
      .project.words.filter((word) => word.emphasised)
      .map((word) => word.text)
  select(0, 1)
  actions.emphasise()
  expect(strong()).toEqual(['zero', 'one'])
  actions.emphasise()
  expect(strong()).toEqual([])
  ui.setState({ selection: { kind: 'none' } })
  at(1650)
  actions.emphasise()
  expect(strong()).toEqual(['four'])
})

test('the playhead stays on its moment while something before it is cut', () => {
  const { actions, at, select, playhead } = room(line, 0, 8)
  at(2800)
  select(0, 1)
  actions.cut()
  expect(Math.abs(playhead.get() - 2060)).toBeLessThan(70)
})

test('a style of one’s own choice brings its own colours, and leaves size and place', () => {
  const { actions, clip } = room(line, 0, 8)
  actions.setStyle({ base: '#ff0000', size: 1.2, maxWords: 2 })
  actions.chooseStyle('clear')
  expect(clip.getState().project.style).toMatchObject({
    name: 'clear',
    base: null,
    maxWords: null,
    size: 1.2,
  })
})

test('a style that people wrote comes without what the last one was given, and goes back to its own look', () => {
  const { actions, clip, said, undo } = room(line, 0, 8)
  const style = () => clip.getState().project.style
  const [marker, neon] = [
    { id: 'a', version: 1 },
    { id: 'b', version: 2 },
  ]
  actions.chooseWritten('Marker', marker)
  expect(said()).toBe('Captions look like Marker')
  actions.setStyle({ overrides: { ink: '#ff0000' }, speakers: { 0: '#00ff00' } })
  actions.chooseWritten('Neon', neon)
  expect(style()).toEqual({
    ...plainStyle('punch'),
    ...{ template: neon, speakers: { 0: '#00ff00' } },
  })
  actions.setStyle({ overrides: { ink: '#0000ff' } })
  actions.resetStyle()
  expect(style()).toEqual({ ...plainStyle('punch'), template: neon })
  undo.undo()
  expect(style()).toMatchObject({ overrides: { ink: '#0000ff' }, speakers: { 0: '#00ff00' } })
})

test('a piece that was split moves, plays twice, and joins again', () => {
  const { actions, at, heard, clip, select, said } = room(line, 0, 8)
  at(1200)
  actions.split()
  const [first, second] = clip.getState().blocks.map(({ piece }) => piece.id)
  actions.move(second ?? '', first ?? '')
  expect(heard()).toBe('three four five. six seven eight. zero one two.')
  expect(said()).toBe('Moved. It is piece 1 of 2 now')
  actions.undo()
  expect(heard()).toBe(line)
  at(100)
  select(0)
  actions.duplicate()
  expect(heard()).toBe(`zero one two. ${line}`)
  actions.undo()
  actions.join(second ?? '')
  expect(clip.getState().blocks).toHaveLength(1)
  expect(heard()).toBe(line)
})

test('a seam rolls: one piece gives what the other takes, and the clip stays as long', () => {
  const { actions, at, clip } = room(line, 0, 8)
  at(1200)
  actions.split()
  const { blocks, length } = clip.getState()
  actions.roll(blocks[1]?.piece.id ?? '', 1600)
  expect(clip.getState().blocks.map(({ piece }) => [piece.from, piece.to])).toEqual([
    [0, 1600],
    [1600, 3600],
  ])
  expect(clip.getState().length).toBe(length)
})

test('a piece slips over the source and keeps its length', () => {
  const { actions, at, clip } = room(line, 2, 6)
  at(100)
  actions.slip(clip.getState().blocks[0]?.piece.id ?? '', 400)
  expect(clip.getState().blocks[0]?.piece).toMatchObject({ from: 1200, to: 3200 })
})

test('tightening is one step, and says what went', () => {
  const { actions, heard, said, undo, clip, text } = room('so um we uh start', 0, 4)
  const found = tightenClip(clip.getState().project, text.words, 'en')
  actions.tighten(found, allOf(found))
  expect(heard()).toBe('so we start')
  expect(said()).toMatch(/^Tightened: 2 fillers, \d\.\d s$/)
  expect(undo.canUndo()).toBe(true)
  actions.undo()
  expect(heard()).toBe('so um we uh start')
  expect(undo.canUndo()).toBe(false)
  actions.undo()
})

test('what would go is heard first by nobody else, and an edit ends the hearing', () => {
  const opened = room('so um we uh start', 0, 4)
  const { project } = opened.clip.getState()
  const found = tightenClip(project, opened.text.words, 'en')
  opened.hear(withoutThese(project, allOf(found)))
  expect(opened.heard()).toBe('so we start')
  expect(opened.undo.canUndo()).toBe(false)
  opened.actions.setTitle('Another name')
  expect(opened.heard()).toBe('so um we uh start')
  expect(opened.ui.getState().hearing).toBe(false)
})

test('a caption begins where somebody says so', () => {
  const { actions, select, clip, said } = room(line, 0, 8)
  select(1)
  actions.breakCaption()
  expect(clip.getState().pages.some((page) => page.words[0]?.text === 'one')).toBe(true)
  expect(said()).toBe('A new caption begins at “one”')
  actions.breakCaption()
  expect(said()).toBe('The caption goes on to “one”')
})

test('a colour chosen for a speaker leaves the others theirs, and goes again as one step', () => {
  const { actions, clip } = room(line, 0, 8)
  actions.setStyle({ speakers: { 0: '#ff0000' } })
  actions.setStyle({ speakers: { 1: '#00ff00' } })
  expect(clip.getState().project.style.speakers).toEqual({ 0: '#ff0000', 1: '#00ff00' })
  actions.setStyle({ speakers: { 0: null } })
  expect(clip.getState().project.style.speakers).toEqual({ 1: '#00ff00' })
  actions.undo()
  expect(clip.getState().project.style.speakers).toEqual({ 0: '#ff0000', 1: '#00ff00' })
})

test('a word gets an emoji and loses it, and what is none changes nothing', () => {
  const { actions, clip, said } = room(line, 0, 8)
  const emoji = () => clip.getState().project.words[1]?.emoji
  actions.setEmoji(1, '🔥')
  expect(emoji()).toBe('🔥')
  expect(said()).toBe('🔥 with “one”')
  actions.setEmoji(1, 'no')
  expect(emoji()).toBe('🔥')
  actions.setEmoji(1, null)
  expect(emoji()).toBeNull()
  actions.undo()
  expect(emoji()).toBe('🔥')
})
