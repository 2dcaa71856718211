import { eq } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { cutWords } from '#collab/clip-doc/word-verbs.ts'
import type { ClipId, UserId } from '#core/ids.ts'
import { wordId } from '#core/ids.ts'
import { makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { users } from '#db/schema/accounts.ts'
import { freshDatabase } from '#db/test-database.ts'
import { openQueue } from '#pipeline/queue.ts'
import { createAuth } from '../server/auth.ts'
import { openChangeFeed } from '../server/change-feed.ts'
import { readConfig } from '../server/config.ts'
import type { Message } from '../server/mail.ts'
import { createClip } from './create-clip.server.ts'
import { enterLink } from './enter-link.server.ts'
import { type MakeReviewLink, makeReviewLink } from './review-links.server.ts'

/** A workspace with a clip, people of each role, and what commands about reviews work with. */
export async function reviewRoom() {
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const changes = await openChangeFeed(database, (error) => {
    throw error
  })
  onTestFinished(() => changes.close())
  const place = await makeStudio(db)
  const admin = await makePerson(db, 'Ada Quill', place.workspaceId, 'admin')
  const sent: Message[] = []
  const world = {
    ...{ db, queue, changes, ip: '10.0.0.1' },
    auth: createAuth(db, { secureCookies: false }),
    config: readConfig({}),
    mail: { send: (message: Message) => void sent.push(message) },
    siteUrl: () => 'http://clips.example',
    collab: { disconnect() {}, edit: editStored(db), settleVersions: async () => {} },
  }
  const member = async (id: UserId) => {
    const [row] = await db.select().from(users).where(eq(users.id, id))
    const { email = '', fullName = '' } = row ?? {}
    return { ...world, user: { id, email, fullName, workspaceId: place.workspaceId } }
  }
  const people = {
    owner: await member(place.owner),
    admin: await member(admin),
    editor: await member(place.editor),
    reviewer: await member(place.reviewer),
    stranger: await member(place.stranger),
  }
  const newClip = async () =>
    (
      await createClip(people.owner, {
        ...{ videoId: place.videoId, from: 0, to: 3_200, title: 'A clip' },
        ...{ style: 'punch', shape: '9:16' },
      } as Parameters<typeof createClip>[1])
    ).clipId
  /** Cuts a word of the talk, by its number. */
  const cut = (clipId: ClipId, index: number) =>
    world.collab.edit(clipId, (doc) =>
      cutWords(doc, [wordId(index)], { source: 'pipeline', job: 'a test' }),
    )
  /** A link, and the token in its address. */
  const newLink = async (clipId: ClipId, more: Partial<MakeReviewLink> = {}) => {
    const { link, linkId } = await makeReviewLink(people.editor, { clipId, ...more })
    return { token: link.split('/r/')[1] ?? '', linkId }
  }
  /** A browser that gave a name on a link. */
  const guest = async (token: string, name = 'Elin', password = '') => {
    const { cookie } = await enterLink(world, { token, name, password })
    return { ...world, cookies: cookie.split(';')[0] ?? '' }
  }
  return { db, world, place, people, sent, clipId: await newClip(), newClip, cut, newLink, guest }
}
