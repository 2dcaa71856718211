/** How a browser hands out a canvas as the frame of a film. */
type Frames = {
  /** Whether blue comes first, as in our files, or red. */
  blueFirst: boolean
  /** Whether colours come multiplied by their alpha. */
  multiplied: boolean
}

let frames: Promise<Frames | null> | null = null
let room = new Uint8Array(0)

/**
 * The px of a canvas as blue, green, red and alpha. They stand in memory that the next call overwrites:
 * `getImageData` asks for new memory each time, and to touch that for the first time takes longer than
 * to draw. It is what is left where a browser has no frames, or other ones.
 */
export async function canvasPixels(
  canvas: HTMLCanvasElement,
  pen: CanvasRenderingContext2D,
): Promise<Uint32Array> {
  frames ??= framesHere()
  const kind = await frames
  const { width, height } = canvas
  if (!kind) {
    const { data } = pen.getImageData(0, 0, width, height)
    return straight(new Uint32Array(data.buffer), { blueFirst: false, multiplied: false })
  }
  const length = width * height * 4
  if (room.length < length) room = new Uint8Array(length)
  const frame = new VideoFrame(canvas, { timestamp: 0 })
  try {
    await frame.copyTo(room.subarray(0, length))
  } finally {
    frame.close()
  }
  return straight(new Uint32Array(room.buffer, 0, width * height), kind)
}

/** Tried on a px of half a red: browsers do not say whether they multiply. */
async function framesHere(): Promise<Frames | null> {
  if (!('VideoFrame' in window)) return null
  const canvas = Object.assign(document.createElement('canvas'), { width: 2, height: 2 })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return null
  pen.fillStyle = 'rgb(255 0 0 / 50%)'
  pen.fillRect(0, 0, 2, 2)
  const frame = new VideoFrame(canvas, { timestamp: 0 })
  try {
    const { format } = frame
    if (format !== 'BGRA' && format !== 'RGBA') return null
    const bytes = new Uint8Array(frame.allocationSize())
    await frame.copyTo(bytes)
    return { blueFirst: format === 'BGRA', multiplied: Math.max(...bytes) < 255 }
  } finally {
    frame.close()
  }
}

/** In place. */
function straight(pixels: Uint32Array, { blueFirst, multiplied }: Frames): Uint32Array {
  if (blueFirst && !multiplied) return pixels
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] as number
    if (pixel === 0) continue
    const alpha = pixel >>> 24
    let [low, middle, high] = [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255]
    if (multiplied && alpha > 0 && alpha < 255) {
      low = Math.min(255, Math.round((low * 255) / alpha))
      middle = Math.min(255, Math.round((middle * 255) / alpha))
      high = Math.min(255, Math.round((high * 255) / alpha))
    }
    const [blue, red] = blueFirst ? [low, high] : [high, low]
    pixels[i] = ((alpha << 24) | (red << 16) | (middle << 8) | blue) >>> 0
  }
  return pixels
}
