import type { Db } from '#db/client.ts'
import type { JobDeps } from './job-deps.ts'
import { jobRecords } from './job-records.ts'
import type { Log } from './log.ts'

export const quiet: Log = { info() {}, warn() {}, error() {} }

/** A world where whatever a test does not supply says so loudly when it is touched. */
export function fakeDeps(db: Db, given: Partial<JobDeps> = {}): JobDeps {
  const absent = (name: string) =>
    new Proxy(() => {}, {
      get: (_, key) => {
        throw new Error(`this test supplies no ${name}.${String(key)}`)
      },
      apply: () => {
        throw new Error(`this test supplies no ${name}`)
      },
    }) as never
  return {
    db,
    records: jobRecords,
    log: quiet,
    speech: [],
    spendUnasked: 0,
    storage: absent('storage'),
    fetchVideo: absent('fetchVideo'),
    ingest: absent('ingest'),
    moments: absent('moments'),
    translateClip: absent('translateClip'),
    render: absent('render'),
    sample: absent('sample'),
    postWebhook: absent('postWebhook'),
    mail: absent('mail'),
    unseal: absent('unseal'),
    ...given,
  }
}
