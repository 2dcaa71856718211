import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { StyleSaveState } from '#collab/connect-style.ts'
import { type DraftState, keepCompiled } from './use-draft.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A draft that is typed into, and a server that compiles it while it is there. */
function drafting(source: string, state: StyleSaveState['state'] = 'saved') {
  const status = createStore<StyleSaveState>(() => ({ state, kept: 0 }))
  let hear = () => {}
  const text = {
    toString: () => source,
    observe: (listen: () => void) => {
      hear = listen
    },
    unobserve: () => {
      hear = () => {}
    },
  }
  const server = { there: true }
  const compile = vi.fn(async (code: string) =>
    server.there ? { ok: true as const, style: { code, lines: [] } } : null,
  )
  let now: DraftState = { style: null, faults: [], waiting: 'compiling' }
  const stop = keepCompiled({ text, status }, compile, (change) => {
    now = change(now)
  })
  const rest = () => vi.advanceTimersByTimeAsync(400)
  const write = (next: string) => {
    source = next
    hear()
    return rest()
  }
  const become = (next: StyleSaveState['state']) => {
    status.setState({ state: next, kept: 0 })
    return rest()
  }
  return { server, compile, rest, write, become, stop, now: () => now }
}

test('what was typed is compiled once it rests', async () => {
  const { now, rest, write } = drafting('one')
  await rest()
  expect(now()).toEqual({ style: { code: 'one', lines: [] }, faults: [], waiting: null })
  await write('two')
  expect(now().style?.code).toBe('two')
})

test('a server that does not answer is no fault of the style, and is asked again once the connection is back', async () => {
  const { now, rest, server, become } = drafting('one')
  server.there = false
  await rest()
  expect(now()).toEqual({ style: null, faults: [], waiting: 'server' })
  await become('offline')
  server.there = true
  await become('saved')
  expect(now()).toMatchObject({ style: { code: 'one' }, faults: [], waiting: null })
})

test('a server that does not answer is asked again also while the connection stands', async () => {
  const { now, rest, server, compile } = drafting('one')
  server.there = false
  await rest()
  server.there = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect(now()).toMatchObject({ style: { code: 'one' }, waiting: null })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(compile).toHaveBeenCalledTimes(2)
})

test('an emptied file is told, and nothing of what it was is shown', async () => {
  const { now, rest, write, compile } = drafting('one')
  await rest()
  await write('  \n')
  const fault = { say: 'The file is empty.', line: null }
  expect(now()).toEqual({ style: null, faults: [fault], waiting: null })
  expect(compile).toHaveBeenCalledOnce()
  await write('two')
  expect(now()).toMatchObject({ style: { code: 'two' }, faults: [] })
})

test('a draft that has not come yet is no empty file; one that came empty is', async () => {
  const { now, rest, become } = drafting('', 'connecting')
  await rest()
  expect(now()).toEqual({ style: null, faults: [], waiting: 'compiling' })
  await become('saved')
  expect(now().faults).toMatchObject([{ say: 'The file is empty.' }])
})

test('what is not looked at any more is compiled no more', async () => {
  const { stop, write, become, compile } = drafting('one')
  stop()
  await write('two')
  await become('offline')
  expect(compile).not.toHaveBeenCalled()
})
