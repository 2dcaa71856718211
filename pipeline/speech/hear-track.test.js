import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { folderStorage } from '#db/storage.ts';
import { hearTrack } from './hear-track.ts';
import { openaiCompatible } from './openai-compatible.ts';
import { planChunks } from './plan-chunks.ts';
import { speechServer, wavOf } from './speech-server.fixtures.ts';
const never = new AbortController().signal;
/** Speech with half a second of quiet before each whole minute, and shorter pauses every 7 s. */
const speaks = (at) => at % 60_000 < 59_500 && at % 7000 < 6800;
const energyOf = (ms) => Float32Array.from({ length: Math.ceil(ms / 100) }, (_, i) => (speaks(i * 100 + 50) ? -20 : -80));
test('a short track is heard in one piece', () => {
    expect(planChunks(energyOf(90_000), 90_000, 120_000)).toEqual([{ from: 0, to: 90_000 }]);
});
test('a long track is cut in its longest pauses, end to end, no piece too long', () => {
    const length = 47 * 60_000 + 1234;
    const chunks = planChunks(energyOf(length), length, 600_000);
    expect(chunks[0]?.from).toBe(0);
    expect(chunks.at(-1)?.to).toBe(length);
    for (const [i, { from, to }] of chunks.entries()) {
        expect(from).toBe(chunks[i - 1]?.to ?? 0);
        expect(to - from).toBeLessThanOrEqual(600_000);
        if (i > 0)
            expect(from % 60_000).toBeGreaterThanOrEqual(59_500);
    }
});
test('a track without quiet, and one without any levels, is cut all the same', () => {
    for (const energy of [new Float32Array(20_000).fill(-20), new Float32Array()]) {
        const chunks = planChunks(energy, 2_000_000, 600_000);
        expect(Math.max(...chunks.map(({ from, to }) => to - from))).toBeLessThanOrEqual(600_000);
        expect(chunks.at(-1)?.to).toBe(2_000_000);
    }
});
/** Names each chunk by its length, with a word at its start and one at its end. */
const echo = ({ wavMs }) => ({
    json: {
        language: 'english',
        segments: [{ start: 0, end: wavMs / 1000, text: 'start end' }],
        words: [
            { word: 'start', start: 0.1, end: 0.4 },
            { word: 'end', start: wavMs / 1000 - 0.4, end: wavMs / 1000 - 0.1 },
        ],
    },
});
async function track(minutes, answer) {
    const folder = await mkdtemp(join(tmpdir(), 'cliproom-speech-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'speech.wav');
    const ms = minutes * 60_000;
    await writeFile(path, wavOf(ms, speaks));
    const server = await speechServer(answer);
    const engine = openaiCompatible({ baseUrl: server.url, apiKey: null, model: 'tiny' }, { firstWaitMs: 1, tries: 2 });
    const speech = hearTrack(engine, folderStorage(folder));
    const progress = [];
    const hear = (signal = never) => speech.transcribe({ videoId: 'v', path, energy: energyOf(ms) }, { signal, onProgress: (percent) => progress.push(percent) });
    return { ...server, hear, ms, progress };
}
test('a long track is heard in chunks, and its words are put back where they were said', async () => {
    const { hear, asked, ms, progress } = await track(9, echo);
    const { language, segments } = await hear();
    expect(language).toBe('en');
    expect(asked.length).toBeGreaterThanOrEqual(5);
    expect(asked.reduce((sum, { wavMs }) => sum + wavMs, 0)).toBe(ms);
    const times = segments.flatMap(({ words }) => words.flatMap(({ from, to }) => [from, to]));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBe(ms - 100);
    expect(progress.at(-1)).toBeCloseTo(100);
    // The first chunks tell the language; the others are told.
    expect(asked.filter(({ fields }) => fields.language?.[0] === 'en')).toHaveLength(asked.length - 3);
});
test('a retry hears nothing twice', async () => {
    let down = true;
    const { hear, asked } = await track(9, (one, count) => down && count >= 4 ? { status: 401 } : echo(one));
    await expect(hear()).rejects.toThrow(AppError);
    const before = asked.length;
    down = false;
    const { segments } = await hear();
    const after = asked.length - before;
    expect(after).toBeLessThanOrEqual(segments.length - 3);
    await hear();
    expect(asked.length - before).toBe(after);
});
test('a cancel stops between chunks and inside them', async () => {
    const stop = new AbortController();
    const { hear, asked } = await track(9, () => 'hang');
    const call = hear(stop.signal).catch((error) => error);
    await expect.poll(() => asked.length).toBe(3);
    stop.abort();
    expect(await call).toMatchObject({ code: 'job.cancelled' });
    expect(asked).toHaveLength(3);
});
