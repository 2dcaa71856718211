import { runFfmpeg } from '#render/ffmpeg.ts';
const MOST_PICTURES = 300;
const HEIGHT = 90;
const COLUMNS = 20;
/** How a film of this length and size is laid out on its sheet. */
export function filmstripOf(film) {
    const everyMs = Math.max(1000, Math.ceil(film.durationMs / MOST_PICTURES / 500) * 500);
    const count = Math.max(1, Math.min(MOST_PICTURES, Math.ceil(film.durationMs / everyMs)));
    const width = Math.max(2, Math.round((film.width / film.height) * (HEIGHT / 2)) * 2);
    return { everyMs, width, height: HEIGHT, columns: Math.min(COLUMNS, count), count };
}
/**
 * One sheet of small pictures, read from the proxy's pictures that stand alone: there is one every
 * half second, and nothing between them has to be decoded.
 */
export async function makeFilmstrip(ffmpeg, proxy, strip, out, signal) {
    const rows = Math.ceil(strip.count / strip.columns);
    await runFfmpeg(ffmpeg, [
        '-y',
        '-v',
        'error',
        '-skip_frame',
        'nokey',
        '-i',
        `file:${proxy}`,
        '-an',
        '-vf',
        [
            // Each picture is the one shown where its stretch begins.
            `fps=${1000}/${strip.everyMs}:start_time=0:round=up`,
            `scale=${strip.width}:${strip.height}`,
            `tile=${strip.columns}x${rows}`,
        ].join(','),
        '-frames:v',
        '1',
        '-c:v',
        'mjpeg',
        '-pix_fmt',
        'yuvj420p',
        '-q:v',
        '5',
        '-f',
        'image2',
        '-update',
        '1',
        `file:${out}`,
    ], { signal });
}
