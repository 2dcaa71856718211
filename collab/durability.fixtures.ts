import { type ClipId, UserId, wordId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { yDoc } from './clip-doc/clip-doc.ts'
import { transcriptVersionOf } from './clip-doc/read-clip.ts'
import { cutWords } from './clip-doc/word-verbs.ts'
import { makeClip } from './clip-row.fixtures.ts'
import { type ClipConnection, connectClip } from './connect.ts'
import { startServer, type Where } from './server-process.fixtures.ts'

export type Tally = { kills: number; made: number; acknowledged: number; lost: number }

const PEOPLE = 4
const LOOKER = 80
/** A machine that does other things besides starts a server in many seconds. */
const PATIENCE_MS = 120_000

export const prepareClip = async (db: Db): Promise<ClipId> => (await makeClip(db)).clipId

/**
 * Kills a real server, again and again, while several people edit; each time a page that was not
 * there before looks whether everything that was acknowledged has come back.
 */
export async function killAndLook({
  where,
  clipId,
  kills,
  onKill = () => {},
}: {
  where: Where
  clipId: ClipId
  kills: number
  onKill?: (tally: Tally) => void
}): Promise<Tally> {
  const tally: Tally = { kills: 0, made: 0, acknowledged: 0, lost: 0 }
  const acknowledged = new Set<number>()
  for (; tally.kills < kills; tally.kills++) {
    const server = await startServer(where)
    await look(server.url, clipId, acknowledged, tally)
    const people = Array.from({ length: PEOPLE }, (_, i) => join(server.url, clipId, i))
    await Promise.all(people.map(({ arrived }) => arrived))
    // In the middle of it: some answered, some under way, some not sent yet.
    const enough = 10 + Math.random() * 40
    const answered = () => people.reduce((sum, person) => sum + person.acknowledged().length, 0)
    while (answered() < enough) {
      for (const person of people) if (Math.random() < 0.5) person.edit(tally.made++)
      await turn(4)
    }
    await server.kill()
    for (const person of people) {
      await person.disconnected()
      for (const edit of person.acknowledged()) acknowledged.add(edit)
      person.leave()
    }
    tally.acknowledged = acknowledged.size
    onKill({ ...tally, kills: tally.kills + 1 })
  }
  const server = await startServer(where)
  await look(server.url, clipId, acknowledged, tally)
  await server.kill()
  return tally
}

/** Somebody new opens the clip, before anybody who could bring back what is lost. */
async function look(url: string, clipId: ClipId, acknowledged: Set<number>, tally: Tally) {
  const fresh = join(url, clipId, LOOKER)
  await fresh.arrived
  for (const edit of acknowledged) {
    if (fresh.has(edit)) continue
    tally.lost++
    acknowledged.delete(edit)
  }
  fresh.leave()
}

/** One page. Every edit cuts a word that nobody else cuts, so each can be looked for by itself. */
function join(url: string, clipId: ClipId, number: number) {
  const userId = UserId.parse(`00000000-0000-4000-8000-0000000000${10 + number}`)
  const connection = connectClip({ clipId, url: `${url}?as=${userId}` })
  const { doc, status } = connection
  const edits: number[] = []
  const until = (reached: () => boolean) => waitFor(connection, reached)
  return {
    arrived: until(() => status.getState().state === 'saved' && transcriptVersionOf(doc) !== null),
    disconnected: () => until(() => status.getState().state === 'offline'),
    edit(word: number) {
      edits.push(word)
      cutWords(doc, [wordId(word)], { source: 'editor', userId })
    },
    has: (word: number) => yDoc(doc).getMap('words').get(`w${word}/x`) === true,
    // Answers come in the order of the edits: what is not outstanding is the first part.
    acknowledged: () => edits.slice(0, edits.length - connection.unsaved()),
    leave: () => connection.destroy(),
  }
}

function waitFor({ status }: ClipConnection, reached: () => boolean): Promise<void> {
  if (reached()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`still ${JSON.stringify(status.getState())} after two minutes`)),
      PATIENCE_MS,
    )
    const stop = status.subscribe(() => {
      if (!reached()) return
      clearTimeout(timer)
      stop()
      resolve()
    })
  })
}

const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
