import type { PicturePart, pictureParts, Rect } from '#core/picture-parts.ts'
import { containRect } from '#core/picture-parts.ts'
import type { ProbedSource } from './probe-source.ts'
import type { colour } from './source-colour.ts'
import type { Take } from './takes.ts'

/** A source that is not simply shown from its middle. */
export type Framed = {
  /** What is shown of a frame of the source, at the film's rate. */
  at: ReturnType<typeof pictureParts>
  source: { width: number; height: number }
  /** Pixels of the canvas for each of the layout's. */
  scale: number
  /** Filters that bring the source's pictures to their size on screen, and bright ones to our light. */
  before: string[]
  /** Options for what scales them. */
  scaling: string
}

export const framedSource = (
  { at, source, scale }: Pick<Framed, 'at' | 'source' | 'scale'>,
  { pixelAspect }: NonNullable<ProbedSource['video']>,
  { toneMap, scaling }: ReturnType<typeof colour>,
): Framed => ({
  ...{ at, source, scale, scaling },
  before: [
    ...toneMap,
    // Crops are counted in px as they are seen.
    ...(pixelAspect === 1 ? [] : [`scale=${source.width}:${source.height},setsar=1`]),
  ],
})

/** Takes divided where the layout changes: each is one chain of filters. */
export function scenesOf(takes: Take[], { at }: Framed): Take[] {
  return takes.flatMap(({ source, frames }) => {
    const scenes: Take[] = []
    let layout: string | null = null
    for (let frame = source; frame < source + frames; frame++) {
      const last = scenes.at(-1)
      const now = at(frame).layout
      if (last && now === layout) last.frames++
      else scenes.push({ source: frame, frames: 1 })
      layout = now
    }
    return scenes
  })
}

/** All that decides how takes are framed, for a chunk's name. */
export const framingKey = (takes: Take[], { at, source }: Framed): unknown => [
  source,
  takes.flatMap((take) =>
    [take.source, ...(take.over ? [take.over.source] : [])].map((from) =>
      Array.from({ length: take.frames }, (_, i) => at(Math.max(0, from + i)).parts),
    ),
  ),
]

type Scene = {
  take: Take
  framed: Framed
  rate: number
  /** A name no other scene has. */
  name: string
  from: string
  to: string
}

/** Scripts for sendcmd by the file they lie in. */
export type Scripts = Map<string, string>

/** FFmpeg's chains from a scene's frames, counted from 0, to the canvas. Adds the scripts they need. */
export function framedChains({ take, framed, rate, name, from, to }: Scene, scripts: Scripts) {
  const frames = Array.from({ length: take.frames }, (_, i) => framed.at(take.source + i).parts)
  const parts = frames[0] ?? []
  const [only] = parts
  const moves = frames.some((now) =>
    now.some((part, i) => part.crop && !same(part.crop, parts[i]?.crop ?? null)),
  )
  // Half-resolution colour moves by two pixels at least; full resolution by one.
  const opened = from + [...framed.before, `format=${moves ? 'yuv444p' : 'yuv420p'}`].join(',')
  if (only && only.crop === null) return overBlur(opened, only, framed, name, to)
  const cropped = (index: number) => {
    const script = `${name}-${index}.txt`
    const crops = frames.map((now) => now[index]?.crop ?? null)
    const commands = cropCommands(crops, `crop@${name}p${index}`, rate)
    if (commands !== '') scripts.set(script, commands)
    const part = parts[index] as PicturePart
    const { x, y, width, height } = part.crop as Rect
    const cell = scaled(part.cell, framed.scale)
    return (
      (commands === '' ? '' : `sendcmd=f=${script},`) +
      // Between crop and scale something must stand that keeps the size it knew: told to change by a
      // command, crop changes it on its own link, and a scale that reads there sees no change and
      // waits for rows that never come.
      `crop@${name}p${index}=${width}:${height}:${x}:${y},null,` +
      `scale=${cell.width}:${cell.height}:flags=bicubic${framed.scaling},setsar=1,format=yuv420p`
    )
  }
  if (parts.length === 1) return [`${opened},${cropped(0)}${to}`]
  const stack = parts[0]?.cell.y === parts[1]?.cell.y ? 'hstack' : 'vstack'
  return [
    `${opened},split[${name}a][${name}b]`,
    `[${name}a]${cropped(0)}[${name}c]`,
    `[${name}b]${cropped(1)}[${name}d]`,
    `[${name}c][${name}d]${stack},setsar=1${to}`,
  ]
}

/** How much smaller the copy is that gets blurred: it has no detail to lose. */
const SMALL = 8

function overBlur(
  opened: string,
  { cell }: PicturePart,
  { source, scale, scaling }: Framed,
  name: string,
  to: string,
): string[] {
  const { whole, behind, sigma, light } = containRect(source, cell)
  const [canvas, front] = [scaled(cell, scale), scaled(whole, scale)]
  const small = `${Math.ceil(canvas.width / SMALL)}:${Math.ceil(canvas.height / SMALL)}`
  return [
    `${opened},split[${name}a][${name}b]`,
    `[${name}a]crop=${behind.width}:${behind.height}:${behind.x}:${behind.y},` +
      `scale=${small}:flags=area${scaling},gblur=sigma=${((sigma * scale) / SMALL).toFixed(3)}:steps=3,` +
      `scale=${canvas.width}:${canvas.height}:flags=bicubic,setsar=1,` +
      `lutyuv=y=16+(val-16)*${light}:u=128+(val-128)*${light}:v=128+(val-128)*${light}[${name}c]`,
    `[${name}b]scale=${front.width}:${front.height}:flags=bicubic${scaling},setsar=1[${name}d]`,
    `[${name}c][${name}d]overlay=${front.x - canvas.x}:${front.y - canvas.y},setsar=1${to}`,
  ]
}

/** Tells `crop` its rectangle wherever that changes, between two frames so that no rounding moves it. */
function cropCommands(crops: (Rect | null)[], target: string, rate: number): string {
  const lines: string[] = []
  for (const [frame, crop] of crops.entries()) {
    const before = crops[frame - 1]
    if (!before || !crop) continue
    const orders = [
      ...(crop.width === before.width ? [] : [`w ${crop.width}`]),
      ...(crop.height === before.height ? [] : [`h ${crop.height}`]),
      ...(crop.x === before.x ? [] : [`x ${crop.x}`]),
      ...(crop.y === before.y ? [] : [`y ${crop.y}`]),
    ]
    if (orders.length > 0)
      lines.push(
        `${((frame - 0.5) / rate).toFixed(6)} ${orders.map((order) => `${target} ${order}`).join(', ')};`,
      )
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}

const same = (a: Rect, b: Rect | null) =>
  b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height

const scaled = ({ x, y, width, height }: Rect, by: number): Rect => ({
  ...{ x: x * by, y: y * by, width: width * by, height: height * by },
})
