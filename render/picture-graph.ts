import { type Framed, framedChains, type Scripts, scenesOf } from './framed-picture.ts'
import type { ProbedSource } from './probe-source.ts'
import { seamChains } from './seam-chains.ts'
import { colour } from './source-colour.ts'
import { type SourceRun, sourceRuns } from './source-runs.ts'
import type { Take } from './takes.ts'

type Picture = { width: number; height: number }

/** FFmpeg's arguments for reading a run's pictures. */
export const pictureInput = (run: SourceRun, path: string, rate: number): string[] => [
  // The frame before the start is kept, for it may still be on screen when the clip begins.
  ...(run.seek > 0 ? ['-noaccurate_seek', '-ss', secondsOf(run.seek, rate)] : []),
  '-i',
  path,
]

/** A time FFmpeg reads exactly. */
export const secondsOf = (frames: number, rate: number) => (frames / rate).toFixed(6)

/** A stretch of the source, and how many frames its first one stands before it. */
type Read = Take & { lead: number }

type PictureGraph = {
  takes: Take[]
  rate: number
  video: NonNullable<ProbedSource['video']>
  /** Of every picture, or how each is framed. */
  look: string | Framed
  canvas: Picture
  /** A name no other graph has. */
  name: string
}

/**
 * From the source's frames to the clip's, as `[base]`: constant rate, only what the takes play with
 * exactly as many frames as they have, each given its look, and transitions between them. `runs` are
 * its inputs; `scripts` must lie in the working folder.
 */
export function pictureGraph({ takes, rate, video, look, canvas, name }: PictureGraph): {
  runs: SourceRun[]
  chains: string[]
  scripts: Scripts
} {
  const scripts: Scripts = new Map()
  // Done once where the stretches come together, unless they must look alike before.
  const looksLast = typeof look === 'string' && takes.every((take) => !take.over)
  const reads = takes.flatMap(readsOf)
  const scenes = reads.map((read) => (typeof look === 'string' ? [read] : scenesOf([read], look)))
  const runs = sourceRuns(scenes.flat(), rate, video.end)
  let count = 0
  const chains = runs.flatMap((run, input) => {
    const outlets = run.takes.map((_, i) => `[r${input}t${i}]`)
    const frames = Math.max(...run.takes.map((take) => take.start + take.frames))
    return [
      // Sound may go on when the last picture has been shown: that one stays.
      `[${input}:${video.index}]fps=${rate}:start_time=0,tpad=stop_mode=clone:stop=${frames},` +
        `split=${outlets.length}${outlets.join('')}`,
      ...run.takes.flatMap(({ start, frames }, i) => {
        const scene = `s${count++}`
        const chain = `${outlets[i]}trim=start_frame=${start}:end_frame=${start + frames},setpts=N/${rate}/TB`
        if (looksLast) return [`${chain}[${scene}]`]
        if (typeof look === 'string') return [`${chain},${look}[${scene}]`]
        const take = { source: run.seek + start, frames }
        return framedChains(
          { take, framed: look, rate, name: name + scene, from: `${chain},`, to: `[${scene}]` },
          scripts,
        )
      }),
    ]
  })
  let scene = 0
  const labels = reads.map(({ lead }, i) => {
    const own = (scenes[i] ?? []).map(() => `[s${scene++}]`)
    if (own.length === 1 && lead === 0) return own[0] ?? ''
    const stands = lead > 0 ? `,tpad=start_mode=clone:start=${lead}` : ''
    chains.push(`${joinedUp(own, rate)}${stands},setpts=N/${rate}/TB[p${i}]`)
    return `[p${i}]`
  })
  let read = 0
  const parts = takes.map((take, i) => {
    const from = labels[read++] ?? ''
    if (!take.over) return from
    const to = `[x${i}]`
    const seam = { ...{ kind: take.over.kind, frames: take.frames }, rate, canvas, from, to }
    chains.push(...seamChains({ ...seam, name: `x${i}`, into: labels[read++] ?? '' }))
    return to
  })
  chains.push(`${joinedUp(parts, rate)},${looksLast ? look : 'setsar=1,format=yuv420p'}[base]`)
  return { runs, chains, scripts }
}

/** Joined ends do not meet to the microsecond; counted frames do. */
const joinedUp = (labels: string[], rate: number) =>
  `${labels.join('')}concat=n=${labels.length}:v=1:a=0,settb=1/${rate},setpts=N`

/** What a take reads: what it takes over from first. Before the source's first frame that one stands. */
const readsOf = ({ source, frames, over }: Take): Read[] =>
  [...(over ? [over.source] : []), source].map((from) => {
    const lead = Math.min(frames - 1, Math.max(0, -from))
    return { source: Math.max(0, from), frames: frames - lead, lead }
  })

/** What is done to each picture of the source: cropped from the middle, scaled, in our colours. */
export function pictureLook(
  video: NonNullable<ProbedSource['video']>,
  { width, height }: Picture,
  canToneMap: boolean,
): string {
  const { toneMap, scaling } = colour(video, canToneMap)
  const scale = `scale=${width}:${height}:flags=bicubic${scaling}`
  return [middle({ width, height }, video), scale, ...toneMap, 'setsar=1', 'format=yuv420p'].join(
    ',',
  )
}

/** Cut first and scaled after: there is less to scale. Sizes are even, as half-resolution colour asks. */
function middle({ width, height }: Picture, { pixelAspect }: { pixelAspect: number }): string {
  const wide = `ih*${width}/${height}/${pixelAspect}`
  const tall = `iw*${height}/${width}*${pixelAspect}`
  const even = (side: string, wanted: string) =>
    `'min(floor(${side}/2)*2,2*ceil(min(${side},${wanted})/2-0.001))'`
  return `crop=${even('iw', wide)}:${even('ih', tall)}`
}
