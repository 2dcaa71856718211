import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ms } from '#core/time.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { reviewGuests, reviewLinks } from '#db/schema/review.ts'
import { addComment, listComments } from './comments.server.ts'
import { deleteClip } from './delete-clip.server.ts'
import { enterLink, lookAtLink } from './enter-link.server.ts'
import {
  addGuestComment,
  decideAsGuest,
  deleteGuestComment,
  editGuestComment,
  listGuestComments,
  watchAsGuest,
} from './guest-review.server.ts'
import { listNotifications } from './notifications.server.ts'
import { openReview, openReviewAsGuest, styleOfLink, videoOfLink } from './open-review.server.ts'
import { reviewRoom } from './review.fixtures.ts'
import { listReviewLinks, listReviewViews, revokeReviewLink } from './review-links.server.ts'
import { sendForReview } from './send-for-review.server.ts'
import { pinStyle } from './set-style.server.ts'
import { makeStyle, publishStyle } from './written-styles.server.ts'

const at = (from: number) => ({ from: ms(from), to: ms(from), quote: null })

test('a guest gives a name, sees what was sent, says something and approves it', async () => {
  const { db, clipId, people, newLink, guest, cut } = await reviewRoom()
  await cut(clipId, 1)
  const { token, linkId } = await newLink(clipId, { label: 'Halden' })
  const elin = await guest(token)
  const review = await openReviewAsGuest(elin, token, {})
  expect(review).toMatchObject({
    clip: { id: clipId, title: 'A clip' },
    me: { name: 'Elin', guest: true },
    may: { comment: true, decide: true, resolve: false, edit: false, manage: false },
    version: { number: 1, name: 'For review' },
    video: { picture: { src: `/media/review/${linkId}/video` } },
    ...{ download: null, members: [] },
  })
  // What was cut is not said, and captions break where they did.
  expect(review.project.words.map(({ text }) => text).slice(0, 4)).toEqual([
    'We',
    'xxxxx',
    'it',
    'twice.',
  ])

  const { commentId } = await addGuestComment(elin, token, { body: 'Lower?', ...at(900) })
  expect(await listComments(people.editor, { clipId })).toMatchObject([
    { id: commentId, body: 'Lower?', by: { name: 'Elin', guest: true }, from: 900 },
  ])
  const versionId = review.version?.id as never
  await decideAsGuest(elin, token, { versionId, verdict: 'approved', note: 'Lovely' })
  expect((await openReview(people.editor, { clipId })).approval).toMatchObject({
    state: 'approved',
    verdicts: [{ by: { name: 'Elin', guest: true }, verdict: 'approved', note: 'Lovely' }],
  })
  expect((await listNotifications(people.editor)).list).toMatchObject([
    { kind: 'approved', byName: 'Elin' },
  ])
  expect(await listReviewLinks(people.editor, { clipId })).toMatchObject([
    { id: linkId, label: 'Halden', guests: 1, lastViewAt: expect.any(Date), by: 'Eli Moss' },
  ])
  expect(await listReviewViews(people.editor, { linkId })).toMatchObject([{ name: 'Elin' }])
  // What opens a link or makes a guest is not in the database.
  const [link] = await db.select().from(reviewLinks)
  const [row] = await db.select().from(reviewGuests)
  const kept = JSON.stringify([link, row])
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(elin.cookies.split('=')[1])
})

test('internal comments never reach a guest, by no id', async () => {
  const { clipId, people, newLink, guest } = await reviewRoom()
  const { token } = await newLink(clipId)
  const elin = await guest(token)
  const { commentId } = await addComment(people.editor, {
    ...{ clipId, body: 'The client must not read this', internal: true },
    ...at(0),
  })
  const answer = await addComment(people.owner, { threadId: commentId, body: 'Nor this' })
  await addComment(people.owner, { clipId, body: 'This they may', ...at(0) })
  expect((await listGuestComments(elin, token)).map(({ body }) => body)).toEqual(['This they may'])
  for (const id of [commentId, answer.commentId]) {
    const body = 'x'
    expect(await codeOf(addGuestComment(elin, token, { threadId: id, body }))).toBe(
      'comment.not-found',
    )
    expect(await codeOf(editGuestComment(elin, token, { commentId: id, body }))).toBe(
      'comment.not-found',
    )
    expect(await codeOf(deleteGuestComment(elin, token, { commentId: id }))).toBe(
      'comment.not-found',
    )
  }
})

