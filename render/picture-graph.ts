import type { ProbedSource } from './probe-source.ts'
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
 * exactly as many frames as they have, each given its look.
 */
export function pictureGraph(
  runs: SourceRun[],
  rate: number,
  video: NonNullable<ProbedSource['video']>,
  look: string,
): string[] {
  const taken: string[] = []
  const chains = runs.flatMap((run, input) => {
    const outlets = run.takes.map((_, i) => `[r${input}t${i}]`)
    return [
      `[${input}:${video.index}]fps=${rate}:start_time=0,split=${outlets.length}${outlets.join('')}`,
      ...run.takes.map(({ start, frames }, i) => {
        const out = `[v${taken.length}]`
        taken.push(out)
        return (
          `${outlets[i]}trim=start_frame=${start}:end_frame=${start + frames},setpts=PTS-STARTPTS,` +
          // A source may end a frame before its last cut does.
          `tpad=stop_mode=clone:stop=${frames},trim=end_frame=${frames},setpts=N/${rate}/TB${out}`
        )
      }),
    ]
  })
  return [
    ...chains,
    // Joined ends do not meet to the microsecond; counted frames do.
    `${taken.join('')}concat=n=${taken.length}:v=1:a=0,settb=1/${rate},setpts=N,${look}[base]`,
  ]
}

/** What is done to each picture of the source: cropped from the middle, scaled, in our colours. */
export const pictureLook = (
  video: NonNullable<ProbedSource['video']>,
  picture: Picture,
  canToneMap: boolean,
): string => `${fill(picture, video)},${colour(video, canToneMap)},setsar=1,format=yuv420p`

/** Cut first and scaled after: there is less to scale. Sizes are even, as half-resolution colour asks. */
function fill({ width, height }: Picture, { pixelAspect }: { pixelAspect: number }): string {
  const wide = `ih*${width}/${height}/${pixelAspect}`
  const tall = `iw*${height}/${width}*${pixelAspect}`
  const even = (side: string, wanted: string) =>
    `'min(floor(${side}/2)*2,2*ceil(min(${side},${wanted})/2-0.001))'`
  return `crop=${even('iw', wide)}:${even('ih', tall)},scale=${width}:${height}:flags=bicubic`
}

function colour({ hdr, matrix }: NonNullable<ProbedSource['video']>, canToneMap: boolean): string {
  if (hdr && canToneMap)
    return (
      'zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,' +
      'tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv'
    )
  return `scale=in_color_matrix=${matrix}:out_color_matrix=bt709:out_range=tv`
}
