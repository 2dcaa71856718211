/** `npm run backup -- [FILE]`: everything of this place in one archive. */
import { join, resolve } from 'node:path'
import { backUp } from '#db/backup.ts'
import { openPlace, sayAndExit } from './open-place.ts'

try {
  const place = await openPlace()
  const stamp = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')
  const file = resolve(process.argv[2] ?? join(place.dataFolder, '..', `cliproom-${stamp}.tar`))
  try {
    const secretKey = await place.readSecret()
    const { tables, rows, files, bytes } = await backUp({ ...place, secretKey }, file)
    const key = secretKey
      ? 'It holds the key of this place: keep it as safe as the server.'
      : 'The key of this place, SECRET_KEY, is not in it: keep that as well, apart from it.'
    console.log(
      `${rows} rows of ${tables} tables and ${files} files (${(bytes / 1e6).toFixed(1)} MB) are in ${file}. ${key}`,
    )
  } finally {
    await place.close()
  }
} catch (error) {
  sayAndExit(error)
}
