/** `npm run backup -- [FILE]`: everything of this place in one archive. */
import { join, resolve } from 'node:path'
import { backUp } from '#db/backup.ts'
import { openPlace, sayAndExit } from './open-place.ts'

try {
  const place = await openPlace()
  const stamp = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')
  const file = resolve(process.argv[2] ?? join(place.dataFolder, '..', `cliproom-${stamp}.tar`))
  try {
    const { tables, rows, files, bytes } = await backUp(
      { ...place, secretKey: await place.readSecret() },
      file,
    )
    console.log(
      `${rows} rows of ${tables} tables and ${files} files (${(bytes / 1e6).toFixed(1)} MB) are in ${file}. It holds the key of this place: keep it as safe as the server.`,
    )
  } finally {
    await place.close()
  }
} catch (error) {
  sayAndExit(error)
}