test('a guest of one link reaches nothing of another, and nobody without a name reaches anything', async () => {
  const { world, clipId, people, newClip, newLink, guest } = await reviewRoom()
  const other = await newClip()
  const [mine, theirs, same] = [await newLink(clipId), await newLink(other), await newLink(clipId)]
  const elin = await guest(mine.token)
  const foreign = await guest(theirs.token, 'Somebody')
  const { commentId } = await addGuestComment(foreign, theirs.token, { body: 'Theirs', ...at(0) })
  const own = await addComment(people.editor, { clipId, body: 'Ours', ...at(0) })

  for (const token of [theirs.token, same.token]) {
    expect(await codeOf(openReviewAsGuest(elin, token, {}))).toBe('guest.unknown')
    expect(await codeOf(listGuestComments(elin, token))).toBe('guest.unknown')
    expect(await codeOf(watchAsGuest(elin, token).next())).toBe('guest.unknown')
  }
  for (const { linkId } of [theirs, same]) {
    expect(await codeOf(videoOfLink(elin, linkId))).toBe('guest.unknown')
  }
  // Their own proof beside the other link's token, and the other way round.
  expect(await codeOf(deleteGuestComment(elin, mine.token, { commentId }))).toBe(
    'comment.not-found',
  )
  expect(await codeOf(deleteGuestComment(elin, theirs.token, { commentId }))).toBe('guest.unknown')
  expect(await codeOf(addGuestComment(elin, same.token, { body: 'x', ...at(0) }))).toBe(
    'guest.unknown',
  )
  const body = 'x'
  expect(await codeOf(addGuestComment(elin, mine.token, { threadId: commentId, body }))).toBe(
    'comment.not-found',
  )
  expect(await codeOf(editGuestComment(elin, mine.token, { commentId, body }))).toBe(
    'comment.not-found',
  )
  expect(await codeOf(editGuestComment(elin, mine.token, { commentId: own.commentId, body }))).toBe(
    'comment.not-yours',
  )
  // A version of another clip, or one of this clip that was never sent.
  const versionId = (await sendForReview(people.editor, { clipId: other })).versionId
  expect(await codeOf(openReviewAsGuest(elin, mine.token, { version: versionId }))).toBe(
    'version.not-found',
  )
  expect(await codeOf(decideAsGuest(elin, mine.token, { versionId, verdict: 'approved' }))).toBe(
    'review.superseded',
  )

  const nobody = { ...world, cookies: '' }
  expect(await codeOf(openReviewAsGuest(nobody, mine.token, {}))).toBe('guest.unknown')
  expect(await codeOf(videoOfLink(nobody, mine.linkId))).toBe('guest.unknown')
  expect(await codeOf(openReviewAsGuest(elin, 'a'.repeat(43), {}))).toBe('link.ended')
})

test('a link lets do what it says and no more', async () => {
  const { clipId, newLink, guest } = await reviewRoom()
  const { token } = await newLink(clipId, { mayComment: false, mayApprove: false })
  const elin = await guest(token)
  const { may, version } = await openReviewAsGuest(elin, token, {})
  expect(may).toMatchObject({ comment: false, decide: false })
  expect(await codeOf(addGuestComment(elin, token, { body: 'x', ...at(0) }))).toBe('guest.may-not')
  expect(
    await codeOf(
      decideAsGuest(elin, token, { versionId: version?.id as never, verdict: 'approved' }),
    ),
  ).toBe('guest.may-not')
})

test('behind a password nothing is told before it is given, and guessing is slowed down', async () => {
  const { world, clipId, newLink, guest } = await reviewRoom()
  const { token } = await newLink(clipId, { password: 'quiet one' })
  const nobody = { ...world, cookies: '' }
  expect(await lookAtLink(nobody, token)).toEqual({
    ...{ known: false, hasPassword: true, title: null, from: null },
  })
  const open = await newLink(clipId)
  expect(await lookAtLink(nobody, open.token)).toEqual({
    ...{ known: false, hasPassword: false, title: 'A clip', from: 'Studio' },
  })
  const guess = (password: string) => codeOf(enterLink(world, { token, name: 'Elin', password }))
  expect(await guess('')).toBe('link.wrong-password')
  expect(await guess('quiet one')).toBeNull()
  for (let i = 0; i < 8; i++) expect(await guess(`guess ${i}`)).toBe('link.wrong-password')
  expect(await guess('quiet one')).toBe('auth.too-many')
  // Another place, and another link, are not in the way of it.
  const elsewhere = { ...world, ip: '10.0.0.2' }
  expect(
    await codeOf(enterLink(elsewhere, { token, name: 'Ola', password: 'quiet one' })),
  ).toBeNull()
  await guest(open.token)
})

