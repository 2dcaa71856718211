import { randomOf } from '#core/moments/talk.fixtures.ts'
import { makeTranscript, type Transcript } from '#core/transcript.ts'

/**
 * Dull talks, full of the very signs that a naive count falls for (questions, numbers, strong words
 * used flatly), with moments planted in them. The moments were written before anything was tuned,
 * in the words of many kinds of speaker; the search has never been fitted to them.
 */
type Subject = { things: string[]; people: string[]; places: string[] }

const subjects: Subject[] = [
  {
    things: [
      'parking permit',
      'zoning form',
      'drainage plan',
      'kerb',
      'street lamp',
      'bus shelter',
      'noise report',
      'culvert',
    ],
    people: ['the clerk', 'the surveyor', 'the contractor', 'the residents', 'the board'],
    places: ['Mill Lane', 'the annex', 'the depot', 'the north lot', 'the council room'],
  },
  {
    things: [
      'config file',
      'release branch',
      'log rotation',
      'index',
      'retry queue',
      'patch level',
      'changelog entry',
      'build flag',
    ],
    people: [
      'the maintainers',
      'the release team',
      'the packagers',
      'the reviewers',
      'the operators',
    ],
    places: [
      'the staging cluster',
      'the mirror',
      'the archive',
      'the test bench',
      'the second region',
    ],
  },
  {
    things: [
      'sediment core',
      'grain size',
      'field notebook',
      'sample bag',
      'sieve',
      'reference slide',
      'depth marker',
      'clay layer',
    ],
    people: [
      'the students',
      'the field crew',
      'the museum',
      'the lab assistants',
      'the second author',
    ],
    places: ['the estuary', 'the upper terrace', 'the core store', 'the east bank', 'station nine'],
  },
  {
    things: [
      'delivery slot',
      'pallet',
      'loading ramp',
      'invoice',
      'barcode',
      'shelf label',
      'return form',
      'stock count',
    ],
    people: ['the drivers', 'the night shift', 'the suppliers', 'the auditors', 'the shift lead'],
    places: ['the warehouse', 'aisle four', 'the cold room', 'gate two', 'the back office'],
  },
  {
    things: [
      'timetable',
      'reading list',
      'grade sheet',
      'seating plan',
      'lab manual',
      'syllabus',
      'exam room',
      'module code',
    ],
    people: [
      'the tutors',
      'the registrar',
      'the faculty office',
      'the second years',
      'the examiners',
    ],
    places: [
      'the main hall',
      'the library annex',
      'building C',
      'the seminar room',
      'the old wing',
    ],
  },
]

/** T a thing, U another, P people, L a place, N a number. */
const frames = [
  'The T goes to P before the U is filed at L.',
  'P checked the T, and after that they checked the U as well.',
  'Was the T on the list from L, or was it the U?',
  'There were N items about the T, and N of them were the same as last year.',
  'And the U is kept at L, next to the T.',
  'So P moved the T to L in the second week.',
  'The problem with the T is listed under point N, together with the U.',
  'In the table you see N rows for the T and N rows for the U.',
  'What is the number of the T at L?',
  'It is the same T that P used for the U.',
  'Everything about the U is in the annex, on page N.',
  'P always send the T first, and the U goes with the next batch from L.',
  'We have the T, the U, and a spare one for L.',
  'Nobody from P was at L when the T came in, so it was entered later.',
  'As I said, the T is N centimetres, give or take, and the U is a bit less.',
  'Then there is the U, which P count every N days.',
  'The best way to file the T is described in the guide that P sent around.',
  'How many of the T are there per U, does anybody have the figure?',
  'Regarding the U, P will look at it again at the meeting in L.',
  'You can find your T at L between N and N o’clock.',
  'The wrong T was noted at L, and P corrected the entry on the same day.',
  'That one is for the U, and the other one is for the T.',
  'Next we come to the T, item N, which is a short one.',
  'The T from L was N percent of the total, and the U made up the rest.',
  'P like the new U, as far as I know, because it fits the T.',
  'Okay, and the T stays where it is until P have the U.',
]

