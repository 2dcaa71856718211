import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { VideoId } from '#core/ids.ts';
import { makeStudio } from '#db/clips.fixtures.ts';
import { getJob } from '#db/jobs.ts';
import { freshDatabase } from '#db/test-database.ts';
import { defineJob } from './define-job.ts';
import { fakeDeps, quiet } from './job-deps.fixtures.ts';
import { openQueue } from './queue.ts';
import { runWorker } from './run-worker.ts';
export const idle = async () => { };
/** A studio's database with a queue that knows this one job. */
export async function studio({ run = idle, limit = 2 } = {}) {
    const job = defineJob({
        name: 'test-job',
        input: z.object({ videoId: VideoId }),
        retry: { limit, delaySeconds: 0, backoff: false },
        timeoutSeconds: 60,
        concurrency: 1,
        run,
        asked: ({ input: { videoId }, tx, records }) => records.videos.markVideo(tx, videoId, 'analysing'),
        stopped: ({ input: { videoId }, tx, records, error }) => records.videos.markVideo(tx, videoId, 'failed', error),
    });
    const database = await freshDatabase();
    const queue = await openQueue(database, quiet, [job]);
    onTestFinished(() => queue.close());
    const { db } = database;
    const { videoId, owner, projectId } = await makeStudio(db);
    const ask = (about = videoId, priority) => db.transaction((tx) => queue.enqueue(job, { videoId: about }, { tx, userId: owner, entity: { type: 'video', id: about }, ...(priority && { priority }) }));
    const work = async () => {
        const deps = fakeDeps(db);
        const worker = await runWorker({ database, queue, deps, log: quiet, pollSeconds: 0.5 });
        onTestFinished(() => worker.stop());
        return worker;
    };
    const status = async (id) => (await getJob(db, id))?.status;
    return { database, db, queue, job, videoId, owner, projectId, ask, work, status };
}
