import { expect, test } from 'vitest'
import { makeTranscript } from '#core/transcript.ts'
import { findSaid } from './said.ts'
import { freshDatabase } from './test-database.ts'
import { saveTranscript } from './transcripts.ts'
import { newPerson, newProject, newVideo } from './videos.fixtures.ts'

/** One segment a line, a second each, words evenly spread. */
const said = (...lines: string[]) =>
  makeTranscript(
    'en',
    lines.map((line, i) => {
      const words = line.split(' ')
      return {
        from: i * 1000,
        to: (i + 1) * 1000,
        speaker: null,
        words: words.map((text, w) => ({
          text,
          from: i * 1000 + (w * 1000) / words.length,
          to: i * 1000 + ((w + 1) * 1000) / words.length,
          confidence: null,
          timing: 'native' as const,
        })),
      }
    }),
  )

async function room() {
  const { db } = await freshDatabase()
  const ana = await newPerson(db)
  const project = await newProject(db, ana)
  const { workspaceId } = ana
  const find = (typed: string, who = ana.id) => findSaid(db, who, { workspaceId, typed, limit: 10 })
  return { db, ana, project, find }
}

test('words said in a video are found with their sentence and the time it begins', async () => {
  const { db, ana, project, find } = await room()
  const id = await newVideo(db, ana.id, project, { title: 'Deciding' })
  await saveTranscript(
    db,
    id,
    said('Well. I picked the loudest one. Yes', 'And then we left.'),
    'x',
  )

  const [found] = await find('loud')
  expect(found).toMatchObject({ total: 1, video: { id, title: 'Deciding' } })
  expect(found?.quotes[0]).toMatchObject({
    at: Math.round(1000 / 7),
    words: [
      { text: 'I', hit: false },
      { text: 'picked', hit: false },
      { text: 'the', hit: false },
      { text: 'loudest', hit: true },
      { text: 'one.', hit: false },
    ],
  })
})

test('the videos that say it most come first, with three places each', async () => {
  const { db, ana, project, find } = await room()
  const once = await newVideo(db, ana.id, project)
  const often = await newVideo(db, ana.id, project)
  await saveTranscript(db, once, said('Our pricing is fair.'), 'x')
  await saveTranscript(db, often, said(...Array.from({ length: 5 }, () => 'Pricing is hard.')), 'x')

  const found = await find('pricing')
  expect(found.map(({ video, total }) => [video.id, total])).toEqual([
    [often, 5],
    [once, 1],
  ])
  expect(found[0]?.quotes.map(({ at }) => at)).toEqual([0, 1000, 2000])
})

test('only the newest transcript is searched', async () => {
  const { db, ana, project, find } = await room()
  const id = await newVideo(db, ana.id, project)
  await saveTranscript(db, id, said('Wrong words entirely.'), 'x')
  await saveTranscript(db, id, said('The right ones.'), 'x')
  expect(await find('wrong')).toEqual([])
  expect(await find('right')).toHaveLength(1)
})

test('strangers, other projects and the trash are not searched', async () => {
  const { db, ana, project, find } = await room()
  const id = await newVideo(db, ana.id, project)
  const gone = await newVideo(db, ana.id, project, { deletedAt: new Date() })
  for (const video of [id, gone]) await saveTranscript(db, video, said('A secret word.'), 'x')
  const max = await newPerson(db, { name: 'Max' })
  const other = await newProject(db, ana, 'Other')

  expect((await find('secret')).map(({ video }) => video.id)).toEqual([id])
  expect(await find('secret', max.id)).toEqual([])
  const { workspaceId } = ana
  expect(
    await findSaid(db, ana.id, { workspaceId, projectId: other, typed: 'secret', limit: 5 }),
  ).toEqual([])
  expect(await find('   ')).toEqual([])
})
