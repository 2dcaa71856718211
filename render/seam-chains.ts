import { ZOOM } from '#core/seam.ts'
import type { TransitionKind } from '#core/transition.ts'

type SeamChains = {
  kind: TransitionKind
  frames: number
  rate: number
  canvas: { width: number; height: number }
  /** A name no other transition has. */
  name: string
  /** What goes and what comes, each as long as the transition, as the canvas shows it. */
  from: string
  into: string
  to: string
}

/** FFmpeg's chains for a transition, frame by frame as `seamLook` says. */
export function seamChains(seam: SeamChains): string[] {
  const { kind, frames, rate, canvas, name, from, into, to } = seam
  const half = Math.ceil(frames / 2)
  const colour = kind === 'flash' ? 'white' : 'black'
  // What stands still is passed on; what fades in has an alpha that grows from 0 by the frame.
  const appear = `format=yuva420p,fade=t=in:s=0:n=${frames}:alpha=1`
  switch (kind) {
    case 'fade':
    case 'flash':
      return [
        `${from}trim=end_frame=${half},setpts=N/${rate}/TB,fade=t=out:s=0:n=${half}:c=${colour},format=yuv420p[${name}a]`,
        `${into}trim=start_frame=${half},setpts=N/${rate}/TB,fade=t=in:s=0:n=${half}:c=${colour},format=yuv420p[${name}b]`,
        `[${name}a][${name}b]concat=n=2:v=1:a=0,setsar=1${to}`,
      ]
    case 'dissolve':
      return [`${into}${appear}[${name}b]`, `${from}[${name}b]overlay=0:0,setsar=1${to}`]
    case 'slide': {
      const share = `(round(t*${rate})/${frames})`
      const shift = `2*round(${canvas.width}*(1-${share}*${share}*(3-2*${share}))/2)`
      return [`${from}${into}overlay=x='${shift}':y=0,setsar=1${to}`]
    }
    case 'zoom':
      return [
        `${from}zoompan=z='1+${ZOOM}*on/${frames}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':d=1:` +
          `s=${canvas.width}x${canvas.height}:fps=${rate},setpts=N/${rate}/TB[${name}a]`,
        `${into}${appear}[${name}b]`,
        `[${name}a][${name}b]overlay=0:0,setsar=1${to}`,
      ]
  }
}
