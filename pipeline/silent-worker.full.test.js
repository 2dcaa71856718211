import { expect, test } from 'vitest';
import { getJob } from '#db/jobs.ts';
import { videoForWork } from '#db/video-work.ts';
import { studio } from './queue-studio.fixtures.ts';
/** Longer than a heartbeat and the look for silent workers that follows it. */
const patient = { timeout: 30_000, interval: 250 };
/** Takes a job and is never heard of again, as a killed machine does. */
async function takenBySilentWorker(limit) {
    let runs = 0;
    const made = await studio({
        limit,
        run: async () => {
            runs++;
        },
    });
    const id = await made.ask();
    expect(await made.queue.boss.fetch(made.job.name)).toHaveLength(1);
    return { ...made, id, runs: () => runs };
}
test('the job of a worker that fell silent is given to another', async () => {
    const { work, status, id, runs } = await takenBySilentWorker(2);
    await work();
    await expect.poll(() => status(id), patient).toBe('done');
    expect(runs()).toBe(1);
});
test('a job whose workers fall silent every time is given up, and its video says so', async () => {
    const { db, work, status, id, runs, videoId } = await takenBySilentWorker(0);
    await work();
    await expect.poll(() => status(id), patient).toBe('failed');
    expect(runs()).toBe(0);
    expect((await getJob(db, id))?.errorCode).toBe('job.died');
    expect((await videoForWork(db, videoId))?.status).toBe('failed');
});
