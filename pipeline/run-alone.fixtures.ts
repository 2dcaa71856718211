import { AppError } from '#core/errors.ts'
import { JobId } from '#core/ids.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import type { Job, JobProgress } from './define-job.ts'
import { fakeDeps } from './job-deps.fixtures.ts'
import type { JobDeps } from './job-deps.ts'
import { jobRecords } from './job-records.ts'

/** A studio's database, and jobs run on it without a queue: what they hand on is listed. */
export async function jobStudio(given: Partial<JobDeps> = {}) {
  const { db } = await freshDatabase()
  const studio = await makeStudio(db)
  const deps = fakeDeps(db, given)
  const handedOn: [string, unknown][] = []
  const progress: JobProgress[] = []

  /** Runs it as the worker would; what it throws goes through `stopped`, as after its last try. */
  async function run<Input>(job: Job<Input>, input: Input, signal = new AbortController().signal) {
    try {
      await job.run({
        input,
        deps,
        jobId: JobId.parse(crypto.randomUUID()),
        userId: studio.owner,
        signal,
        progress: (update) => progress.push(update),
        finish: (write) =>
          db.transaction((tx) =>
            write(tx, async (next, nextInput) => {
              handedOn.push([next.name, nextInput])
            }),
          ),
      })
    } catch (error) {
      if (!isStop(error)) throw error
      await db.transaction(async (tx) => {
        await job.stopped?.({ input, tx, records: jobRecords, handOn: async () => {}, error })
      })
      return error.code
    }
    return 'done'
  }
  return { ...studio, db, deps, run, handedOn, progress }
}

const isStop = (error: unknown): error is AppError => error instanceof AppError
