import { afterEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { settled } from './settled.ts'

afterEach(() => void vi.unstubAllGlobals())

/** A screen that draws when it is told to. */
function screen({ hidden = false } = {}) {
  const frames: (() => void)[] = []
  vi.stubGlobal('document', { hidden })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  return { draw: () => frames.splice(0).map((run) => run()), asked: () => frames.length }
}

const next = <T>(store: { subscribe(on: (value: T) => void): () => void }) =>
  new Promise<T>((resolve) => {
    const stop = store.subscribe((value) => {
      stop()
      resolve(value)
    })
  })

test('follows once the frame is drawn, with the last of its changes', async () => {
  const { draw, asked } = screen()
  const store = createStore(() => 'a')
  const later = settled(store)
  expect(later.store.getState()).toBe('a')
  store.setState('b', true)
  store.setState('c', true)
  expect(asked()).toBe(1)
  draw()
  expect(later.store.getState()).toBe('a')
  expect(await next(later.store)).toBe('c')
})

test('waits for no frame where none is drawn', async () => {
  const { asked } = screen({ hidden: true })
  const store = createStore(() => 1)
  const later = settled(store)
  store.setState(2, true)
  expect(asked()).toBe(0)
  expect(await next(later.store)).toBe(2)
})

test('does not wait where it would show what was before', async () => {
  const { draw } = screen()
  const store = createStore(() => 'a')
  let dragging = false
  const later = settled(store, () => dragging)
  store.setState('b', true)
  expect(later.waits()).toBe(true)
  dragging = true
  store.setState('c', true)
  expect(later.store.getState()).toBe('c')
  expect(later.waits()).toBe(false)
  let heard = 0
  later.store.subscribe(() => heard++)
  draw()
  await new Promise<void>((resolve) => void setTimeout(resolve))
  expect(heard).toBe(0)
})

test('a closed room is followed no more', () => {
  const { asked } = screen()
  const store = createStore(() => 1)
  settled(store).stop()
  store.setState(2, true)
  expect(asked()).toBe(0)
})
