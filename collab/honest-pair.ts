/** Two people who edit one clip and mind their own business, alone in a process. */
import { answerAs } from './child-process.fixtures.ts'
import { RawClient } from './raw-client.fixtures.ts'

/** Ms between two edits of the two together. */
const EVERY_MS = 12
/** Words they cut and put back, so that the clip stays as long as clips are. */
const WORDS = 400

let people: RawClient[] = []
let edits = 0
let took: number[] = []

answerAs({
  async open(urls: string[], name: string, token = '') {
    people = urls.map((url) => new RawClient(url, 'hocuspocus', name, true, token))
    await Promise.all(people.map(({ synced }) => synced))
    setInterval(() => {
      const one = people[edits % people.length] as RawClient
      const word = edits % WORDS
      one.edit('words', `w${word}/x`, Math.floor(edits++ / WORDS) % 2 === 0).then(
        (ms) => took.push(ms),
        () => {},
      )
    }, EVERY_MS)
  },
  /** The 95th percentile of what acknowledgements took since this was last asked, ms. */
  p95() {
    const sorted = took.sort((a, b) => a - b)
    took = []
    return sorted[Math.floor(sorted.length * 0.95)]
  },
  isOpen: () => people.every(({ isOpen }) => isOpen),
  /** Whether both have the same. */
  agree: () => {
    const [one, other] = people.map(({ doc }) => doc.getMap('words').size)
    return one === other && one !== undefined && one > 0
  },
  showPlayhead: (playhead: number) => people[0]?.presence({ playhead }),
  clientID: () => people[0]?.doc.clientID,
})
