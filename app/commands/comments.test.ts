import { expect, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { codeOf, makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import type { Message } from '../server/mail.ts'
import { createThrottle } from '../server/throttle.ts'
import {
  addComment,
  deleteComment,
  editComment,
  listComments,
  resolveComment,
} from './comments.server.ts'
import { createClip } from './create-clip.server.ts'
import { type ExportComments, exportComments } from './export-comments.server.ts'
import { listNotifications, readNotifications } from './notifications.server.ts'

async function room() {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  const sent: Message[] = []
  const as = (id: UserId) => ({
    db,
    mail: { send: (message: Message) => void sent.push(message) },
    siteUrl: () => 'http://clips.example',
    auth: { throttle: createThrottle() },
    ip: '10.0.0.1',
    user: { id, email: 'x@example.org', fullName: 'Ona Reyes', workspaceId: place.workspaceId },
  })
  const admin = await makePerson(db, 'Ada Quill', place.workspaceId, 'admin')
  const { clipId } = await createClip(as(place.owner), {
    ...{ videoId: place.videoId, suggestionId: place.suggestionId },
    ...{ style: 'punch', shape: '9:16' },
  })
  const people = {
    owner: as(place.owner),
    admin: as(admin),
    editor: as(place.editor),
    reviewer: as(place.reviewer),
    stranger: as(place.stranger),
  }
  const say = async (who: keyof typeof people, body: string, more = {}) =>
    (
      await addComment(people[who], {
        ...{ clipId, body, from: ms(1000), to: ms(2000), quote: 'these words' },
        ...more,
      })
    ).commentId
  return { db, clipId, people, say, sent, ids: place }
}

test('a reviewer says something of a stretch; an editor answers and resolves it; an answer opens it again', async () => {
  const { clipId, people, say, ids } = await room()
  const threadId = await say('reviewer', '  Could this be shorter? ')
  const { commentId } = await addComment(people.editor, { threadId, body: 'It is now.' })
  await resolveComment(people.editor, { commentId, resolved: true })
  expect(await listComments(people.reviewer, { clipId })).toEqual([
    {
      ...{ id: threadId, threadId: null, body: 'Could this be shorter?' },
      by: { id: ids.reviewer, name: expect.any(String), guest: false },
      ...{ drawing: null, mentions: [] },
      ...{ from: 1000, to: 2000, quote: 'these words', internal: false, editedAt: null },
      resolved: { at: expect.any(Date), by: expect.any(String) },
      createdAt: expect.any(Date),
    },
    expect.objectContaining({ id: commentId, threadId, body: 'It is now.', from: null }),
  ])
  // An answer to an answer is one to the thread, and opens it again.
  const answer = await addComment(people.reviewer, { threadId: commentId, body: 'Not yet.' })
  const [thread, , last] = await listComments(people.owner, { clipId })
  expect(thread?.resolved).toBeNull()
  expect(last).toMatchObject({ id: answer.commentId, threadId })
})

test('what is internal reviewers neither write nor see nor answer', async () => {
  const { clipId, people, say } = await room()
  const threadId = await say('editor', 'The client must not read this.', { internal: true })
  const { commentId } = await addComment(people.owner, { threadId, body: 'Right.' })
  expect(await listComments(people.reviewer, { clipId })).toEqual([])
  expect(await listComments(people.admin, { clipId })).toHaveLength(2)
  expect(await codeOf(say('reviewer', 'Mine', { internal: true }))).toBe('role.view-only')
  for (const id of [threadId, commentId]) {
    const answer = addComment(people.reviewer, { threadId: id, body: 'What?' })
    expect(await codeOf(answer)).toBe('comment.not-found')
  }
})

test('an author alone puts it in other words; the author, an admin and the owner take it away', async () => {
  const { clipId, people, say } = await room()
  const commentId = await say('reviewer', 'Shorter?')
  for (const who of ['owner', 'admin', 'editor'] as const) {
    const edit = editComment(people[who], { commentId, body: 'Longer!' })
    expect(await codeOf(edit)).toBe('comment.not-yours')
  }
  await editComment(people.reviewer, { commentId, body: 'Much shorter?' })
  const [now] = await listComments(people.owner, { clipId })
  expect(now).toMatchObject({ body: 'Much shorter?', editedAt: expect.any(Date) })

  expect(await codeOf(deleteComment(people.editor, { commentId }))).toBe('comment.not-yours')
  for (const who of ['reviewer', 'admin', 'owner'] as const) {
    const threadId = await say('reviewer', 'Again')
    await addComment(people.editor, { threadId, body: 'Hm.' })
    await deleteComment(people[who], { commentId: threadId })
  }
  expect(await listComments(people.owner, { clipId })).toHaveLength(1)
})

test('who asked may call it done, and every editor; another reviewer may not', async () => {
  const { db, people, say, ids } = await room()
  const commentId = await say('reviewer', 'Shorter?')
  const other = await makePerson(db, 'Ines Roth', ids.workspaceId, 'reviewer')
  const another = { ...people.reviewer, user: { ...people.reviewer.user, id: other } }
  expect(await codeOf(resolveComment(another, { commentId, resolved: true }))).toBe(
    'role.view-only',
  )
  for (const who of ['reviewer', 'editor', 'admin', 'owner'] as const) {
    await resolveComment(people[who], { commentId, resolved: true })
  }
})

test('strangers reach nothing, by any id', async () => {
  const { clipId, people, say } = await room()
  const commentId = await say('reviewer', 'Shorter?')
  const { stranger } = people
  expect(await codeOf(listComments(stranger, { clipId }))).toBe('clip.not-found')
  expect(await codeOf(say('stranger', 'Hello'))).toBe('clip.not-found')
  for (const attempt of [
    addComment(stranger, { threadId: commentId, body: 'Hello' }),
    editComment(stranger, { commentId, body: 'Hello' }),
    resolveComment(stranger, { commentId, resolved: true }),
    deleteComment(stranger, { commentId }),
  ]) {
    expect(await codeOf(attempt)).toBe('comment.not-found')
  }
})

test('who is named is told by mail and in their list; nobody is named who cannot see it', async () => {
  const { clipId, people, say, sent, ids } = await room()
  const mentions = [ids.reviewer, ids.editor]
  const id = await say('editor', '@Rae Lind, @Eli Moss: shorter?', { mentions })
  // Not oneself.
  expect(sent).toMatchObject([
    { to: 'rae.lind@example.org', subject: expect.stringContaining('mentioned you on “') },
  ])
  expect(sent[0]?.text).toContain(`http://clips.example/clips/${clipId}/review?comment=${id}`)
  expect(await listNotifications(people.reviewer)).toMatchObject({
    unread: 1,
    list: [{ kind: 'mention', commentId: id, readAt: null }],
  })
  expect(
    (await listComments(people.owner, { clipId }))[0]?.mentions.map(({ name }) => name),
  ).toEqual(['Rae Lind', 'Eli Moss'])
  for (const more of [{ mentions: [ids.stranger] }, { mentions: [ids.reviewer], internal: true }]) {
    expect(await codeOf(say('editor', 'psst', more))).toBe('mention.unknown')
  }
  const [message] = (await listNotifications(people.reviewer)).list
  const one = { id: message?.id as never }
  expect(await codeOf(readNotifications(people.owner, one))).toBe('notification.not-found')
  await readNotifications(people.reviewer, one)
  expect((await listNotifications(people.reviewer)).unread).toBe(0)
})

test('what was said leaves as a file; a reviewer’s has nothing internal in it', async () => {
  const { clipId, people, say } = await room()
  await say('editor', 'For all', { from: ms(400), to: ms(400) })
  await say('editor', 'Among us', { internal: true })
  const printPage = async (html: string) => Buffer.from(html)
  const file = (who: keyof typeof people, format: ExportComments['format'] = 'csv') =>
    exportComments({ ...people[who], printPage }, { clipId, format })
  const { name, type, content } = await file('reviewer')
  expect(name).toBe('We tried it twice comments.csv')
  expect(type).toBe('text/csv; charset=utf-8')
  expect(content).toContain('00:00:00:12,00:00:00:12,12,')
  expect(content).not.toContain('Among us')
  expect((await file('editor')).content).toContain('Among us')
  expect(await codeOf(file('stranger'))).toBe('clip.not-found')

  const printed = await file('reviewer', 'pdf')
  expect(printed).toMatchObject({
    name: 'We tried it twice comments.pdf',
    type: 'application/pdf',
  })
  const page = Buffer.from(printed.content).toString()
  expect(page).toContain('For all')
  expect(page).not.toContain('Among us')
})
