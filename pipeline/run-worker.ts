import type { JobResult, JobWithMetadata } from 'pg-boss'
import type { Database } from '#db/client.ts'
import { runningJobs } from '#db/jobs.ts'
import type { Job } from './define-job.ts'
import type { JobDeps } from './job-deps.ts'
import type { Log } from './log.ts'
import { CANCELLED, DEAD_LETTERS, type Queue } from './queue.ts'
import { type Delivery, runJob, settleDeadJob } from './run-job.ts'
import { type OnJobEnded, tracedJob } from './traced-job.ts'

export type Worker = {
  /** Stops taking work and lets go of what is under way; it starts anew where a worker runs next. */
  stop(): Promise<void>
}

/** Runs every job of the queue with the given world. */
export async function runWorker(options: {
  database: Database
  queue: Queue
  deps: JobDeps
  log: Log
  /** How often waiting work is looked for beside the notifications: retries come due silently. */
  pollSeconds?: number
  onJobEnded?: OnJobEnded
}): Promise<Worker> {
  const { database, queue, deps, log, pollSeconds = 5, onJobEnded } = options
  const { boss } = queue
  /** What runs here, by job id: how a cancellation finds it. */
  const underWay = new Map<string, AbortController>()
  const ended = new Set<Promise<unknown>>()
  let stopping = false

  // PGlite lives in one process: whatever its books call running died with the process before.
  if (database.engine.kind === 'pglite') {
    for (const { id, type } of await runningJobs(database.db)) {
      log.info({ job: type, jobId: id }, 'a job was cut off; it starts again')
      await queue.restart(id)
    }
  }

  const unlisten = await database.listen(CANCELLED, (id) => underWay.get(id)?.abort('cancelled'))
  const polling = {
    pollingIntervalSeconds: Math.min(2, pollSeconds),
    notifyPollingIntervalSeconds: pollSeconds,
  }

  const begin = async (job: Job) => {
    const workerId = await boss.work(
      job.name,
      { ...polling, includeMetadata: true, perJobResults: true },
      async (deliveries: JobWithMetadata<Delivery>[]): Promise<JobResult[]> => {
        const results: JobResult[] = []
        for (const delivery of deliveries) {
          const controller = new AbortController()
          const { jobId } = delivery.data
          underWay.set(jobId, controller)
          const signal = AbortSignal.any([controller.signal, delivery.signal])
          const isStopping = () => stopping
          const running = tracedJob(job.name, delivery.data, onJobEnded, () =>
            runJob({ job, delivery, queue, deps, log, signal, isStopping }),
          )
          ended.add(running)
          results.push(await running)
          ended.delete(running)
          underWay.delete(jobId)
        }
        // There may be more: look again at once instead of after the next interval.
        boss.notifyWorker(workerId)
        return results
      },
    )
  }
  for (const job of queue.jobs) {
    for (let i = 0; i < job.concurrency; i++) await begin(job)
  }
  await boss.work<Delivery>(DEAD_LETTERS, polling, async (letters) => {
    for (const letter of letters) {
      await settleDeadJob(database.db, queue, letter.data.jobId)
    }
  })

  return {
    async stop() {
      stopping = true
      const names = [...queue.jobs.map(({ name }) => name), DEAD_LETTERS]
      const left = names.map((name) => boss.offWork(name, { wait: false }))
      for (const controller of underWay.values()) controller.abort('stopping')
      await Promise.all([...left, ...ended])
      await unlisten()
    },
  }
}
