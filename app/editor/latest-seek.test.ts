import type { PlayerRef } from '@remotion/player'
import { describe, expect, test } from 'vitest'
import { latestSeek } from './latest-seek.ts'

/** A player that notes where it was sent, with one video that seeks until told otherwise. */
function stage() {
  const video = { seeking: false }
  const shown: number[] = []
  const player = {
    seekTo(frame: number) {
      shown.push(frame)
      video.seeking = true
    },
    getContainerNode: () => ({ querySelectorAll: () => [video] }),
  } as unknown as PlayerRef
  let due: (() => void)[] = []
  let now = 0
  const seek = latestSeek(
    (run) => void due.push(run),
    () => now,
  )
  return {
    seek,
    shown,
    to: (frame: number) => seek.to(player, frame),
    arrives: () => {
      video.seeking = false
    },
    frame: (ms = 16) => {
      now += ms
      const run = due
      due = []
      for (const one of run) one()
    },
  }
}

describe('of many places asked for', () => {
  test('the first is gone to at once', () => {
    const { to, shown } = stage()
    to(10)
    expect(shown).toEqual([10])
  })

  test('those overtaken before the picture was there are left out', () => {
    const { to, shown, frame, arrives, seek } = stage()
    for (const at of [10, 11, 12]) to(at)
    frame()
    to(13)
    frame()
    expect(shown).toEqual([10])
    expect(seek.ahead()).toBe(true)
    arrives()
    frame()
    expect(shown).toEqual([10, 13])
    expect(seek.ahead()).toBe(false)
  })

  test('no two are gone to within one frame', () => {
    const { to, shown, frame, arrives } = stage()
    to(10)
    arrives()
    to(11)
    expect(shown).toEqual([10])
    frame()
    expect(shown).toEqual([10, 11])
  })

  test('the last is reached though the picture never arrives', () => {
    const { to, shown, frame } = stage()
    to(10)
    to(20)
    for (let i = 0; i < 30; i++) frame()
    expect(shown).toEqual([10, 20])
  })

  test('one that is alone after a rest waits for no frame', () => {
    const { to, shown, frame, arrives } = stage()
    to(10)
    arrives()
    frame()
    frame()
    to(11)
    expect(shown).toEqual([10, 11])
  })

  test('playing goes there first', () => {
    const { to, shown, seek } = stage()
    to(10)
    to(20)
    seek.now()
    expect(shown).toEqual([10, 20])
  })
})
