import { runFfmpeg, runFfprobe } from '#render/ffmpeg.ts';
import { PICTURE_BYTES, PICTURE_HEIGHT, PICTURE_WIDTH, scenesOf } from './scenes.ts';
/**
 * Shot starts, ms. Compares the proxy's pictures that stand alone: there is one every half second,
 * and the encoder puts one wherever the picture changes at once, so that a cut is found to the frame
 * although next to nothing is decoded.
 */
export async function findScenes(tools, ffmpeg, proxy, options) {
    const { signal, durationMs, onProgress } = options;
    const times = await keyframeTimes(tools, proxy, signal);
    const pictures = [];
    let rest = Buffer.alloc(0);
    await runFfmpeg(ffmpeg, [
        '-v',
        'error',
        '-skip_frame',
        'nokey',
        '-i',
        `file:${proxy}`,
        '-an',
        '-vf',
        `scale=${PICTURE_WIDTH}:${PICTURE_HEIGHT}:flags=area`,
        '-vsync',
        '0',
        '-c:v',
        'rawvideo',
        '-pix_fmt',
        'rgb24',
        '-f',
        'image2pipe',
        'pipe:1',
    ], {
        signal,
        onOutput: (chunk) => {
            rest = Buffer.concat([rest, chunk]);
            let at = 0;
            for (; at + PICTURE_BYTES <= rest.length; at += PICTURE_BYTES) {
                pictures.push(Uint8Array.from(rest.subarray(at, at + PICTURE_BYTES)));
            }
            rest = rest.subarray(at);
            onProgress(Math.min(99, ((times[pictures.length] ?? 0) / Math.max(1, durationMs)) * 100));
        },
    });
    return scenesOf(pictures.flatMap((rgb, i) => ({ atMs: times[i] ?? Number.NaN, rgb })));
}
async function keyframeTimes(tools, proxy, signal) {
    const csv = await runFfprobe(tools, [
        '-v',
        'error',
        '-select_streams',
        'v:0',
        '-show_entries',
        'packet=pts_time,flags',
        '-of',
        'csv=p=0',
        `file:${proxy}`,
    ], { signal });
    return csv
        .split('\n')
        .flatMap((line) => {
        const [time, flags] = line.split(',');
        return flags?.startsWith('K') ? Math.round(Number(time) * 1000) : [];
    })
        .filter((time) => Number.isFinite(time))
        .sort((a, b) => a - b);
}
