import type { AwsRegion } from '@remotion/lambda-client'
import { type LambdaSetup, lambdaWork, sizeOfFunction } from '#core/lambda-export.ts'

/** What the functions would cost for a film of so many frames, dollars: an estimate. */
export async function lambdaPrice(frames: number, setup: LambdaSetup): Promise<number> {
  const { estimatePrice } = await import('@remotion/lambda-client')
  const { functions, ms } = lambdaWork(frames, setup)
  const size = sizeOfFunction(setup.functionName)
  if (!size) throw new Error(`not the name of a function of Remotion’s: ${setup.functionName}`)
  return estimatePrice({
    region: setup.region as AwsRegion,
    ...{ memorySizeInMb: size.memory, diskSizeInMb: size.disk },
    ...{ lambdasInvoked: functions, durationInMilliseconds: ms },
  })
}
