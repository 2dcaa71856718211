/** A picture is drawn this high, px: what a card shows, on a screen of two dots a pixel. */
const HEIGHT = 424
/** A seek that takes longer than this is given up; the small picture stays. */
const SEEK_MS = 4_000

type Wanted = { atMs: number; done: (still: HTMLCanvasElement | null) => void; signal: AbortSignal }

/**
 * Sharp pictures out of a video, one after the other, by a player nobody sees. It is made at the first
 * wish and let go when there are none left.
 */
export function stillFrames(src: string) {
  const waiting: Wanted[] = []
  let busy = false

  const work = async () => {
    if (busy) return
    busy = true
    const video = document.createElement('video')
    video.muted = true
    video.preload = 'auto'
    video.src = src
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (next.signal.aborted) continue
      const there = await seek(video, next.atMs / 1000, next.signal)
      next.done(there ? draw(video) : null)
    }
    video.removeAttribute('src')
    video.load()
    busy = false
  }

  return {
    take(atMs: number, signal: AbortSignal): Promise<HTMLCanvasElement | null> {
      return new Promise((done) => {
        waiting.push({ atMs, done, signal })
        void work()
      })
    },
  }
}

function seek(video: HTMLVideoElement, to: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (there: boolean) => {
      clearTimeout(timer)
      video.removeEventListener('seeked', seeked)
      video.removeEventListener('error', broken)
      signal.removeEventListener('abort', broken)
      resolve(there)
    }
    // Past the end of the file it stops short, on nothing.
    const seeked = () => end(video.videoWidth > 0 && Math.abs(video.currentTime - to) < 1)
    const broken = () => end(false)
    const timer = setTimeout(broken, SEEK_MS)
    video.addEventListener('seeked', seeked)
    video.addEventListener('error', broken)
    signal.addEventListener('abort', broken)
    video.currentTime = to
  })
}

function draw(video: HTMLVideoElement): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  const scale = Math.min(1, HEIGHT / video.videoHeight)
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d')
  context?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return context && canvas
}
