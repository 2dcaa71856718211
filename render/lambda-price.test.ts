import { expect, test } from 'vitest'
import { framesPerFunction, lambdaWork } from '#core/lambda-export.ts'
import { lambdaPrice } from './lambda-price.ts'

const setup = {
  ...{ region: 'us-east-1', bucket: 'remotionlambda-x', functions: 9 },
  functionName: 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec',
}

test('a clip is divided among the functions there are, and none is called for a few frames', () => {
  expect(framesPerFunction(900, setup)).toBe(100)
  expect(lambdaWork(900, setup).functions).toBe(10)
  expect(framesPerFunction(60, setup)).toBe(30)
  expect(lambdaWork(60, setup).functions).toBe(3)
})

test('the price follows what the functions’ name says of their size', async () => {
  // 370 s of 2 GB at 0.0000133334 $ a GB second (ARM), and a little for calls.
  const price = await lambdaPrice(900, setup)
  expect(price).toBeGreaterThan(0.0098)
  expect(price).toBeLessThan(0.0101)
  const twice = setup.functionName.replace('mem2048', 'mem4096')
  expect((await lambdaPrice(900, { ...setup, functionName: twice })) / price).toBeCloseTo(2, 1)
  await expect(lambdaPrice(900, { ...setup, functionName: 'mine' })).rejects.toThrow('mine')
})
