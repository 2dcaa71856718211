import { z } from 'zod';
import { RenderId } from '#core/ids.ts';
import { defineJob } from '../define-job.ts';
/** Makes the files of one export. */
export const renderClip = defineJob({
    name: 'render-clip',
    input: z.object({ renderId: RenderId }),
    retry: { limit: 2, delaySeconds: 5, backoff: true },
    timeoutSeconds: 2 * 3600,
    concurrency: 1,
    async run({ input: { renderId }, deps, signal, progress, finish }) {
        const { db, records } = deps;
        const render = await records.renders.renderForWork(db, renderId);
        if (!render || render.done)
            return;
        const files = await deps.render(render, { signal, onProgress: progress });
        await finish((tx) => records.renders.completeRender(tx, render, {
            storagePath: files.storagePath,
            subtitlesPath: files.subtitlesPath,
            fileSizeBytes: files.bytes,
            durationMs: files.durationMs,
        }));
    },
    async stopped({ input: { renderId }, tx, records, error }) {
        const render = await records.renders.renderForWork(tx, renderId);
        if (!render || render.done)
            return;
        await records.renders.markClip(tx, render.clipId, error.code === 'job.cancelled' ? 'draft' : 'failed');
    },
});
