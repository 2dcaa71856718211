import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * The smallest recogniser there is: one layer that says "hey" where sound is loud and nothing where it
 * is not. A real model to what runs models: written as one, read as one.
 */

const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)])
/** Fields of a protocol buffer message. */
const int = (field: number, value: number) => Buffer.from([...varint(field << 3), ...varint(value)])
const bytes = (field: number, value: Buffer | string) => {
  const body = Buffer.from(value as string)
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(body.length)]), body])
}
const message = (field: number, ...parts: Buffer[]) => bytes(field, Buffer.concat(parts))

const FLOAT = 1
const INT64 = 7
const node = (type: string, inputs: string[], output: string, ...attributes: Buffer[]) =>
  message(
    1,
    ...inputs.map((name) => bytes(1, name)),
    bytes(2, output),
    bytes(4, type),
    ...attributes.map((one) => bytes(5, one)),
  )
/** An attribute of one number, or of several. */
const attribute = (name: string, value: number | number[]) =>
  Array.isArray(value)
    ? Buffer.concat([bytes(1, name), ...value.map((one) => int(8, one)), int(20, 7)])
    : Buffer.concat([bytes(1, name), int(3, value), int(20, 2)])
const floats = (name: string, dims: number[], values: number[]) =>
  message(
    5,
    ...dims.map((dim) => int(1, dim)),
    int(2, FLOAT),
    bytes(8, name),
    bytes(9, Buffer.from(Float32Array.from(values).buffer)),
  )
const longs = (name: string, values: number[]) =>
  message(
    5,
    int(1, values.length),
    int(2, INT64),
    bytes(8, name),
    bytes(9, Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer)),
  )
const value = (field: number, name: string, type: number, dims: (string | number)[]) =>
  message(
    field,
    bytes(1, name),
    message(
      2,
      message(
        1,
        int(1, type),
        message(
          2,
          ...dims.map((dim) => message(1, typeof dim === 'number' ? int(1, dim) : bytes(2, dim))),
        ),
      ),
    ),
  )

/** Log energies of a filter bank: silence is about −16, a tone's band far above 0. */
const LOUD = -2

export async function writeTinyModel(folder: string): Promise<void> {
  const graph = message(
    7,
    // Every fourth frame, its loudest band, above or below what is loud.
    node('Slice', ['x', 'from', 'to', 'axis', 'step'], 'frames'),
    node('ReduceMax', ['frames'], 'level', attribute('axes', [2]), attribute('keepdims', 1)),
    node('MatMul', ['level', 'weights'], 'scores'),
    node('Add', ['scores', 'bias'], 'logits'),
    node('LogSoftmax', ['logits'], 'log_probs', attribute('axis', 2)),
    node('Add', ['x_lens', 'three'], 'rounded'),
    node('Div', ['rounded', 'four'], 'log_probs_len'),
    bytes(2, 'tiny'),
    longs('from', [0]),
    longs('to', [1_000_000]),
    longs('axis', [1]),
    longs('step', [4]),
    longs('three', [3]),
    longs('four', [4]),
    floats('weights', [1, 2], [-1, 1]),
    floats('bias', [2], [LOUD, -LOUD]),
    value(11, 'x', FLOAT, ['N', 'T', 80]),
    value(11, 'x_lens', INT64, ['N']),
    value(12, 'log_probs', FLOAT, ['N', 'T4', 2]),
    value(12, 'log_probs_len', INT64, ['N']),
  )
  const opset = message(8, bytes(1, ''), int(2, 13))
  await writeFile(join(folder, 'model.onnx'), Buffer.concat([int(1, 8), graph, opset]))
  await writeFile(join(folder, 'tokens.txt'), '<blk> 0\n\u2581hey 1\n')
}
