import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'
import { makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { appendStyleUpdates, readStyleUpdates } from '#db/style-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { insertStyle } from '#db/written-styles.ts'
import { newStyleDraft, readStyleDraft, SOURCE } from './style-doc.ts'
import { readStyleFrame, StyleFrame } from './style-frame.ts'
import { openStyleRoom, type StyleGuest } from './style-room.ts'

async function draft(source: string) {
  const { db } = await freshDatabase()
  const { workspaceId, owner } = await makeStudio(db)
  const styleId = await insertStyle(db, { workspaceId, name: 'Marker', createdBy: owner })
  await appendStyleUpdates(db, styleId, [newStyleDraft(source)])
  const room = await openStyleRoom(db, styleId)
  const ben = await makePerson(db, 'Ben', workspaceId, 'editor')
  const join = (id: UserId, readOnly = false) => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
    const guest = room.join({
      visitor: { id, name: 'X' },
      readOnly,
      send(frame) {
        const { kind, content } = readStyleFrame(frame)
        if (kind === StyleFrame.update) Y.applyUpdate(copy, content)
      },
    })
    return { guest, copy, text: copy.getText(SOURCE) }
  }
  const stored = async () => readStyleDraft(await readStyleUpdates(db, styleId))
  return { db, styleId, room, owner, ben, join, stored }
}

/** What somebody does to their copy, as it would be sent. */
function change({ copy, guest }: { copy: Y.Doc; guest: StyleGuest }, act: () => void) {
  const updates: Uint8Array[] = []
  const note = (update: Uint8Array) => updates.push(update)
  copy.on('update', note)
  copy.transact(act)
  copy.off('update', note)
  return { guest, update: Y.mergeUpdates(updates) }
}

test('two people write one text, and what is acknowledged is in the database', async () => {
  const { room, owner, ben, join, stored } = await draft('one two')
  const [ana, bens] = [join(owner), join(ben)]
  const a = change(ana, () => ana.text.insert(0, 'zero '))
  const b = change(bens, () => bens.text.insert(7, ' three'))
  await Promise.all([room.take(a.guest, a.update), room.take(b.guest, b.update)])
  expect(await stored()).toBe('zero one two three')
  expect(ana.text.toString()).toBe('zero one two three')
  expect(bens.text.toString()).toBe('zero one two three')
})

test('whoever may only look changes nothing', async () => {
  const { room, ben, join, stored } = await draft('one')
  const look = join(ben, true)
  const { guest, update } = change(look, () => look.text.insert(0, 'x'))
  await expect(room.take(guest, update)).rejects.toMatchObject({ reason: 'view only' })
  expect(await stored()).toBe('one')
})

test.each<[string, (text: Y.Text, doc: Y.Doc) => void]>([
  ['another table', (_, doc) => doc.getMap('meta').set('schema', 9)],
  ['a thing in the text', (text) => text.insertEmbed(0, { image: 'x' })],
  ['a look of letters', (text) => text.format(0, 2, { bold: true })],
])('nothing but letters is taken: not %s', async (_, act) => {
  const { room, owner, join, stored } = await draft('one')
  const ana = join(owner)
  const { guest, update } = change(ana, () => act(ana.text, ana.copy))
  await expect(room.take(guest, update)).rejects.toMatchObject({ reason: 'foreign content' })
  expect(await stored()).toBe('one')
})

test('nobody writes in the name of another', async () => {
  const { room, owner, ben, join, stored } = await draft('one')
  const ana = join(owner)
  const first = change(ana, () => ana.text.insert(0, 'a'))
  await room.take(first.guest, first.update)
  const bens = join(ben)
  const forged = change(ana, () => ana.text.insert(0, 'b'))
  await expect(room.take(bens.guest, forged.update)).rejects.toMatchObject({
    reason: 'in the name of another',
  })
  expect(await stored()).toBe('aone')
})

test('a log of many letters is merged, and says the same', async () => {
  const { db, styleId, room, owner, join, stored } = await draft('')
  const ana = join(owner)
  for (let i = 0; i < 210; i++) {
    const { guest, update } = change(ana, () => ana.text.insert(ana.text.length, String(i % 10)))
    await room.take(guest, update)
  }
  expect((await readStyleUpdates(db, styleId)).length).toBeLessThan(20)
  expect(await stored()).toBe(ana.text.toString())
})