/** Each is a whole moment: it opens by itself, turns, and lands. */
export const unseenHooks: string[] = [
  'My grandmother could not read a single word until she was sixty one. She hid it from all of us with a pair of broken glasses. Every Sunday she asked me to read the paper because of those glasses. The day she told me the truth, we both sat on the kitchen floor and laughed. Shame is only heavy while you carry it alone.',
  'Almost all the advice you have heard about sleep comes from people who sell mattresses. I spent four years measuring tired nurses on night shifts. The ones who did best did one boring thing the same way each evening. They dimmed every light two hours before bed. It costs nothing, and it beat every pill we tried.',
  'Would you get on a plane if you knew the pilot had failed this test twice? I failed it twice. Both times I was too proud to ask for help in the simulator. My instructor leaned over and said that asking is part of flying. I have asked for help on every landing since.',
  'We burned eleven million dollars building a product that not one customer had requested. I signed every cheque. In the last board meeting an intern raised her hand and asked who it was for. The whole room went silent. That question would have saved the company, and it is now painted on our wall.',
  'The bravest thing I ever saw was a seven year old putting his hand up to say he did not understand. Thirty grown adults in that room were just as lost. Not one of us had dared. The teacher thanked him and started again from the beginning. Understanding starts where pretending stops.',
  'I used to think that talent was rare until I ran an orchestra inside a prison. Of forty men, thirty had never touched an instrument. Six months later they played Schubert, and their guards wept. Talent is everywhere. The door to it is what is rare.',
  'Your phone is not addictive because it is clever, it is addictive because you are lonely. I designed those red badges myself. We tested nineteen shades, and we kept the one that made hearts beat faster. I am not proud of it. Turn them off tonight and notice who you miss.',
  'Three weeks after the fire I found my wedding ring in the ashes of the barn. It had melted into the shape of a tear. My husband wanted to throw it away. I wear it every single day, because it is the only honest piece of jewellery I own.',
  'Nobody starves because there is too little food in the world. They starve because of roads. I drove a truck of rice for nine days to cross a distance you can see across from a hill. A third of it rotted under the tarpaulin. Build the road, and the hunger ends by itself.',
  'When the doctor said the word, I heard absolutely nothing after it. My son was four months old. I remember counting the tiles on the wall, there were two hundred and six. A cleaner stopped her cart, sat down beside me and held my hand for an hour. I never learned her name, and she saved my life.',
  'Here is what they never teach in business school. The customer who shouts at you is the one who still cares. The dangerous one is polite, pays the bill and never comes back. I lost forty polite customers before I understood. So now I send flowers to the ones who shout.',
  'Imagine you could ask only one question before hiring somebody for the rest of your life. Mine is, tell me about a time you changed your mind. Half the people cannot think of one. The other half light up. Hire the ones who light up, and you will never manage anybody again.',
  'The cure was sitting in a drawer for twenty two years. A young chemist had written it down, and her professor had laughed. She became a school teacher and forgot about it. When we found the note, we called her first. She said that she had always known, and then she hung up and cried.',
  'Stop telling your children that they are clever. We followed two groups of pupils for a decade. The ones praised for being clever gave up at the first hard problem. The ones praised for trying kept going until the lights were switched off. One word makes the difference between a wall and a ladder.',
  'I stole from my own brother, and I told everyone it was an investment. He never raised his voice. He just stopped saving me a chair at dinner. It took me eleven years to pay it back. On the day I did, there was a chair.',
  'What if the thing you are most afraid of has already happened? Mine had. The company was dead, the house was sold, and my wife had left. I woke up the next morning and the sun was out and I was hungry. That is how I learned that you survive your own life.',
  'A shark has never hurt me, but a spreadsheet nearly killed four divers. One cell had minutes where it should have had metres. We surfaced them thirty metres too early. All four lived, by luck and nothing else. Since then no number leaves my boat without its unit.',
  'Everybody told me that the desert could not grow a tree. I planted nine hundred, and eight hundred and ninety nine died. So I sat with the one that lived for a whole summer to see what was different. Its roots were in the shade of a stone. Today there are two million trees, and every one of them has a stone.',
  'The most expensive sentence in engineering is, we have always done it that way. I heard it on the morning of the explosion. Two people I loved were standing by that valve. I have it printed on a card, and I read it before every single meeting. If you ever catch yourself saying it, please go home.',
  'My first film was so terrible that the projectionist apologised to the audience. I slept in my car behind that cinema and I wanted to die. At six in the morning he knocked on the window with two coffees. He said the last four minutes were the best he had ever shown. I built a career out of those four minutes.',
]

