import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  type ExportSettings,
  filesOf,
  filmName,
  nameOfFile,
  plainExport,
} from '#core/export-settings.ts'
import { AssetId, type RenderId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { insertAsset } from '#db/assets.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { completeRender, renderForWork } from '#db/render-work.ts'
import { insertRender } from '#db/renders.ts'
import { assetKey, folderStorage, renderKey } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson, newProject, newVideo } from '#db/videos.fixtures.ts'
import { CreateClip, createClip } from '../commands/create-clip.server.ts'
import { openReviewAsGuest } from '../commands/open-review.server.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { readNumbers } from '../commands/read-numbers.server.ts'
import { reviewRoom } from '../commands/review.fixtures.ts'
import type { AppContext } from './context.ts'
import { attachment, media } from './media.ts'

test('a video’s files are its workspace’s alone, and only those with a name of ours', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-media-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const storage = folderStorage(root)
  const ana = await newPerson(db)
  const ben = await newPerson(db)
  const id = await newVideo(db, ana.id, await newProject(db, ana), {
    title: 'Why “quiet” wins',
    originalFilename: 'talk.MOV',
  })
  for (const name of ['source', 'proxy.mp4', 'speech.wav']) {
    await writeFile(await storage.place(`videos/${id}/${name}`), name)
  }
  const get = (path: string, user: { id: string } | null = ana, init: RequestInit = {}) =>
    media(new Request(`http://cliproom.invalid${path}`, init), {
      db,
      storage,
      user,
    } as unknown as AppContext)

  const proxy = await get(`/media/videos/${id}/proxy.mp4`)
  expect(proxy.status).toBe(200)
  expect(proxy.headers.get('content-type')).toBe('video/mp4')
  expect(proxy.headers.get('content-disposition')).toBeNull()
  expect(proxy.headers.get('cache-control')).toBe('private, no-cache')

  const part = await get(`/media/videos/${id}/proxy.mp4`, ana, { headers: { range: 'bytes=0-4' } })
  expect(part.status).toBe(206)
  expect(await part.text()).toBe('proxy')

  const saved = await get(`/media/videos/${id}/source?download=1`)
  expect(saved.headers.get('content-type')).toBe('video/quicktime')
  expect(saved.headers.get('content-disposition')).toBe(
    `attachment; filename="Why quiet wins.mov"; filename*=UTF-8''Why%20%E2%80%9Cquiet%E2%80%9D%20wins.mov`,
  )

  expect((await get(`/media/videos/${id}/proxy.mp4`, ben)).status).toBe(404)
  expect((await get(`/media/videos/${id}/proxy.mp4`, null)).status).toBe(401)
  expect((await get(`/media/videos/${id}/proxy.mp4`, ana, { method: 'DELETE' })).status).toBe(405)
  for (const path of [
    `/media/videos/${id}/speech.wav`,
    `/media/videos/${id}/poster.jpg`,
    `/media/videos/${id}/..%2fsource`,
    `/media/videos/${id}/toString`,
    '/media/videos/not-an-id/source',
    `/media/renders/${crypto.randomUUID()}/clip.mp4`,
    '/media/',
  ]) {
    expect((await get(path)).status, path).toBe(404)
  }
})

test('an asset is its workspace’s alone, and is told as what it is', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-media-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const storage = folderStorage(root)
  const [ana, ben] = [await newPerson(db), await newPerson(db)]
  const id = AssetId.parse(crypto.randomUUID())
  await insertAsset(db, {
    ...{ id, workspaceId: ana.workspaceId, userId: ana.id, kind: 'picture', name: 'Logo' },
    ...{ type: 'image/png', width: 2, height: 2, durationMs: null, sizeBytes: 3 },
  })
  await writeFile(await storage.place(assetKey(id)), 'png')
  const get = (user: { id: string }) =>
    media(new Request(`http://cliproom.invalid/media/assets/${id}/file`), {
      ...{ db, storage, user },
    } as unknown as AppContext)
  const file = await get(ana)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(await file.text()).toBe('png')
  expect((await get(ben)).status).toBe(404)
})

