import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { captionsInLanguage } from '#core/captions-in-language.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ClipProject } from '#core/clip-project.ts'
import { ExportSettings } from '#core/export-settings.ts'
import type { ClipId, RenderId, VideoId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { folderStorage, renderKey, videoKey } from '#db/storage.ts'
import { type DrawingBrowser, launchDrawingBrowser } from '#render/drawing-browser.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { makePoster } from '#render/make-poster.ts'
import { readPixels } from '#render/numbered-film.fixtures.ts'
import { renderClip } from '#render/render-clip.ts'
import { findTools, type Tools } from '#render/tools.ts'
import { quiet } from './job-deps.fixtures.ts'
import { renderFiles } from './render-files.ts'

let tools: Tools
let folder: string
let browser: DrawingBrowser
/** As it is spoken. */
let heard: Awaited<ReturnType<typeof exported>>
const spoken = clipOf('so here is the thing')

beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-language-'))
  browser = await launchDrawingBrowser(tools)
  heard = await exported('heard', spoken)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const SIZE = 135

/** The files of an export as a worker makes them; nothing is shared with another's cache. */
async function exported(name: string, project: ClipProject) {
  const storage = folderStorage(join(folder, name))
  const source = videoKey(name, 'source')
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'color=0x606870:s=320x320:r=30:d=4', '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-f', 'mp4', await storage.place(source)],
  ])
  const render = renderFiles({
    ...{ storage, tools, poster: makePoster, lambda: null, log: quiet },
    render: (options) => renderClip({ ...options, browser }),
  })
  const { storagePath } = await render(
    {
      ...{ id: name as RenderId, clipId: name as ClipId, videoId: name as VideoId },
      // As its row holds it.
      project: ClipProject.parse(JSON.parse(JSON.stringify(project))),
      ...{ shape: '1:1', settings: ExportSettings.parse({}), done: false, assets: [] },
      written: null,
      source: {
        ...{ storagePath: source, width: 320, height: 320, durationMs: ms(4000) },
        metadata: { hasVideo: true, hasAudio: false },
      },
    },
    { signal: new AbortController().signal, onProgress: () => {} },
  )
  const beside = async (file: string) =>
    readFile(await storage.place(renderKey(name, file)), 'utf8')
  const film = await storage.place(storagePath)
  return {
    frames: await readPixels(tools, film, `scale=${SIZE}:${SIZE}:flags=area,format=gray`),
    subtitles: await Promise.all(['srt', 'vtt', 'ass', 'txt'].map((as) => beside(`clip.${as}`))),
  }
}

/** Frames that anybody can see apart. */
function unlike(a: Buffer, b: Buffer): number {
  const size = SIZE * SIZE
  expect(a.length).toBe(b.length)
  let frames = 0
  for (let at = 0; at < a.length; at += size) {
    let apart = 0
    for (let i = at; i < at + size; i++) if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > 24) apart++
    if (apart > size / 200) frames++
  }
  return frames
}

test.each([
  ['es', 'Aquí está lo que nadie cuenta.'],
  ['ja', 'これが一番大切なことです。'],
])('captions in “%s” are drawn on the film and written beside it', async (language, text) => {
  const project = captionsInLanguage(spoken, language, [{ from: ms(0), to: ms(2000), text }])
  const words = project.captioned ?? []
  const film = await exported(language, project)

  // The same words as somebody would have said them: every frame is theirs, and none the spoken one's.
  const said = await exported(`${language}-said`, { ...spoken, words })
  expect(film.frames.equals(said.frames)).toBe(true)
  expect(unlike(film.frames, heard.frames)).toBeGreaterThan(50)

  for (const [i, file] of film.subtitles.entries()) {
    for (const word of words) expect(file).toContain(word.text)
    for (const word of spoken.words) expect(file.split(/\W/)).not.toContain(word.text)
    expect(file).toBe(said.subtitles[i])
    expect(file).not.toBe(heard.subtitles[i])
  }
})