test('an ended link, one whose time is over, and one of a deleted clip open nothing', async () => {
  const { db, clipId, people, newLink, guest } = await reviewRoom()
  const [a, b, c] = [await newLink(clipId), await newLink(clipId), await newLink(clipId)]
  const [elin, ola, tom] = [await guest(a.token), await guest(b.token), await guest(c.token)]
  await revokeReviewLink(people.editor, { linkId: a.linkId })
  await db
    .update(reviewLinks)
    .set({ expiresAt: new Date(Date.now() - 1) })
    .where(eq(reviewLinks.id, b.linkId))
  for (const [who, { token, linkId }] of [
    [elin, a],
    [ola, b],
  ] as const) {
    expect(await codeOf(openReviewAsGuest(who, token, {}))).toBe('link.ended')
    expect(await codeOf(addGuestComment(who, token, { body: 'x', ...at(0) }))).toBe('link.ended')
    expect(await codeOf(videoOfLink(who, linkId))).toBe('link.ended')
    expect(await codeOf(lookAtLink(who, token))).toBe('link.ended')
  }
  await openReviewAsGuest(tom, c.token, {})
  await deleteClip(people.owner, { clipId })
  expect(await codeOf(openReviewAsGuest(tom, c.token, {}))).toBe('link.ended')
})

test('an open page hears what is said, and its events end within a second of the link', async () => {
  const { clipId, people, newLink, guest, newClip } = await reviewRoom()
  const { token, linkId } = await newLink(clipId)
  const elin = await guest(token)
  const other = await newClip()
  const events = watchAsGuest(elin, token)
  const first = events.next()
  // Of another clip nothing is told.
  await addComment(people.editor, { clipId: other, body: 'Elsewhere', ...at(0) })
  await addComment(people.editor, { clipId, body: 'Here', ...at(0) })
  expect((await first).value).toBe('comments')

  const next = codeOf(events.next())
  const since = performance.now()
  await revokeReviewLink(people.editor, { linkId })
  expect(await next).toBe('link.ended')
  expect(performance.now() - since).toBeLessThan(1000)
})

test('a link whose time runs out ends what is open', async () => {
  const { db, clipId, newLink, guest } = await reviewRoom()
  const { token, linkId } = await newLink(clipId)
  const elin = await guest(token)
  await db
    .update(reviewLinks)
    .set({ expiresAt: new Date(Date.now() + 250) })
    .where(eq(reviewLinks.id, linkId))
  expect(await codeOf(watchAsGuest(elin, token).next())).toBe('link.ended')
})

test('a guest who floods is slowed down', async () => {
  const { clipId, newLink, guest } = await reviewRoom()
  const { token } = await newLink(clipId)
  const elin = await guest(token)
  for (let i = 0; i < 30; i++) await addGuestComment(elin, token, { body: `${i}`, ...at(0) })
  expect(await codeOf(addGuestComment(elin, token, { body: 'more', ...at(0) }))).toBe(
    'comment.too-many',
  )
})

test('a guest is given the style of what was sent, compiled, and no other', async () => {
  const { world, clipId, people, newLink, guest, newClip } = await reviewRoom()
  const written = {
    compile: async (code: string) => ({ ok: true as const, style: { code, lines: [] } }),
    check: async () => ({
      facts: { fields: [], layout: {}, reach: 1, refused: [] },
      ...{ states: 100, frames: 900 },
    }),
    frameScript: async () => '',
  }
  const author = { ...people.editor, written }
  const { styleId } = await makeStyle(author, { name: 'Marker', source: 'first' })
  await publishStyle(author, { styleId })
  const pin = { id: styleId, version: 1 }
  await pinStyle(author, { clipId, styleId, version: 1, overrides: {} })
  const { token } = await newLink(clipId)
  const elin = { ...(await guest(token)), written }
  const { version, project } = await openReviewAsGuest(elin, token, {})
  expect(project.style.template).toEqual(pin)
  const sent = { version: version?.id as never }
  expect(await styleOfLink(elin, token, sent)).toMatchObject({ style: { code: 'first' } })

  const plain = await newClip()
  const other = await newLink(plain)
  const there = { ...(await guest(other.token)), written }
  // The version of another clip is not there, and a clip in a built-in style names none.
  expect(await codeOf(styleOfLink(there, other.token, sent))).toBe('version.not-found')
  const own = (await openReviewAsGuest(there, other.token, {})).version?.id as never
  expect(await codeOf(styleOfLink(there, other.token, { version: own }))).toBe('style.not-found')
  expect(await codeOf(styleOfLink({ ...world, written, cookies: '' }, token, sent))).toBe(
    'guest.unknown',
  )
})
