import { expect, test } from 'vitest'
import type { StyleName } from '#core/caption-style.ts'
import { layOutCaptions } from './lay-out-captions.ts'
import { evenFont, styled } from './layout.fixtures.ts'
import { overlayKey, overlayState } from './overlay-key.ts'
import { resolveLook } from './resolve-look.ts'
import { planSheets } from './sheet-plan.ts'

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
    expect([state?.entry, state?.word.scale]).toEqual([{ scale: 1, y: 0, opacity: 1 }, 1])
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

test.each([
  ['punch', 9],
  ['steps', 6],
  ['clear', 4],
] as const)('%s goes through few states a second', (name, most) => {
  const line = 'so here is the thing that nobody ever tells you about making short clips at home.'
  const { look, pages } = prepared(name, line)
  const frames = 16 * 12
  expect(planSheets(pages, look, frames).states.length / (frames / 30)).toBeLessThan(most)
})

test('a plan shows each frame its own state, inside one even band', () => {
  const { look, pages } = prepared('punch', 'so here is the thing … and that is it … … …')
  const plan = planSheets(pages, look, 240)
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
  expect(plan.sheets * plan.cells).toBeGreaterThanOrEqual(plan.states.length)
})

test('a clip that writes nothing plans nothing', () => {
  const { look, pages } = prepared('punch', '…')
  expect(planSheets(pages, look, 30)).toMatchObject({ sheets: 0, states: [] })
})
