import { join } from 'node:path'
import { folderStorage, type Storage } from '#db/storage.ts'
import type { Config } from './config.ts'

/** Where files are kept: the bucket of the configuration, else the data folder. */
export async function openStorage(
  config: Pick<Config, 's3'>,
  dataFolder: string,
): Promise<Storage & { trim?(): Promise<void>; close?(): void }> {
  const folder = join(dataFolder, 'files')
  if (!config.s3) return folderStorage(folder)
  // Amazon's client takes a while to load, and most places have no bucket.
  const { s3Storage } = await import('#db/s3-storage.ts')
  return s3Storage(config.s3, folder)
}
