/** Too early to tell how long the rest takes. */
const TELL_AFTER_MS = 3000;
/**
 * `costs` are seconds as guessed beforehand; only their proportions matter, and the time left follows
 * from how fast the work has really gone.
 */
export function stageProgress(costs, onProgress, clock = () => performance.now()) {
    const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0);
    const done = new Map();
    const started = clock();
    let percent = 0;
    return (stage, share, step) => {
        done.set(stage, costs[stage] * Math.min(1, Math.max(0, share)));
        const ready = [...done.values()].reduce((sum, cost) => sum + cost, 0) / Math.max(1e-9, total);
        percent = Math.max(percent, Math.min(100, ready * 100));
        const elapsed = clock() - started;
        const etaMs = elapsed < TELL_AFTER_MS || percent < 2
            ? null
            : Math.round((elapsed / percent) * (100 - percent));
        onProgress({ percent, step, etaMs });
    };
}
