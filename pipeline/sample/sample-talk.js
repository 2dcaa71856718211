import { copyFile, link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeTranscript } from '#core/transcript.ts';
import { videoKey } from '#db/storage.ts';
import { runFfmpeg } from '#render/ffmpeg.ts';
import { drawTalk, sampleTranscriptPath } from './draw-talk.ts';
/** Its files live where a video's do, under an id no video has. */
const SAMPLE = 'sample';
/** Written last: what is listed here is whole. */
const PREPARED = videoKey(SAMPLE, 'prepared-1.json');
export function sampleTalk(world) {
    const { tools, storage, ingest } = world;
    let preparing = null;
    const prepared = (signal) => {
        preparing ??= prepareOnce(signal).finally(() => {
            preparing = null;
        });
        return preparing;
    };
    async function prepareOnce(signal) {
        const done = await storage.place(PREPARED);
        const before = await readFile(done, 'utf8').catch(() => null);
        if (before)
            return JSON.parse(before);
        const film = await storage.place(videoKey(SAMPLE, 'source'));
        if ((await storage.size(videoKey(SAMPLE, 'source'))) === null) {
            const part = await storage.place(videoKey(SAMPLE, '.talk.part.mp4'));
            await drawTalk((args) => runFfmpeg(tools, args, { signal }), part);
            await rename(part, film);
        }
        const facts = await ingest.probe(film, signal);
        const found = { metadata: {}, thumbnailUrl: null, energyKey: null, scenes: [] };
        const { energyKey } = await ingest.prepare({ videoId: SAMPLE, path: film, facts, have: {} }, {
            signal,
            onProgress: () => { },
            async onPart({ metadata, thumbnailUrl }) {
                Object.assign(found.metadata, metadata);
                found.thumbnailUrl = thumbnailUrl ?? found.thumbnailUrl;
            },
        });
        found.energyKey = energyKey;
        found.scenes = await ingest.scenes({ videoId: SAMPLE, durationMs: facts.durationMs }, { signal, onProgress: () => { } });
        await writeFile(`${done}.part`, JSON.stringify(found));
        await rename(`${done}.part`, done);
        return found;
    }
    return {
        async prepare(signal) {
            await prepared(signal);
        },
        async adopt(videoId, signal) {
            const found = await prepared(signal);
            const from = dirname(await storage.place(PREPARED));
            for (const name of await readdir(from)) {
                if (name.startsWith('.') || name.endsWith('.json'))
                    continue;
                await shareFile(join(from, name), await storage.place(videoKey(videoId, name)));
            }
            // Every key and address names the sample's folder; the copies are in the video's own.
            const own = JSON.parse(JSON.stringify(found).replaceAll(`videos/${SAMPLE}/`, `videos/${videoId}/`));
            return { ...own, transcript: await readSampleTranscript() };
        },
    };
}
/** A second name for the same bytes; a copy where the file system has no such thing. */
async function shareFile(from, to) {
    await rm(to, { force: true });
    await link(from, to).catch(() => copyFile(from, to));
}
async function readSampleTranscript() {
    const { segments } = JSON.parse(await readFile(sampleTranscriptPath, 'utf8'));
    return makeTranscript('en', segments.map(({ start, end, speaker, words }) => ({
        from: start * 1000,
        to: end * 1000,
        speaker,
        words: words.map((word) => ({
            text: word.word,
            from: word.start * 1000,
            to: word.end * 1000,
            confidence: null,
            timing: 'native',
        })),
    })));
}
