import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { openaiCompatible } from './openai-compatible.ts';
import { speechServer, wavOf } from './speech-server.fixtures.ts';
const wav = wavOf(4000);
const calm = { firstWaitMs: 5 };
const never = new AbortController().signal;
async function engineOf(answer, patience = calm, signal = never) {
    const server = await speechServer(answer);
    const engine = openaiCompatible({ baseUrl: server.url, apiKey: 'key-1', model: 'tiny' }, patience);
    if (!engine)
        throw new Error('no engine');
    const hear = (language) => engine.transcribe({ wav, durationMs: 4000 }, { language, signal });
    const words = async () => (await hear()).segments.flatMap((segment) => segment.words.map(({ text, from, to, timing }) => [text, from, to, timing]));
    return { ...server, engine, hear, words };
}
const code = (promise) => promise.then(() => 'heard', (error) => (error instanceof AppError ? error.code : error));
const native = [
    ["That's", 500, 900, 'native'],
    ['it.', 1000, 1500, 'native'],
];
test.each([
    [
        'words beside the segments',
        {
            language: 'english',
            text: "That's it.",
            segments: [{ id: 0, start: 0.5, end: 1.5, text: " That's it.", no_speech_prob: 0.01 }],
            words: [
                { word: "That's", start: 0.5, end: 0.9 },
                { word: 'it', start: 1, end: 1.5 },
            ],
        },
    ],
    [
        'words inside the segments and beside them, with probabilities',
        {
            language: 'en',
            segments: [
                {
                    start: 0.5,
                    end: 1.5,
                    text: " That's it.",
                    words: [
                        { word: " That's", start: 0.5, end: 0.9, probability: 0.98 },
                        { word: ' it.', start: 1, end: 1.5, probability: 0.8 },
                    ],
                },
            ],
            words: [
                { word: " That's", start: 0.5, end: 0.9, probability: 0.98 },
                { word: ' it.', start: 1, end: 1.5, probability: 0.8 },
            ],
        },
    ],
    [
        'sub-words inside the segments alone',
        {
            language: 'english',
            segments: [
                {
                    start: 0.5,
                    end: 1.5,
                    text: " That's it.",
                    words: [
                        { word: ' That', start: 0.5, end: 0.8, probability: 0.9 },
                        { word: "'s", start: 0.8, end: 0.9, probability: 0.9 },
                        { word: ' it', start: 1, end: 1.4, probability: 0.9 },
                        { word: '.', start: 1.4, end: 1.5, probability: 0.9 },
                    ],
                },
            ],
        },
    ],
])('hears %s', async (_, json) => {
    const { words, hear, asked } = await engineOf(() => ({ json }));
    expect(await words()).toEqual(native);
    expect((await hear('de')).language).toBe('en');
    expect(asked[0]).toMatchObject({
        path: '/v1/audio/transcriptions',
        authorization: 'Bearer key-1',
        wavMs: 4000,
        fields: {
            model: ['tiny'],
            response_format: ['verbose_json'],
            'timestamp_granularities[]': ['word', 'segment'],
        },
    });
    expect(asked[0]?.fields.language).toBeUndefined();
    expect(asked[1]?.fields.language).toEqual(['de']);
});
test('segments without words give estimated times, and say so', async () => {
    const { words } = await engineOf(() => ({
        json: { segments: [{ start: 0.5, end: 1.5, text: 'Hello there.' }] },
    }));
    expect((await words()).map(([text, , , timing]) => [text, timing])).toEqual([
        ['Hello', 'estimated'],
        ['there.', 'estimated'],
    ]);
});
test.each([
    ['text without any time', { json: { text: 'Hello there.' } }],
    ['a plain text', { text: 'Hello there.' }],
])('refuses %s', async (_, answer) => {
    const { hear } = await engineOf(() => answer);
    expect(await code(hear())).toBe('speech.no-words');
});
test('silence is no failure', async () => {
    const { words } = await engineOf(() => ({ json: { text: '', segments: [] } }));
    expect(await words()).toEqual([]);
});
test.each([408, 409, 429, 500, 503])('tries again after %i', async (status) => {
    const { words, asked } = await engineOf((_, count) => count < 3 ? { status } : { json: { words: [{ word: 'Yes.', start: 0, end: 1 }] } });
    expect(await words()).toEqual([['Yes.', 0, 1000, 'native']]);
    expect(asked).toHaveLength(3);
});
test('tries again when the connection breaks', async () => {
    const { words, asked } = await engineOf((_, count) => count === 1 ? 'drop' : { json: { words: [{ word: 'Yes.', start: 0, end: 1 }] } });
    await words();
    expect(asked).toHaveLength(2);
});
test('waits as long as the server asks', async () => {
    const { words } = await engineOf((_, count) => count === 1
        ? { status: 429, headers: { 'retry-after': '0.4' } }
        : { json: { words: [{ word: 'Yes.', start: 0, end: 1 }] } });
    const started = performance.now();
    await words();
    expect(performance.now() - started).toBeGreaterThan(390);
});
test.each([
    [400, 'refused'],
    [401, 'key'],
    [403, 'key'],
    [404, 'model'],
    [413, 'refused'],
])('does not ask again after %i', async (status, word) => {
    const { hear, asked } = await engineOf(() => ({ status }));
    const error = await hear().catch((error) => error);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'speech.refused', message: expect.stringContaining(word) });
    expect(asked).toHaveLength(1);
});
test('does not ask again where there is no credit', async () => {
    const { hear, asked } = await engineOf(() => ({
        status: 429,
        json: { error: { code: 'insufficient_quota', message: 'You exceeded your quota' } },
    }));
    expect(await code(hear())).toBe('speech.refused');
    expect(asked).toHaveLength(1);
});
test('gives up on a server that stays down', async () => {
    const { hear, asked } = await engineOf(() => ({ status: 503 }), { firstWaitMs: 1, tries: 3 });
    expect(await code(hear())).toBe('speech.unreachable');
    expect(asked).toHaveLength(3);
});
test('a server that never answers is asked once more, then given up', async () => {
    const { hear, asked } = await engineOf(() => 'hang', { firstWaitMs: 1, answerWithinMs: 150 });
    expect(await code(hear())).toBe('speech.unreachable');
    expect(asked).toHaveLength(2);
});
test('a cancel ends the call at once, also while it hangs', async () => {
    const stop = new AbortController();
    const { hear, asked, abandoned } = await engineOf(() => 'hang', calm, stop.signal);
    const call = code(hear());
    await expect.poll(() => asked.length).toBe(1);
    stop.abort();
    expect(await call).toBe('job.cancelled');
    await expect.poll(abandoned).toBe(1);
});
test('a cancel ends the wait between two tries', async () => {
    const stop = new AbortController();
    const answer = { status: 503, headers: { 'retry-after': '60' } };
    const { hear, asked } = await engineOf(() => answer, calm, stop.signal);
    const call = code(hear());
    await expect.poll(() => asked.length).toBe(1);
    stop.abort();
    expect(await call).toBe('job.cancelled');
});
test('sentences invented in silence are dropped where two signs agree', async () => {
    const segment = (start, text, more = {}) => ({
        start,
        end: start + 0.9,
        text,
        no_speech_prob: 0.02,
        avg_logprob: -0.2,
        compression_ratio: 1.2,
        ...more,
    });
    const unsure = { no_speech_prob: 0.9, avg_logprob: -1.1 };
    const { words } = await engineOf(() => ({
        json: {
            segments: [
                segment(0, 'Kept.'),
                segment(1, 'Unsure but sounding.', unsure),
                segment(2, 'Thanks for watching, thanks for watching, thanks for watching.', unsure),
                segment(3, 'so on and so on and so on and so on and so on', { compression_ratio: 3 }),
            ],
        },
    }));
    expect((await words()).map(([text]) => text)).toEqual(['Kept.', 'Unsure', 'but', 'sounding.']);
});
test('there is no engine where none is named', () => {
    expect(openaiCompatible({ baseUrl: null, apiKey: null, model: null })).toBeNull();
    expect(openaiCompatible({ baseUrl: null, apiKey: 'k', model: null })?.id).toBe('openai:whisper-1');
    expect(openaiCompatible({ baseUrl: 'http://localhost:9000/v1', apiKey: null, model: 'tiny' })?.id).toBe('localhost:9000:tiny');
});
