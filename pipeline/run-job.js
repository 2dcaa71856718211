import { AppError } from '#core/errors.ts';
import { failJob, finishJob, getJob, jobRow, requeueJob, startJob } from '#db/jobs.ts';
import { reportProgress } from './job-progress.ts';
import { jobRecords } from './job-records.ts';
/** Runs one delivery of a job and tells pg-boss how it ended. */
export async function runJob(options) {
    const { job, delivery, queue, deps, log, signal, isStopping } = options;
    const { db } = deps;
    const { jobId } = delivery.data;
    const fields = { job: job.name, jobId, try: delivery.retryCount + 1 };
    // Delivered again after it ended, or cancelled before it began: nothing is done twice.
    const row = await startJob(db, jobId, delivery.retryCount);
    if (!row)
        return { id: delivery.id, status: 'completed' };
    const started = performance.now();
    const progress = reportProgress(db, jobId, row.progress);
    let finished = false;
    try {
        const input = job.input.parse(row.metadata.input);
        const finish = (write) => db.transaction(async (tx) => {
            if (!(await finishJob(tx, jobId)))
                throw new AppError('job.cancelled');
            await write(tx, async (next, nextInput) => {
                await queue.enqueue(next, nextInput, {
                    tx,
                    userId: row.userId,
                    entity: { type: row.entityType, id: row.entityId },
                    priority: row.priority,
                });
            });
        });
        signal.throwIfAborted();
        await job.run({
            input,
            deps,
            jobId,
            userId: row.userId,
            signal,
            progress: progress.report,
            async finish(write) {
                await progress.settled();
                await finish(write);
                finished = true;
            },
        });
        if (!finished) {
            await progress.settled();
            await finish(async () => { });
        }
        log.info({ ...fields, ms: Math.round(performance.now() - started) }, 'job done');
        return { id: delivery.id, status: 'completed' };
    }
    catch (error) {
        await progress.settled();
        if (isStopping() && signal.aborted) {
            // Back where it came from, with no try used up.
            await queue.restart(jobId);
            return { id: delivery.id, status: 'completed' };
        }
        const now = await getJob(db, jobId);
        if (now?.status === 'cancelled') {
            log.info(fields, 'job cancelled');
            return { id: delivery.id, status: 'completed' };
        }
        if (signal.aborted) {
            // Its time was up, or we were silent too long and another worker has been given it. The queue
            // has seen to it already, and the row is not ours to touch.
            log.warn(fields, 'job taken away');
            return { id: delivery.id, status: 'completed' };
        }
        const failure = foreseen(error);
        const last = delivery.retryCount >= delivery.retryLimit || !failure.kind.retry;
        log[last ? 'error' : 'warn']({ ...fields, err: error, code: failure.code }, 'job failed');
        if (last)
            await db.transaction((tx) => stopJob(tx, queue.jobs, jobId, failure));
        else
            await requeueJob(db, jobId, failure);
        return {
            id: delivery.id,
            status: last ? 'deadletter' : 'failed',
            output: { code: failure.code, message: failure.message },
        };
    }
}
const foreseen = (error) => error instanceof AppError ? error : new AppError('job.unforeseen', { cause: error });
/** A job whose tries are used up: its row says so, and what it was about is told. */
async function stopJob(tx, jobs, jobId, error) {
    const row = await jobRow(tx, jobId);
    if (!row || !(await failJob(tx, jobId, error)))
        return;
    const job = jobs.find(({ name }) => name === row.jobType);
    const input = job?.input.parse(row.metadata.input);
    await job?.stopped?.({ input, tx, records: jobRecords, error });
}
/** A dead letter whose job nobody settled: its worker died every time. */
export const settleDeadJob = (db, jobs, jobId) => db.transaction((tx) => stopJob(tx, jobs, jobId, new AppError('job.died')));
