import { Readable } from 'node:stream'
import { isAppError } from '#core/errors.ts'
import { getAsset } from '#db/assets.ts'
import { AddAsset, addAsset } from '../commands/assets.server.ts'
import type { AppContext } from './context.ts'

export const ASSETS_PATH = '/assets'

/**
 * A picture or a sound from the editor: the body is the file itself, so that nothing of it is held in
 * memory. `?name=`, `?clip=` for whose workspace, `?kind=` for what it is meant to be.
 */
export async function receiveAsset(request: Request, context: AppContext): Promise<Response> {
  const { user } = context
  if (!user) return refusal(401, 'Sign in to go on.')
  const { searchParams } = new URL(request.url)
  const asked = AddAsset.safeParse({
    name: searchParams.get('name'),
    clipId: searchParams.get('clip') ?? undefined,
    kind: searchParams.get('kind') ?? undefined,
  })
  if (!asked.success) return refusal(400, 'Something in this request is not right.')
  try {
    const bytes = request.body ? Readable.fromWeb(request.body as never) : Readable.from([])
    const { assetId } = await addAsset({ ...context, user }, asked.data, bytes)
    return Response.json(await getAsset(context.db, assetId, user.id), { status: 201 })
  } catch (error) {
    if (!isAppError(error)) throw error
    return refusal(error.kind.status, error.message)
  }
}

const refusal = (status: number, message: string) => Response.json({ message }, { status })
