import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { VideoId } from '#core/ids.ts';
import { makeTranscript } from '#core/transcript.ts';
import { defineJob } from '../define-job.ts';
import { analyseVideo } from './analyse-video.ts';
/** Has the speech engine hear a video's words. Words that are there already are never replaced. */
export const transcribeVideo = defineJob({
    name: 'transcribe-video',
    input: z.object({ videoId: VideoId }),
    retry: { limit: 3, delaySeconds: 10, backoff: true },
    timeoutSeconds: 6 * 3600,
    concurrency: 2,
    async run({ input: { videoId }, deps, signal, progress, finish }) {
        const { db, records, storage, speech } = deps;
        const video = await records.videos.videoForWork(db, videoId);
        if (!video)
            return;
        if (!(await records.transcripts.newestTranscription(db, videoId))) {
            if (!speech)
                throw new AppError('speech.no-engine');
            if (!video.metadata.speech)
                throw new AppError('speech.no-speech');
            progress({ percent: 0, step: 'Listening' });
            const analysis = await records.analysis.getAnalysis(db, videoId);
            const { energy } = await deps.ingest.signals(analysis);
            const heard = await speech.transcribe({ videoId, path: await storage.place(video.metadata.speech), energy }, { signal, onProgress: (percent) => progress({ percent, step: 'Listening' }) });
            const transcript = makeTranscript(heard.language, heard.segments);
            if (transcript.segments.length === 0)
                throw new AppError('speech.no-speech');
            return finish(async (tx, handOn) => {
                await records.videos.lockVideo(tx, videoId);
                if (!(await records.transcripts.newestTranscription(tx, videoId))) {
                    await records.transcripts.saveTranscript(tx, videoId, transcript, speech.id);
                }
                await records.videos.markVideo(tx, videoId, 'analysing');
                await handOn(analyseVideo, { videoId });
            });
        }
        await finish(async (tx, handOn) => {
            await records.videos.markVideo(tx, videoId, 'analysing');
            await handOn(analyseVideo, { videoId });
        });
    },
    asked: ({ input: { videoId }, tx, records }) => records.videos.markVideo(tx, videoId, 'transcribing'),
    /** Everything but the words is there: the video can be watched, and words can be imported. */
    async stopped({ input: { videoId }, tx, records, error }) {
        if (await records.transcripts.newestTranscription(tx, videoId))
            return;
        await records.videos.markVideo(tx, videoId, 'needs-words', error);
    },
});
