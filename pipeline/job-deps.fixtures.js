import { jobRecords } from './job-records.ts';
export const quiet = { info() { }, warn() { }, error() { } };
/** A world where whatever a test does not supply says so loudly when it is touched. */
export function fakeDeps(db, given = {}) {
    const absent = (name) => new Proxy(() => { }, {
        get: (_, key) => {
            throw new Error(`this test supplies no ${name}.${String(key)}`);
        },
        apply: () => {
            throw new Error(`this test supplies no ${name}`);
        },
    });
    return {
        db,
        records: jobRecords,
        log: quiet,
        speech: null,
        storage: absent('storage'),
        ingest: absent('ingest'),
        moments: absent('moments'),
        render: absent('render'),
        sample: absent('sample'),
        ...given,
    };
}
