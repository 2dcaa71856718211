import type { AwsRegion } from '@remotion/lambda-client'
import { type LambdaSetup, lambdaWork } from '#core/lambda-export.ts'

/** What the functions would cost for a film of so many frames, dollars: an estimate. */
export async function lambdaPrice(frames: number, setup: LambdaSetup): Promise<number> {
  const { estimatePrice } = await import('@remotion/lambda-client')
  const { functions, ms } = lambdaWork(frames, setup)
  const { memory, disk } = sizeOf(setup.functionName)
  return estimatePrice({
    region: setup.region as AwsRegion,
    ...{ memorySizeInMb: memory, diskSizeInMb: disk },
    ...{ lambdasInvoked: functions, durationInMilliseconds: ms },
  })
}

/** MB, as the name of a deployed function says: `remotion-render-4-0-527-mem2048mb-disk2048mb-120sec`. */
function sizeOf(name: string): { memory: number; disk: number } {
  const [, memory, disk] = /-mem(\d+)mb-disk(\d+)mb-\d+sec/.exec(name) ?? []
  if (!memory || !disk) throw new Error(`not the name of a function of Remotion’s: ${name}`)
  return { memory: Number(memory), disk: Number(disk) }
}
