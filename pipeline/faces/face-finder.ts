import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'

/** Where a face is: left, top, width, height, 0–1 of the picture, and how sure that is, 0–1. */
export type FoundFace = { x: number; y: number; w: number; h: number; score: number }

/** Width and height of one cell of the detector's answer, px. Pictures are padded to whole cells. */
const CELL = 32
/** Sizes of face each cell looks for, in cells, as the weights were trained (TinyYOLOv2). */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const
/** The mean colour of what the weights were trained on. */
const MEAN = [117.001, 114.697, 97.404]
/** Two boxes that share more of their area than this are one face. */
const SAME_FACE = 0.4
/** What is no clearer than this is no face. */
const CLEAR = 0.5

const require = createRequire(import.meta.url)

export type FaceFinder = {
  /** Faces of one picture (RGB, rows from the top), the clearest first. */
  find(rgb: Uint8Array, width: number, height: number): FoundFace[]
}

/**
 * Finds faces with the small detector of `@vladmandic/face-api` (its weights, 190 kB, lie in the
 * package) on TensorFlow's WebAssembly kernels. The network is run here layer by layer, so that
 * pictures need not be square and bias and activation are one kernel with each convolution.
 */
export async function loadFaceFinder(): Promise<FaceFinder> {
  const kernels = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))
  setWasmPaths(`${kernels}/`)
  // One thread: it shares the machine with whoever edits.
  setThreadsCount(1)
  await tf.setBackend('wasm')
  await tf.ready()
  const weights = await loadWeights()
  return {
    find(rgb, width, height) {
      const columns = Math.ceil(width / CELL)
      const rows = Math.ceil(height / CELL)
      const answer = tf.tidy(() => {
        const picture = tf.tensor4d(new Float32Array(rgb), [1, height, width, 3])
        const edges: [number, number][] = [
          [0, 0],
          [0, rows * CELL - height],
          [0, columns * CELL - width],
          [0, 0],
        ]
        const padded = tf.div(tf.sub(tf.pad(picture, edges), tf.tensor1d(MEAN)), 255)
        return run(weights, padded as tf.Tensor4D)
      })
      const values = answer.dataSync()
      answer.dispose()
      return distinct(boxes(values, columns, rows, width, height))
    },
  }
}

type Weights = Map<string, tf.Tensor4D | tf.Tensor1D>

function run(weights: Weights, input: tf.Tensor4D): tf.Tensor4D {
  const leaky = { activation: 'leakyrelu', leakyreluAlpha: 0.1 } as const
  const of = <T extends tf.Tensor>(name: string) => weights.get(name) as unknown as T
  const pool = (x: tf.Tensor4D, stride: number) => tf.maxPool(x, [2, 2], stride, 'same')
  let x = tf.fused.conv2d({
    ...{ x: input, filter: of<tf.Tensor4D>('conv0/filters'), bias: of('conv0/bias') },
    ...{ strides: 1, pad: 'valid', ...leaky },
  })
  for (let layer = 1; layer <= 5; layer++) {
    const depthwise = tf.depthwiseConv2d(
      pool(x, 2),
      of<tf.Tensor4D>(`conv${layer}/depthwise_filter`),
      1,
      'same',
    )
    x = tf.fused.conv2d({
      ...{ x: depthwise, filter: of<tf.Tensor4D>(`conv${layer}/pointwise_filter`) },
      ...{ bias: of(`conv${layer}/bias`), strides: 1, pad: 'valid', ...leaky },
    })
  }
  return tf.fused.conv2d({
    ...{ x: pool(x, 1), filter: of<tf.Tensor4D>('conv8/filters'), bias: of('conv8/bias') },
    ...{ strides: 1, pad: 'valid' },
  })
}

type Manifest = {
  weights: {
    name: string
    shape: [number, number, number, number]
    quantization: { scale: number; min: number }
  }[]
}[]

/** One byte a weight, each tensor with its own scale. */
async function loadWeights(): Promise<Weights> {
  const folder = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model')
  const file = (name: string) => readFile(join(folder, `tiny_face_detector_model${name}`))
  const [manifest, bytes] = await Promise.all([file('-weights_manifest.json'), file('.bin')])
  const weights: Weights = new Map()
  let at = 0
  for (const { name, shape, quantization } of (JSON.parse(manifest.toString()) as Manifest)[0]
    ?.weights ?? []) {
    const { scale, min } = quantization
    const size = shape.reduce((a, b) => a * b, 1)
    const values = Float32Array.from(bytes.subarray(at, at + size), (value) => value * scale + min)
    weights.set(name, tf.keep(tf.tensor(values, shape)) as tf.Tensor4D)
    at += size
  }
  return weights
}

/** Each cell answers, for each size of face: where its middle is, how large it is, how sure. */
function boxes(
  values: ArrayLike<number>,
  columns: number,
  rows: number,
  width: number,
  height: number,
): FoundFace[] {
  const found: FoundFace[] = []
  const share = (px: number, side: number) => Math.min(1, Math.max(0, px / side))
  for (let cell = 0; cell < columns * rows; cell++) {
    for (const [a, [wide, high]] of ANCHORS.entries()) {
      const at = (cell * ANCHORS.length + a) * 5
      const value = (i: number) => values[at + i] ?? 0
      const score = sigmoid(value(4))
      if (score < CLEAR) continue
      const w = Math.exp(value(2)) * wide * CELL
      const h = Math.exp(value(3)) * high * CELL
      const x = ((cell % columns) + sigmoid(value(0))) * CELL - w / 2
      const y = (Math.floor(cell / columns) + sigmoid(value(1))) * CELL - h / 2
      const left = share(x, width)
      const top = share(y, height)
      const face = { x: left, y: top, w: share(x + w, width) - left, h: share(y + h, height) - top }
      if (face.w > 0 && face.h > 0) found.push({ ...face, score })
    }
  }
  return found
}

/** Of boxes about the same face, the clearest. */
function distinct(found: FoundFace[]): FoundFace[] {
  const kept: FoundFace[] = []
  for (const face of found.sort((a, b) => b.score - a.score))
    if (!kept.some((one) => overlap(one, face) > SAME_FACE)) kept.push(face)
  return kept
}

/** Shared area over the area of both, 0–1. */
export function overlap(
  a: Pick<FoundFace, 'x' | 'y' | 'w' | 'h'>,
  b: Pick<FoundFace, 'x' | 'y' | 'w' | 'h'>,
): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  if (w <= 0 || h <= 0) return 0
  return (w * h) / (a.w * a.h + b.w * b.h - w * h)
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
