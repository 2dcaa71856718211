import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from './test-database.ts'

test('several channels are listened to at once, each statement after the other', async () => {
  const database = await freshDatabase()
  const warnings: string[] = []
  const warned = (warning: Error) => void warnings.push(warning.message)
  process.on('warning', warned)
  onTestFinished(() => void process.off('warning', warned))

  const heard: string[] = []
  const all = new Promise<void>((resolve) => {
    const take = (channel: string) => (payload: string) => {
      if (heard.push(`${channel} ${payload}`) === 3) resolve()
    }
    void Promise.all(
      ['one', 'two', 'two'].map((channel) => database.listen(channel, take(channel))),
    ).then(() => database.db.execute("select pg_notify('one', 'a'), pg_notify('two', 'b')"))
  })
  await all
  expect(heard.sort()).toEqual(['one a', 'two b', 'two b'])
  // The driver tells of statements on top of each other once, and will refuse them one day.
  expect(warnings).toEqual([])
})
