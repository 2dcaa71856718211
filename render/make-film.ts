import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { filmStretches } from '#core/card.ts'
import { type ExportSettings, pictureSize, requireEncoders } from '#core/export-settings.ts'
import { isFramed, pictureParts } from '#core/picture-parts.ts'
import { seamsOf } from '#core/seam.ts'
import { shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { type Chunk, chunksOf, groupsOf } from './chunks.ts'
import { encodedSound, soundEnding, soundKey } from './clip-sound.ts'
import { contentName } from './content-name.ts'
import { countFrames } from './count-frames.ts'
import { type Captions, captionsOf } from './draw-captions.ts'
import { type DrawnCard, drawCards } from './draw-cards.ts'
import { type Graphics, graphicsOnFilm } from './draw-graphics.ts'
import { withDrawingBoard } from './drawing-board.ts'
import { encodeChunks, type FilmPlan } from './encode-chunks.ts'
import { soundArgs, videoArgs } from './encode-settings.ts'
import { framedSource, framingKey } from './framed-picture.ts'
import { inTurn } from './in-turn.ts'
import { joinFilm } from './join-film.ts'
import { makeGif } from './make-gif.ts'
import { isWholeMp4 } from './mp4-frames.ts'
import { pictureLook } from './picture-graph.ts'
import type { RenderJob } from './render-clip.ts'
import { colour } from './source-colour.ts'
import { framesAt, framesOf, takesBetween, takesOf } from './takes.ts'
import { requireTool } from './tools.ts'

/** Part of every name in the cache: raised when the same arguments come to mean other pictures. */
const CACHE_VERSION = 1

/** How much was made anew, and how much was there from earlier exports. */
export type Reuse = {
  chunks: { all: number; encoded: number }
  states: { all: number; drawn: number }
}

type Part = { file: string; frames: number }
type Halting = RenderJob & { signal: AbortSignal }

/** Formats whose stretches can be joined as they are. Others are written in one piece. */
const joins = ({ format, codec }: ExportSettings) => format === 'mp4' && codec === 'h264'

const extensionOf = { mp4: 'mp4', webm: 'webm', mov: 'mov', gif: 'mp4' } as const

/** Our own executor: FFmpeg lays drawn states over the source, and encodes what is not there yet. */
export async function makeFilm(job: RenderJob): Promise<{ file: string; reuse: Reuse }> {
  requireEncoders(job.settings, requireTool(job.tools.ffmpeg).encoders)
  // Started together: one waits for the browser while the other keeps FFmpeg busy. If one fails the
  // other is stopped, and its end awaited, before anybody cleans up under it.
  const halt = new AbortController()
  const signal = job.signal ? AbortSignal.any([job.signal, halt.signal]) : halt.signal
  const parts = [makePictures({ ...job, signal }), makeSound({ ...job, signal })] as const
  try {
    const [{ parts: pictures, reuse }, sound] = await Promise.all(parts)
    const [whole] = pictures
    if (!whole) throw new Error('a film without pictures')
    const silent = sound === null && pictures.length === 1
    const film = silent ? whole.file : await joinFilm(job, pictures, sound)
    const { format } = job.settings
    return { file: format === 'gif' ? await makeGif(job, film) : film, reuse }
  } catch (error) {
    halt.abort()
    await Promise.allSettled(parts)
    throw error
  }
}

/** Null for a format without sound. */
async function makeSound(job: Halting): Promise<string | null> {
  const { cuts, cards, settings, cache, folder, tools } = job
  if (settings.format === 'gif' || settings.format === 'mov') return null
  const name = `${contentName('sound', [
    ...[CACHE_VERSION, requireTool(tools.ffmpeg).version],
    ...[soundKey(job), takesOf(cuts, FPS), settings.format, soundArgs(settings)],
    ...cards.map(({ at, frames }) => [at, frames]),
  ])}.${soundEnding(settings)}`
  const known = join(folder, name)
  if (await cache.take(name, known)) {
    if (known.endsWith('.webm') || (await isWholeMp4(known))) return known
    await rm(known)
  }
  const file = await encodedSound(job)
  await cache.keep(name, file)
  return file
}

const makePictures = (job: Halting): Promise<{ parts: Part[]; reuse: Reuse }> => {
  const { settings, shape } = job
  const picture = pictureSize(settings, shape)
  const own = shapeSize[shape]
  // Larger than we lay out, it is composed at twice that; smaller, it is scaled down at the end.
  const scale = picture.width > own.width ? 2 : 1
  const canvas = { width: own.width * scale, height: own.height * scale }
  return withDrawingBoard(job, async (board) => {
    const drawing = { scale, rate: settings.fps }
    const captions = await captionsOf(job, drawing, board)
    const graphics = await graphicsOnFilm(job, drawing, board)
    const { ground, key } = await groundOf(job, canvas, captions)
    const film: FilmPlan = {
      ...{ tools: job.tools, folder: job.folder, canvas, picture, ground },
      captions: captions.laid,
      // A GIF's colours are chosen from a film that has nearly all of them.
      settings:
        settings.format === 'gif' ? { ...settings, codec: 'h264', quality: 'best' } : settings,
    }
    const pictures = await encodeMissing(job, film, key, captions, graphics)
    const cards = await encodeCards(job, film, await drawCards(job, scale, board))
    return { ...pictures, parts: withCards(job, pictures.parts, cards) }
  })
}

/** What lies under the captions, and what decides it besides the takes. */
async function groundOf(
  { project, shape, settings, film, source, sourceKey, tools }: Halting,
  canvas: { width: number; height: number },
  captions: Captions,
): Promise<{ ground: FilmPlan['ground']; key: unknown }> {
  if (settings.format === 'mov') return { ground: 'transparent', key: null }
  if (!film) {
    const { file, key } = await captions.backdrop()
    return { ground: { still: file }, key }
  }
  const { filters } = requireTool(tools.ffmpeg)
  const canToneMap = filters.has('zscale') && filters.has('tonemap')
  const plain = pictureLook(film, canvas, canToneMap)
  const look = isFramed(project.framing, shape)
    ? framedSource(
        {
          at: pictureParts(project.framing, shape, source, settings.fps),
          source: { width: source.width, height: source.height },
          scale: canvas.width / shapeSize[shape].width,
        },
        film,
        colour(film, canToneMap),
      )
    : plain
  return { ground: { film, path: source.path, look }, key: [sourceKey, film.index, plain] }
}

async function encodeMissing(
  job: Halting,
  film: FilmPlan,
  groundKey: unknown,
  captions: Captions,
  graphics: Graphics,
) {
  const { cache, folder, settings, cuts, signal, tell } = job
  const rate = settings.fps
  const takes = takesOf(cuts, rate, job.film ? seamsOf(job.project, cuts) : [])
  // A card is a file of its own: nothing is encoded across the place where it stands.
  const stretches = filmStretches(job.cards, job.frames).flatMap((one) =>
    'card' in one ? [] : one,
  )
  const chunks = stretches.flatMap((stretch): Chunk[] => {
    const at = framesAt(stretch.from, rate)
    const some = takesBetween(takes, at, framesAt(stretch.to, rate))
    return joins(settings)
      ? chunksOf(some, rate).map((chunk) => ({ ...chunk, at: chunk.at + at }))
      : [{ at, takes: some, frames: framesOf(some) }]
  })
  const extension = extensionOf[settings.format]
  const version = requireTool(job.tools.ffmpeg).version
  const { ground } = film
  const framed =
    typeof ground === 'object' && 'look' in ground && typeof ground.look === 'object'
      ? ground.look
      : null
  // No time of the film is in it, but for a bar that tells it: wherever a chunk plays, it is the same.
  const nameOf = (chunk: Chunk) =>
    `${contentName('film', [
      ...[CACHE_VERSION, version, extension, videoArgs(film.settings), film.picture, groundKey],
      ...[job.film ? chunk.takes : chunk.frames, captions.keyOf(chunk)],
      graphics.keyOf(chunk),
      ...(framed ? [framingKey(chunk.takes, framed)] : []),
    ])}.${extension}`

  const parts: Part[] = []
  const missing: { chunk: Chunk; index: number; name: string }[] = []
  for (const [index, chunk] of chunks.entries()) {
    const name = nameOf(chunk)
    const file = join(folder, `${index}-${name}`)
    if (!(await takePart(job, name, { file, frames: chunk.frames })))
      missing.push({ chunk, index, name })
    parts.push({ file, frames: chunk.frames })
  }
  const wanted = missing.map(({ chunk }) => chunk)
  const cells = await captions.draw(wanted)
  const drawn = await graphics.draw(wanted)
  const done: number[] = []
  const total = missing.reduce((sum, { chunk }) => sum + chunk.frames, 0)
  let first = 0
  const groups = groupsOf(missing, rate).map((members) => {
    const from = first
    first += members.reduce((sum, { chunk }) => sum + chunk.frames, 0)
    return { members, cells: cells.slice(from, first) }
  })
  await inTurn(groups, availableParallelism(), signal, async (group, i, stopped) => {
    const files = await encodeChunks({
      ...{
        film,
        extension,
        cells: group.cells,
        graphics: drawn,
        signal: stopped,
        name: `group-${i}`,
      },
      chunks: group.members.map(({ chunk }) => chunk),
      onFrames: (frames) => {
        done[i] = frames
        tell('film', done.reduce((sum, n) => sum + (n ?? 0), 0) / total)
      },
    })
    for (const [j, { chunk, index, name }] of group.members.entries()) {
      const file = files[j] ?? ''
      parts[index] = { file, frames: chunk.frames }
      await cache.keep(name, file)
    }
  })
  return {
    parts,
    reuse: {
      chunks: { all: chunks.length, encoded: missing.length },
      states: captions.states,
    },
  }
}

/** Takes a part that an earlier export kept. False: there is none, or it is damaged and made anew. */
async function takePart({ cache, tools }: Halting, name: string, { file, frames }: Part) {
  if (!(await cache.take(name, file))) return false
  if ((await countFrames(tools, file).catch(() => 0)) === frames) return true
  await rm(file)
  return false
}

/** Each card as a part of the film, kept like the others. */
async function encodeCards(job: Halting, film: FilmPlan, drawn: DrawnCard[]): Promise<Part[]> {
  const { cards, cache, folder, settings, signal } = job
  const extension = extensionOf[settings.format]
  const version = requireTool(job.tools.ffmpeg).version
  const parts: Part[] = []
  for (const [i, { file: still, key }] of drawn.entries()) {
    const frames = framesAt(cards[i]?.frames ?? 0, settings.fps)
    const name = `${contentName('card', [
      ...[CACHE_VERSION, version, extension, videoArgs(film.settings), film.picture, key, frames],
    ])}.${extension}`
    const known = join(folder, name)
    if (await takePart(job, name, { file: known, frames })) {
      parts.push({ file: known, frames })
      continue
    }
    const [file = ''] = await encodeChunks({
      film: { ...film, ground: { still }, captions: null },
      chunks: [{ at: 0, takes: [{ source: 0, frames }], frames }],
      ...{ cells: [], graphics: [], name: `card-${i}`, extension, signal, onFrames: () => {} },
    })
    parts.push({ file, frames })
    await cache.keep(name, file)
  }
  return parts
}

/** The film's parts in order, each card before the first part that comes after it. */
function withCards(job: Halting, parts: Part[], cards: Part[]): Part[] {
  const places = job.cards.map(({ at }) => framesAt(at, job.settings.fps))
  const film: Part[] = []
  let [at, next] = [0, 0]
  const due = () => {
    while (next < cards.length && (places[next] ?? 0) <= at) film.push(cards[next++] as Part)
  }
  for (const part of parts) {
    due()
    film.push(part)
    at += part.frames
  }
  due()
  return film
}
