import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { ms } from '#core/time.ts';
import { runFfmpeg, runFfprobe } from '#render/ffmpeg.ts';
import { judgeContainer } from './container-shape.ts';
import { decodes } from './decoders.ts';
/**
 * The containers we read. Everything else stays shut, playlists above all: their readers open the
 * files and addresses a stranger wrote into them.
 */
export const CONTAINERS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mp3,wav,w64,aac,flac,ogg,aiff,caf,mpegts,mpeg,flv,asf';
const SHORTEST_MS = 1000;
const LONGEST_MS = 24 * 3600 * 1000;
const MOST_PIXELS = 8192 * 8192;
const Numeric = z.coerce.number().catch(Number.NaN);
const Stream = z.object({
    index: z.number(),
    codec_type: z.string().optional(),
    codec_name: z.string().optional(),
    codec_tag_string: z.string().optional(),
    width: z.number().optional(),
    height: z.number().optional(),
    sample_aspect_ratio: z.string().optional(),
    avg_frame_rate: z.string().optional(),
    r_frame_rate: z.string().optional(),
    color_transfer: z.string().optional(),
    channels: z.number().optional(),
    start_time: Numeric.optional(),
    duration: Numeric.optional(),
    disposition: z.record(z.string(), z.number()).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    side_data_list: z.array(z.looseObject({ rotation: Numeric.optional() })).optional(),
});
const Probed = z.object({
    streams: z.array(Stream).default([]),
    format: z.object({
        format_name: z.string(),
        start_time: Numeric.optional(),
        duration: Numeric.optional(),
        bit_rate: Numeric.optional(),
    }),
});
/** Judges a file by what is in it, never by its name, and finds a decoder that can read it. */
export async function probe(tools, decoders, path, signal) {
    const { endMissing } = await judgeContainer(path);
    const { streams, format } = await askFfprobe(tools, path, signal);
    const videoStream = streams.find(({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic);
    const audioStream = streams.find(({ codec_type }) => codec_type === 'audio');
    if (!videoStream && !audioStream)
        throw new AppError('media.not-media');
    const chosen = [videoStream, audioStream].filter((stream) => stream !== undefined);
    const durationMs = declaredDuration(format, chosen) ?? (await countedDuration(decoders, path, chosen, signal));
    if (durationMs < SHORTEST_MS)
        throw new AppError('media.too-short');
    if (durationMs > LONGEST_MS)
        throw new AppError('media.unsupported', { detail: 'Files may last up to 24 hours.' });
    const size = videoStream && shownSize(videoStream);
    if (size && size.width * size.height > MOST_PIXELS)
        throw new AppError('media.unsupported', {
            detail: 'This picture is larger than 8192 × 8192 pixels.',
        });
    const decoder = await findDecoder(decoders, path, chosen, durationMs, signal).catch((error) => {
        // Known to be cut off, and so short of what it needs that nothing comes out.
        const unread = error instanceof AppError && error.code === 'media.unsupported';
        throw endMissing && unread ? new AppError('media.truncated', { cause: error }) : error;
    });
    const origin = finite(format.start_time) ?? 0;
    const startOf = (stream) => Math.max(0, Math.round(((finite(stream.start_time) ?? origin) - origin) * 1000));
    const rates = videoStream && [rate(videoStream.avg_frame_rate), rate(videoStream.r_frame_rate)];
    const [average, base] = rates ?? [];
    return {
        decoder,
        facts: {
            container: format.format_name,
            durationMs: ms(durationMs),
            fileSizeBytes: (await stat(path)).size,
            bitrate: finite(format.bit_rate),
            video: videoStream && size
                ? {
                    index: videoStream.index,
                    codec: videoStream.codec_name ?? 'unknown',
                    ...size,
                    fps: average ?? base ?? null,
                    variableFrameRate: Boolean(average && base && Math.abs(base - average) / average > 0.02),
                    hdr: /^(smpte2084|arib-std-b67)$/.test(videoStream.color_transfer ?? ''),
                    startMs: startOf(videoStream),
                }
                : null,
            audio: audioStream
                ? {
                    index: audioStream.index,
                    codec: audioStream.codec_name ?? 'unknown',
                    channels: audioStream.channels ?? 1,
                    startMs: startOf(audioStream),
                }
                : null,
            notes: [
                ...(audioStream ? [] : ['This video has no sound. Clips of it will be silent.']),
                ...(videoStream
                    ? []
                    : ['This is sound only. Clips of it show captions on a plain ground.']),
                ...(endMissing ? ['The recording stopped before its end. What is there can be used.'] : []),
            ],
        },
    };
}
async function askFfprobe(tools, path, signal) {
    try {
        const json = await runFfprobe(tools, [
            '-v',
            'error',
            '-format_whitelist',
            CONTAINERS,
            '-show_format',
            '-show_streams',
            '-of',
            'json',
            `file:${path}`,
        ], { signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]) });
        return Probed.parse(JSON.parse(json));
    }
    catch (error) {
        if (signal.aborted || (error instanceof AppError && error.code === 'tool.missing'))
            throw error;
        throw new AppError('media.not-media', { cause: error });
    }
}
const finite = (value) => value !== undefined && Number.isFinite(value) ? value : null;
function rate(text) {
    const [over = 0, under = 0] = (text ?? '').split('/').map(Number);
    const value = over / (under || Number.NaN);
    return Number.isFinite(value) && value > 0 && value <= 1000 ? value : null;
}
function declaredDuration(format, streams) {
    // Matroska counts from 0 although its first picture may come later; the others from their start.
    const early = format.format_name.startsWith('matroska') ? (finite(format.start_time) ?? 0) : 0;
    const whole = finite(format.duration);
    if (whole !== null && whole > early)
        return Math.round((whole - early) * 1000);
    const longest = Math.max(...streams.map(({ duration }) => finite(duration) ?? 0));
    return longest > 0 ? Math.round(longest * 1000) : null;
}
/** Recorders in browsers declare none: the packets are counted, without decoding them. */
async function countedDuration(decoders, path, streams, signal) {
    for (const decoder of decoders) {
        let lastMs = 0;
        const maps = streams.flatMap(({ index }) => ['-map', `0:${index}`]);
        const input = ['-format_whitelist', CONTAINERS, '-i', `file:${path}`];
        try {
            await runFfmpeg(decoder, ['-v', 'error', ...input, ...maps, '-c', 'copy', '-f', 'null', '-'], {
                signal,
                onProgress: (at) => {
                    lastMs = Math.max(lastMs, at);
                },
            });
        }
        catch (error) {
            if (signal.aborted)
                throw error;
        }
        if (lastMs > 0)
            return Math.round(lastMs);
    }
    throw new AppError('media.not-media');
}
/** As people see it: turned upright, pixels square. */
function shownSize(stream) {
    const degrees = stream.side_data_list?.flatMap(({ rotation }) => finite(rotation) ?? [])[0] ??
        -Number(stream.tags?.rotate ?? 0);
    const rotation = (((Math.round(-degrees / 90) * 90) % 360) + 360) % 360;
    const [over = 1, under = 1] = (stream.sample_aspect_ratio ?? '1:1').split(':').map(Number);
    const stretch = over > 0 && under > 0 ? over / under : 1;
    const width = Math.round((stream.width ?? 0) * stretch);
    const height = stream.height ?? 0;
    if (width === 0 || height === 0)
        throw new AppError('media.unsupported');
    const turned = rotation === 90 || rotation === 270;
    return {
        width: turned ? height : width,
        height: turned ? width : height,
        rotation: rotation,
    };
}
/**
 * The first that gets something out of every stream at the start, and out of one of them at the end:
 * a file whose end is missing declares a length it does not have.
 */
async function findDecoder(decoders, path, streams, durationMs, signal) {
    if (decoders.length === 0)
        throw new AppError('tool.missing');
    for (const decoder of decoders) {
        const yields = async (atMs) => {
            const found = [];
            for (const { index, codec_type } of streams) {
                const kind = codec_type === 'video' ? 'video' : 'audio';
                found.push(await decodes(decoder, { path, stream: index, kind, atMs }, CONTAINERS, signal));
            }
            return found;
        };
        if (!(await yields(0)).every(Boolean))
            continue;
        // Streams end at different times; the longest one must be there.
        const tails = await yields(Math.max(0, durationMs - 1500));
        if (!tails.some(Boolean))
            throw new AppError('media.truncated');
        return decoder;
    }
    throw new AppError('media.unsupported');
}