/** A studio whose exports lie in a folder, with every file beside them. */
async function finishedExports() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-media-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const storage = folderStorage(root)
  const place = await makeStudio(db)
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const { clipId } = await createClip(
    { db, user },
    CreateClip.parse({ videoId: place.videoId, from: 0, to: 1500, title: 'Why: quiet?' }),
  )
  const spoken = await readStoredClip(db, clipId)
  const made = async (
    said: string,
    { language, settings = plainExport }: { language?: string; settings?: ExportSettings } = {},
  ) => {
    const project = { ...spoken, ...(language && { captionLanguage: language }) }
    const id = await insertRender(db, { clipId, userId: user.id, shape: '9:16', project, settings })
    for (const file of filesOf(settings))
      await writeFile(await storage.place(renderKey(id, nameOfFile(settings, file))), said)
    const render = await renderForWork(db, id)
    if (!render) throw new Error('no such export')
    await completeRender(db, render, {
      ...{
        storagePath: renderKey(id, filmName(settings)),
        subtitlesPath: renderKey(id, 'clip.srt'),
      },
      ...{ fileSizeBytes: said.length, durationMs: ms(1500) },
    })
    return id
  }
  const get = (path: string, who: string = place.owner) =>
    media(new Request(`http://cliproom.invalid${path}`), {
      ...{ db, storage, user: { ...user, id: who } },
    } as unknown as AppContext)
  const zip = async (ids: RenderId[], more = '') => {
    const answer = await get(`/media/zip/files?ids=${ids.join(',')}${more}`)
    const bytes = Buffer.from(await answer.arrayBuffer())
    return {
      answer,
      bytes,
      names: new Set(
        bytes.toString('latin1').match(/Why quiet[^\0]*?\.(mp4|srt|vtt|ass|txt|jpg)/g),
      ),
    }
  }
  return { storage, place, made, get, zip }
}

test('finished exports come as one archive, and only to whoever may see them', async () => {
  const { storage, place, made, get, zip } = await finishedExports()
  const ids = [await made('one'), await made('second')]
  for (const id of ids) await storage.remove(renderKey(id, 'clip.srt'))
  const { answer, bytes } = await zip(ids)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(bytes.length).toBe(Number(answer.headers.get('content-length')))
  // A file that is no longer there is left out.
  for (const part of ['Why quiet 9x16.mp4', 'Why quiet 9x16 2.mp4', 'one', 'second'])
    expect(bytes.includes(part), part).toBe(true)
  expect(bytes.includes('.srt')).toBe(false)
  expect((await get(`/media/zip/files?ids=${ids.join(',')}`, place.stranger)).status).toBe(404)
})

test('files of a batch are told apart by their names, in an archive and taken singly', async () => {
  const { made, get, zip } = await finishedExports()
  const ids = [await made('one'), await made('dos', { language: 'es' })]
  expect((await zip(ids)).names).toEqual(
    new Set([
      ...['Why quiet 9x16 English.mp4', 'Why quiet 9x16 English.srt'],
      ...['Why quiet 9x16 Espa\u00c3\u00b1ol.mp4', 'Why quiet 9x16 Espa\u00c3\u00b1ol.srt'],
    ]),
  )
  const named = async (id: RenderId | undefined, file: string) =>
    (await get(`/media/renders/${id}/${file}?download=1`)).headers.get('content-disposition')
  expect(await named(ids[0], 'clip.mp4')).toContain('"Why quiet 9x16 English.mp4"')
  expect(await named(ids[1], 'clip.vtt')).toContain(encodeURIComponent('Español.vtt'))

  const hevc = await made('small', { settings: { ...plainExport, codec: 'hevc' } })
  expect(await named(hevc, 'clip.mp4')).toContain('"Why quiet 9x16 English HEVC.mp4"')
  expect(await named(hevc, 'poster.jpg')).toContain('"Why quiet 9x16 English HEVC.jpg"')
})

