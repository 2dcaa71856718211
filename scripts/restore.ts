/** `npm run restore -- FILE`: loads a backup into an empty place. */
import { resolve } from 'node:path'
import { BackupError, restore } from '#db/backup.ts'
import { unfinishedJobs } from '#db/jobs.ts'
import { openQueue } from '#pipeline/queue.ts'
import { openPlace, sayAndExit } from './open-place.ts'

try {
  const from = process.argv[2]
  if (!from) throw new BackupError('Say which file: npm run restore -- cliproom.tar')
  const place = await openPlace()
  try {
    const { rows, files } = await restore(
      { ...place, keepSecret: place.writeSecret },
      resolve(from),
    )
    // Work that waited or ran is asked for anew: the queue's own books are not in a backup.
    const queue = await openQueue(place.database, console)
    const open = await unfinishedJobs(place.database.db)
    for (const id of open) await queue.restart(id)
    await queue.close()
    if (!place.hasSecret())
      console.log(
        'The key of where it was made is not in this backup. Set SECRET_KEY to the same before you start, or secrets of webhooks cannot be read.',
      )
    console.log(`${rows} rows and ${files} files are back; ${open.length} jobs wait to go on.`)
  } finally {
    await place.close()
  }
} catch (error) {
  sayAndExit(error)
}
