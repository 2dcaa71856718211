import { expect, test } from 'vitest'
import { SuggestionId } from '#core/ids.ts'
import { createPlayer, type Media } from './player.ts'

/** A media element as browsers have it, whose time is moved by the test. */
class Film extends EventTarget {
  paused = true
  muted = false
  volume = 1
  duration = 100
  #at = 0
  get currentTime() {
    return this.#at
  }
  set currentTime(at: number) {
    this.#at = at
    this.say('seeked')
  }
  async play() {
    this.paused = false
    this.say('play')
  }
  pause() {
    this.paused = true
    this.say('pause')
  }
  /** Time passes. */
  run(to: number) {
    this.#at = to
    this.say('timeupdate')
  }
  say(name: string) {
    this.dispatchEvent(new Event(name))
  }
}

function room({ attached = true } = {}) {
  // No frame ever comes, as in a page nobody sees.
  const player = createPlayer(
    () => 100_000,
    () => {},
  )
  const film = new Film()
  const attach = () => player.attach(film as unknown as Media)
  if (attached) attach()
  return { player, film, attach }
}
const stretch = (from: number, to: number) => ({
  id: SuggestionId.parse(crypto.randomUUID()),
  from,
  to,
})

test('the playhead follows the film', () => {
  const { player, film } = room()
  player.play()
  film.run(12.5)
  expect(player.playhead.get()).toBe(12_500)
  expect(player.state.getState().playing).toBe(true)
})

test('going somewhere stays inside the video', () => {
  const { player, film } = room()
  player.seek(500_000)
  expect(film.currentTime).toBe(100)
  player.nudge(-200_000)
  expect(film.currentTime).toBe(0)
})

test('a preview plays from its start and stops at its end', () => {
  const { player, film } = room()
  const moment = stretch(20_000, 30_000)
  player.preview(moment)
  expect([film.currentTime, film.paused]).toEqual([20, false])
  film.run(29)
  expect(player.state.getState().preview).toEqual(moment)
  film.run(30.1)
  expect([film.paused, film.currentTime]).toEqual([true, 30])
  expect(player.state.getState().preview).toBeNull()
})

test('a preview pauses and goes on where it was', () => {
  const { player, film } = room()
  const moment = stretch(20_000, 30_000)
  player.preview(moment)
  film.run(25)
  player.preview(moment)
  expect(film.paused).toBe(true)
  player.preview(moment)
  expect([film.paused, film.currentTime]).toEqual([false, 25])
})

test('a preview in pieces plays them in their order and skips what lies between', () => {
  const { player, film } = room()
  const pieces = [
    { from: 28_000, to: 30_000 },
    { from: 20_000, to: 22_000 },
    { from: 26_000, to: 30_000 },
  ]
  player.preview({ ...stretch(20_000, 30_000), pieces })
  expect(film.currentTime).toBe(28)
  film.run(30)
  expect([film.paused, film.currentTime]).toEqual([false, 20])
  film.run(22.1)
  expect(film.currentTime).toBe(26)
  film.run(30.1)
  expect([film.paused, film.currentTime]).toEqual([true, 30])
})

test('going elsewhere ends a preview', () => {
  const { player, film } = room()
  player.preview(stretch(20_000, 30_000))
  player.seek(50_000)
  film.run(60)
  expect(film.paused).toBe(false)
  expect(player.state.getState().preview).toBeNull()
})

test('playing at the very end begins again', () => {
  const { player, film } = room()
  player.seek(100_000)
  player.play()
  expect(film.currentTime).toBe(0)
})

test('where it was sent before there was a film is where it begins', () => {
  const { player, film, attach } = room({ attached: false })
  player.seek(42_000)
  attach()
  expect(film.currentTime).toBe(42)
})

test('what was silenced to nothing is heard again when the sound is switched on', () => {
  const { player, film } = room()
  player.setVolume(0)
  expect(film.muted).toBe(true)
  player.toggleMuted()
  expect([film.muted, film.volume]).toEqual([false, 0.5])
})
