import { z } from 'zod';
import { VideoId } from '#core/ids.ts';
import { defineJob } from '../define-job.ts';
import { ingestVideo } from './ingest-video.ts';
/** Makes a video of the sample talk: its film is drawn here, its words come along. */
export const makeSample = defineJob({
    name: 'make-sample',
    input: z.object({ videoId: VideoId }),
    retry: { limit: 3, delaySeconds: 5, backoff: true },
    timeoutSeconds: 900,
    concurrency: 1,
    async run({ input: { videoId }, deps, signal, progress, finish }) {
        const { db, records, sample } = deps;
        if (!(await records.videos.videoForWork(db, videoId)))
            return;
        progress({ percent: 0, step: 'Drawing the sample talk' });
        const talk = await sample.adopt(videoId, signal);
        await finish(async (tx, handOn) => {
            await records.videos.lockVideo(tx, videoId);
            await records.videos.saveVideoPart(tx, videoId, talk.metadata, talk.thumbnailUrl ?? undefined);
            await records.analysis.saveAnalysis(tx, videoId, {
                energyKey: talk.energyKey,
                scenes: talk.scenes,
            });
            if (!(await records.transcripts.newestTranscription(tx, videoId))) {
                await records.transcripts.saveTranscript(tx, videoId, talk.transcript, 'sample');
            }
            await handOn(ingestVideo, { videoId });
        });
    },
    asked: ({ input: { videoId }, tx, records }) => records.videos.markVideo(tx, videoId, 'ingesting'),
    stopped: ({ input: { videoId }, tx, records, error }) => records.videos.markVideo(tx, videoId, 'failed', error),
});