test('an archive holds what is asked of each export', async () => {
  const { made, zip, get } = await finishedExports()
  const ids = [await made('one')]
  const { names, answer } = await zip(ids, '&with=srt')
  expect([...names]).toEqual(['Why quiet 9x16.srt'])
  expect(answer.headers.get('content-disposition')).toContain('"Clips srt.zip"')
  expect([...(await zip(ids, '&with=film,srt,vtt,ass,txt,poster')).names].sort()).toEqual([
    ...['Why quiet 9x16.ass', 'Why quiet 9x16.jpg', 'Why quiet 9x16.mp4', 'Why quiet 9x16.srt'],
    ...['Why quiet 9x16.txt', 'Why quiet 9x16.vtt'],
  ])
  expect((await get(`/media/zip/files?ids=${ids}&with=source`)).status).toBe(404)
})

test('a guest who takes a clip along is counted once, on the day it was', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-guest-file-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const storage = folderStorage(root)
  const { db, clipId, people, newClip, newLink, guest } = await reviewRoom()
  const { token, linkId } = await newLink(clipId, { mayDownload: true })
  const closed = await newLink(clipId, { mayDownload: false })
  const project = await readStoredClip(db, clipId)
  const asked = { clipId, userId: people.editor.user.id, shape: '9:16', project } as const
  const id = await insertRender(db, { ...asked, settings: plainExport })
  const render = await renderForWork(db, id)
  if (!render) throw new Error('no such export')
  const storagePath = renderKey(id, 'clip.mp4')
  await writeFile(await storage.place(storagePath), 'a film')
  await completeRender(db, render, {
    ...{
      storagePath,
      subtitlesPath: renderKey(id, 'clip.srt'),
      fileSizeBytes: 6,
      durationMs: ms(1500),
    },
  })
  const elin = await guest(token)
  const { download, version } = await openReviewAsGuest(elin, token, {})
  const get = (path: string, who: { cookies: string }, headers = {}) =>
    media(new Request(`http://cliproom.invalid${path}`, { headers }), {
      ...{ db, storage, user: null, cookies: who.cookies },
    } as unknown as AppContext)
  const whole = await get(download ?? '', elin)
  expect([whole.status, await whole.text()]).toEqual([200, 'a film'])
  // The rest of one that broke off is the same download.
  expect((await get(download ?? '', elin, { range: 'bytes=3-' })).status).toBe(206)
  const shut = `/media/review/${closed.linkId}/clip.mp4?version=${version?.id}&download=1`
  expect((await get(shut, await guest(closed.token))).status).toBe(404)
  expect((await get(shut.replace(closed.linkId, linkId), { cookies: '' })).status).toBe(401)

  // Whoever was let in by another link, of this clip or of another, gets none of it.
  const other = await newLink(await newClip(), { mayDownload: true })
  const ola = await guest(other.token, 'Ola')
  const twin = await guest((await newLink(clipId, { mayDownload: true })).token, 'Tom')
  const wanted = [`/media/review/${linkId}/video`, download ?? '']
  for (const who of [ola, twin])
    for (const path of wanted) expect((await get(path, who)).status, path).toBe(401)
  // Nor by their own link, with the version of this one.
  const crossed = (download ?? '').replace(linkId, other.linkId)
  expect((await get(crossed, ola)).status).toBe(404)
  const picture = `/media/review/${other.linkId}/asset-${crypto.randomUUID()}?version=${version?.id}`
  expect((await get(picture, ola)).status).toBe(404)

  const { totals, clips } = await readNumbers(people.owner, {})
  expect(totals.downloads).toBe(1)
  expect(clips).toMatchObject([{ title: 'A clip', downloads: 1 }])
  const later = new Date(Date.now() + 40 * 24 * 3600_000)
  expect((await readNumbers(people.owner, { span: '30-days' }, later)).totals.downloads).toBe(0)
})

test.each([
  ['Q3: pricing / final?.mp4', 'Q3 pricing final .mp4'],
  ['a"; filename=evil.exe', 'a ; filename=evil.exe'],
  ['日本語.mp4', '.mp4'],
  ['日本語', 'download'],
  ['line\r\nX-Evil: 1', 'line X-Evil 1'],
])('%j is saved under a name every system takes', (name, plain) => {
  const header = attachment(name)
  expect(header).toContain(`filename="${plain}"`)
  expect(header).not.toMatch(/[\r\n]/)
})