export type MadeUpTalk = {
  transcript: Transcript
  /** When the planted moments are said, ms. */
  planted: { from: number; to: number }[]
  /** When the subject changes, ms. */
  changes: number[]
}

/** A dull talk of some `sentences`, on a few subjects one after another, with moments planted in it. */
export function madeUpTalk(seed: number, sentences: number, hooks: readonly string[]): MadeUpTalk {
  const random = randomOf(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const order = [...subjects].sort(() => random() - 0.5)
  const names = ['Ana', 'Ben', 'Cleo'].slice(0, 1 + Math.floor(random() * 3))
  const plantAt = new Map(
    hooks.map((hook, i) => [
      Math.floor(((i + 0.3 + random() * 0.4) / hooks.length) * sentences),
      hook,
    ]),
  )
  const turns: { speaker: string; text: string; subject: number; planted: boolean }[] = []
  let speaker = pick(names)
  let said: string[] = []
  let subject = 0
  const close = () => {
    if (said.length > 0) turns.push({ speaker, text: said.join(' '), subject, planted: false })
    said = []
  }
  for (let i = 0; i < sentences; i++) {
    const now = Math.floor((i / sentences) * order.length)
    const hook = plantAt.get(i)
    if (now !== subject || hook) close()
    subject = now
    if (hook) turns.push({ speaker, text: hook, subject, planted: true })
    said.push(sentenceOf(order[subject] as Subject))
    if (random() < 0.25) {
      close()
      if (random() < 0.7) speaker = pick(names)
    }
  }
  close()
  return spoken(turns, 300 + Math.floor(random() * 120))

  function sentenceOf({ things, people, places }: Subject): string {
    const thing = pick(things)
    const other = pick(things.filter((one) => one !== thing))
    const text = pick(frames).replace(/\b[TUPLN]\b/g, (slot) => {
      if (slot === 'T') return thing
      if (slot === 'U') return other
      if (slot === 'N') return String(2 + Math.floor(random() * 90))
      return slot === 'P' ? pick(people) : pick(places)
    })
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
}

function spoken(
  turns: readonly { speaker: string; text: string; subject: number; planted: boolean }[],
  msPerWord: number,
): MadeUpTalk {
  const planted: MadeUpTalk['planted'] = []
  const changes: number[] = []
  let clock = 800
  const heard = turns.map(({ speaker, text, subject, planted: isPlanted }, i) => {
    const from = clock
    if (i > 0 && turns[i - 1]?.subject !== subject) changes.push(from)
    const words = text.split(' ').map((word) => {
      const start = clock
      clock += msPerWord
      const end = clock - 20
      if (/[.!?]$/.test(word)) clock += 240
      return { text: word, from: start, to: end, confidence: null, timing: 'native' as const }
    })
    if (isPlanted) planted.push({ from, to: words.at(-1)?.to ?? clock })
    return { from, to: clock, speaker, words }
  })
  return { transcript: makeTranscript('en', heard), planted, changes }
}
