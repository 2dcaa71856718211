import { type Framed, framedChains, type Scripts } from './framed-picture.ts'
import type { ProbedSource } from './probe-source.ts'
import { colour } from './source-colour.ts'
import type { SourceRun } from './source-runs.ts'

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

/**
 * From the source's frames to the clip's, as `[base]`: constant rate, only what the cuts play with
 * exactly as many frames as they have, each given its look: one for all, or as each is framed. Framed
 * takes are scenes. Adds the scripts they need.
 */
export function pictureGraph(
  runs: SourceRun[],
  rate: number,
  video: NonNullable<ProbedSource['video']>,
  look: string | { framed: Framed; name: string; scripts: Scripts },
): string[] {
  const taken: string[] = []
  const chains = runs.flatMap((run, input) => {
    const outlets = run.takes.map((_, i) => `[r${input}t${i}]`)
    return [
      `[${input}:${video.index}]fps=${rate}:start_time=0,split=${outlets.length}${outlets.join('')}`,
      ...run.takes.flatMap(({ start, frames }, i) => {
        const out = `[v${taken.length}]`
        const chain =
          `${outlets[i]}trim=start_frame=${start}:end_frame=${start + frames},setpts=PTS-STARTPTS,` +
          // A source may end a frame before its last cut does.
          `tpad=stop_mode=clone:stop=${frames},trim=end_frame=${frames},setpts=N/${rate}/TB`
        const name = `s${taken.length}`
        taken.push(out)
        if (typeof look === 'string') return [`${chain}${out}`]
        const scene = { take: { source: run.seek + start, frames }, ...look, rate }
        return framedChains(
          { ...scene, name: `${look.name}${name}`, from: `${chain},`, to: out },
          look.scripts,
        )
      }),
    ]
  })
  const joined = typeof look === 'string' ? look : 'setsar=1,format=yuv420p'
  return [
    ...chains,
    // Joined ends do not meet to the microsecond; counted frames do.
    `${taken.join('')}concat=n=${taken.length}:v=1:a=0,settb=1/${rate},setpts=N,${joined}[base]`,
  ]
}

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
