import { expect, test } from 'vitest'
import { ProjectId, VideoId } from '#core/ids.ts'
import { type Transfer, type TransferEvents, type UploadItem, uploadQueue } from './upload-queue.ts'

const project = ProjectId.parse('00000000-0000-4000-8000-000000000001')
const video = VideoId.parse('00000000-0000-4000-8000-000000000002')

/** A file that only has a size: nothing here reads its bytes. */
const file = (name: string, size = 1000) =>
  Object.defineProperty(new File([], name, { lastModified: 1 }), 'size', { value: size })

/** A queue, its transfers by file name, and a clock that goes when told. */
function room() {
  const lines: string[] = []
  const events = new Map<string, TransferEvents>()
  let clock = 0
  let timers: { at: number; run: () => void }[] = []
  const queue = uploadQueue({
    open(file, _options, heard): Transfer {
      events.set(file.name, heard)
      return {
        start: () => lines.push(`start ${file.name}`),
        pause: () => lines.push(`pause ${file.name}`),
        discard: async () => void lines.push(`discard ${file.name}`),
      }
    },
    now: () => clock,
    later(ms, run) {
      const timer = { at: clock + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  })
  const of = (name: string) =>
    queue.store.getState().items.find(({ filename }) => filename === name) as UploadItem
  return {
    queue,
    lines,
    of,
    states: () => queue.store.getState().items.map(({ state }) => state),
    heard: (name: string) => events.get(name) as TransferEvents,
    pass(ms: number) {
      clock += ms
      const due = timers.filter(({ at }) => at <= clock)
      timers = timers.filter(({ at }) => at > clock)
      for (const { run } of due) run()
    },
  }
}

test('two files are sent at a time, the next begins when one is done', () => {
  const { queue, states, heard, lines } = room()
  queue.add([file('a'), file('b'), file('c')], project)
  expect(states()).toEqual(['sending', 'sending', 'queued'])
  heard('a').onDone()
  expect(states()).toEqual(['done', 'sending', 'sending'])
  expect(lines).toEqual(['start a', 'start b', 'start c'])
})

test('an empty or too large file is refused before anything is sent', () => {
  const { queue, of, lines } = room()
  queue.add([file('empty', 0), file('huge', 11 * 1024 ** 3), file('fine')], project)
  expect(of('empty')).toMatchObject({
    state: 'refused',
    say: 'This file is empty. Choose another one.',
  })
  expect(of('huge')).toMatchObject({ state: 'refused', say: 'Files may be up to 10 GB.' })
  expect(lines).toEqual(['start fine'])
})

test('the same file is not taken twice while it is on its way', () => {
  const { queue, heard } = room()
  expect(queue.add([file('a'), file('a')], project)).toEqual({ already: ['a'] })
  heard('a').onDone()
  expect(queue.add([file('a')], project)).toEqual({ already: [] })
})

test('progress carries speed and time left, and knows its video', () => {
  const { queue, of, heard, pass } = room()
  queue.add([file('a', 10_000)], project)
  heard('a').onVideo(video)
  for (const sent of [0, 1000, 2000, 3000]) {
    heard('a').onSent(sent)
    pass(1000)
  }
  expect(of('a')).toMatchObject({ videoId: video, sent: 3000, speed: 1000, etaMs: 7000 })
})

test('a paused file lets the next one go, and waits for its turn again', () => {
  const { queue, of, states, lines } = room()
  queue.add([file('a'), file('b'), file('c')], project)
  queue.pause(of('a').key)
  expect(states()).toEqual(['paused', 'sending', 'sending'])
  queue.resume(of('a').key)
  expect(states()).toEqual(['queued', 'sending', 'sending'])
  queue.pause(of('b').key)
  expect(states()).toEqual(['sending', 'paused', 'sending'])
  expect(lines).toEqual(['start a', 'start b', 'pause a', 'start c', 'pause b', 'start a'])
})

test('while the server is away it is tried again, ever less often, until it answers', () => {
  const { queue, of, heard, pass, lines } = room()
  queue.add([file('a')], project)
  const away = () => heard('a').onTrouble({ say: 'The server is away.', lasting: false })
  away()
  expect(of('a')).toMatchObject({ state: 'waiting', say: 'The server is away.' })
  pass(1000)
  expect(of('a').state).toBe('sending')
  away()
  pass(1000)
  expect(of('a').state).toBe('waiting')
  pass(1000)
  expect(of('a').state).toBe('sending')
  // Bytes arrived: the next absence is a new one.
  heard('a').onSent(500)
  away()
  pass(1000)
  expect(of('a').state).toBe('sending')
  expect(lines.filter((line) => line === 'start a')).toHaveLength(4)
})

test('when the network is back nothing waits any longer', () => {
  const { queue, of, heard, pass, lines } = room()
  queue.add([file('a')], project)
  heard('a').onTrouble({ say: 'away', lasting: false })
  queue.wake()
  expect(of('a').state).toBe('sending')
  pass(60_000)
  expect(lines).toEqual(['start a', 'start a'])
})

test('a refusal by the server is said and not tried again', () => {
  const { queue, of, heard, pass, states } = room()
  queue.add([file('a'), file('b'), file('c')], project)
  heard('a').onTrouble({ say: 'This project no longer exists.', lasting: true })
  pass(60_000)
  expect(of('a')).toMatchObject({ state: 'refused', say: 'This project no longer exists.' })
  expect(states()).toEqual(['refused', 'sending', 'sending'])
})

test('a cancelled file is thrown away on the server too, and what it still says is not heard', async () => {
  const { queue, heard, lines, states } = room()
  queue.add([file('a'), file('b')], project)
  const [first] = queue.store.getState().items
  await queue.cancel(first?.key ?? '')
  heard('a').onSent(900)
  heard('a').onTrouble({ say: 'late', lasting: false })
  expect(states()).toEqual(['sending'])
  expect(lines).toEqual(['start a', 'start b', 'discard a'])
})

test('a pause while waiting stays a pause', () => {
  const { queue, of, heard, pass } = room()
  queue.add([file('a')], project)
  heard('a').onTrouble({ say: 'away', lasting: false })
  queue.pause(of('a').key)
  pass(60_000)
  expect(of('a').state).toBe('paused')
})
