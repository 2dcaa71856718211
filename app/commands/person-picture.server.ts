import { rm, writeFile } from 'node:fs/promises'
import { MAX_PICTURE_SIDE } from '#core/asset.ts'
import { readAssetHeader } from '#core/asset-header.ts'
import { AppError } from '#core/errors.ts'
import type { UserId } from '#core/ids.ts'
import { personKey } from '#db/storage.ts'
import { findAccount, updateUser } from '#db/users.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'

type Context = Pick<AppContext, 'db' | 'storage' | 'squarePicture'> & { user: CurrentUser }

export const MOST_PICTURE_BYTES = 5 * 1024 ** 2

/** Where a browser finds it, and which file it is. */
const addressOf = (userId: UserId, name: string) => `/media/people/${userId}/${name}`
const nameIn = (address: string) => address.split('/').at(-1) ?? ''

/**
 * Shows a person by a picture beside their name: its middle, small and without what the camera wrote
 * into it. Null `bytes`: there were too many.
 */
export async function setPicture(
  { db, storage, squarePicture, user }: Context,
  bytes: Uint8Array | null,
): Promise<void> {
  const header = bytes && readAssetHeader(bytes)
  const side = Math.max(header?.size?.width ?? 0, header?.size?.height ?? 0)
  if (!bytes || header?.kind !== 'picture' || side > MAX_PICTURE_SIDE)
    throw new AppError('person.picture-unusable')
  const name = `${crypto.randomUUID()}.jpg`
  const key = personKey(user.id, name)
  const file = await storage.place(key)
  const given = `${file}.given`
  try {
    await writeFile(given, bytes)
    await squarePicture(given, file)
    await storage.keep(key)
  } catch (error) {
    await storage.remove(key)
    throw error
  } finally {
    await rm(given, { force: true })
  }
  await replace({ db, storage, user }, addressOf(user.id, name))
}

/** Shows a person by their initials again. */
export const removePicture = (context: Pick<Context, 'db' | 'storage' | 'user'>): Promise<void> =>
  replace(context, null)

async function replace(
  { db, storage, user }: Pick<Context, 'db' | 'storage' | 'user'>,
  avatarUrl: string | null,
): Promise<void> {
  const before = (await findAccount(db, user.id))?.avatarUrl
  await updateUser(db, user.id, { avatarUrl })
  if (before) await storage.remove(personKey(user.id, nameIn(before)))
}
