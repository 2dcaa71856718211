import { expect, test } from 'vitest'
import { entryRest, wordRest } from '#core/caption-motion.ts'
import { StyleName } from '#core/caption-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { layOutCaptions } from './lay-out-captions.ts'
import { evenFont, evenInk, styled } from './layout.fixtures.ts'
import { overlayKey, overlayState } from './overlay-key.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets } from './sheet-plan.ts'

/** Speech at a part of its pace. */
const slower = (project: ClipProject, pace: number): ClipProject => ({
  ...project,
  pieces: project.pieces.map((piece) => ({ ...piece, to: ms(piece.to / pace) })),
  words: project.words.map((word) => ({
    ...word,
    from: ms(word.from / pace),
    to: ms(word.to / pace),
  })),
})

const prepared = (name: StyleName, line: string) => {
  const project = styled(name, line)
  return {
    look: resolveLook(project.style, '9:16'),
    pages: layOutCaptions(project, '9:16', evenFont),
  }
}

test('a page comes in, then each word pops as it is said', () => {
  const { look, pages } = prepared('punch', 'so here')
  const states = [0, 1, 2, 3, 11, 12, 13, 14, 20].map((frame) => overlayState(pages, look, frame))
  expect(states.map((state) => [state?.active, state?.entry.scale, state?.word.scale])).toEqual([
    [0, 0.82, 1.05],
    [0, 1.05, 1.05],
    [0, 0.985, 1.05],
    [0, 1, 1.05],
    [0, 1, 1.05],
    [1, 1, 1.1],
    [1, 1, 1.1],
    [1, 1, 1.05],
    [1, 1, 1.05],
  ])
})

test('nothing moves where less motion was asked for', () => {
  const { look, pages } = prepared('punch', 'so here')
  for (const frame of [0, 1, 2, 12, 13]) {
    const state = overlayState(pages, look, frame, 'none')
    expect([state?.entry, state?.word]).toEqual([entryRest, wordRest])
  }
})

test('nothing is written after the last page has left', () => {
  const { look, pages } = prepared('steps', 'so here … … …')
  expect(overlayKey(pages, look, 32)).not.toBeNull()
  expect(overlayKey(pages, look, 33)).toBeNull()
})

test('equal pictures have equal keys, wherever they stand', () => {
  const { look, pages } = prepared('clear', 'so here … other words … so here')
  const [first, , again] = pages
  const keysOf = (from = 0) => [0, 5, 14].map((frame) => overlayKey(pages, look, from + frame))
  expect(keysOf(first?.from)).toEqual(keysOf(again?.from))
})

test('pictures that differ have keys that differ', () => {
  const { look, pages } = prepared('punch', 'so *here … so here')
  const [emphasised, plain] = pages
  expect(overlayKey(pages, look, (emphasised?.from ?? 0) + 5)).not.toBe(
    overlayKey(pages, look, (plain?.from ?? 0) + 5),
  )
})

const spoken =
  'so here is the thing that nobody ever *tells you about making short clips at home, and then there is ' +
  'one more that I only learned when it was nearly too late.'

test.each(StyleName.options)('%s draws few states for a second of speech', (name) => {
  // Three words a second, as the design counts; a karaoke line costs four steps a word.
  const project = slower(styled(name, spoken), 5 / 6)
  const pages = layOutCaptions(project, '9:16', evenFont)
  const seconds = (project.pieces[0]?.to ?? 0) / 1000
  const plan = planSheets(
    pages,
    resolveLook(project.style, '9:16'),
    Math.round(seconds * 30),
    evenInk,
  )
  expect(plan.states.length / seconds).toBeLessThanOrEqual(name === 'singalong' ? 14 : 9)
})

test('each style moves as its tables say: a second of each is told apart', () => {
  const { look, pages } = prepared('singalong', 'hold me')
  const fills = [4, 5, 6, 8, 11].map((frame) => overlayState(pages, look, frame)?.fill)
  expect(fills).toEqual([0.5, 0.75, 0.75, 1, 1])
})

test('atelier goes line by line', () => {
  const { look, pages } = prepared('atelier', 'internationally acclaimed *handmade things')
  const [page] = pages
  const firsts = page?.wordsFrom.map((from) => overlayState(pages, look, from + 4)?.active)
  const lines = page?.words.map((word) => word.line)
  expect(firsts).toEqual(lines?.map((line) => lines.indexOf(line)))
})

test('a page leaves over its last frames where its style does so', () => {
  const { look, pages } = prepared('boardroom', 'so here … … bye')
  const to = pages[0]?.to ?? 0
  expect([-3, -2, -1].map((before) => overlayState(pages, look, to + before)?.exit)).toEqual([
    1, 0.7, 0.35,
  ])
})

test('joined letters are typed whole', () => {
  const cells = (line: string) => {
    const { look, pages } = prepared('typewriter', line)
    return overlayState(pages, look, 0)?.word.letters
  }
  expect([cells('letters'), cells('شيئاً')]).toEqual([0.5, 1])
})

test('a plan shows each frame its own state, inside one even band', () => {
  const { look, pages } = prepared('punch', 'so here is the thing … and that is it … … …')
  const plan = planSheets(pages, look, 240, evenInk)
  for (const [frame, index] of plan.frames.entries()) {
    const state = overlayState(pages, look, frame)
    expect(index === null ? null : plan.states[index]).toEqual(
      state && plan.states[plan.frames[frame] ?? -1],
    )
    if (state && index !== null) {
      expect(overlayKey(pages, look, plan.frames.indexOf(index))).toBe(
        overlayKey(pages, look, frame),
      )
    }
  }
  for (const side of Object.values(plan.band)) expect(side % 2).toBe(0)
  expect(plan.keys).toHaveLength(plan.states.length)
  expect(new Set(plan.keys).size).toBe(plan.keys.length)
})

test('a clip that writes nothing plans nothing', () => {
  const { look, pages } = prepared('punch', '…')
  expect(planSheets(pages, look, 30, evenInk)).toMatchObject({ keys: [], states: [] })
})
