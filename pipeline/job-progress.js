import { reportJob } from '#db/jobs.ts';
/** Writes closer together than this are saved up: people cannot see more, and the database can. */
const EVERY_MS = 250;
/** Too early to tell how long the rest takes. */
const TELL_AFTER_MS = 2000;
const TELL_AFTER_PERCENT = 2;
/**
 * Carries a job's progress to its row: never back, never too often, one write at a time. Time left
 * follows from time taken unless the job knows better.
 */
export function reportProgress(db, jobId, from = 0, clock = () => performance.now()) {
    const started = clock();
    let best = from;
    let step = null;
    let etaMs = null;
    let written = Number.NEGATIVE_INFINITY;
    let writing = null;
    let waiting = null;
    let dirty = false;
    let over = false;
    const write = () => {
        waiting = null;
        if (writing || !dirty || over)
            return;
        dirty = false;
        written = clock();
        writing = reportJob(db, jobId, { progress: Math.floor(best), step, etaMs })
            // A lost report is replaced by the next one; a database that is gone fails the job elsewhere.
            .catch(() => { })
            .finally(() => {
            writing = null;
            schedule();
        });
    };
    const schedule = () => {
        if (!dirty || writing || waiting || over)
            return;
        waiting = setTimeout(write, Math.max(0, written + EVERY_MS - clock()));
    };
    return {
        report(update) {
            best = Math.min(100, Math.max(best, update.percent));
            step = update.step ?? step;
            etaMs = update.etaMs === undefined ? timeLeft() : update.etaMs && Math.round(update.etaMs);
            dirty = true;
            schedule();
        },
        /** Waits for the write under way; nothing is written after. */
        async settled() {
            over = true;
            if (waiting)
                clearTimeout(waiting);
            await writing;
        },
    };
    function timeLeft() {
        const took = clock() - started;
        const done = best - from;
        if (took < TELL_AFTER_MS || done < TELL_AFTER_PERCENT)
            return null;
        return Math.round((took / done) * (100 - best));
    }
}
