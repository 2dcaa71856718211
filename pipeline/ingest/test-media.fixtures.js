import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runFfmpeg } from '#render/ffmpeg.ts';
import { findTools } from '#render/tools.ts';
/** A folder of this test's own, removed when it ends. */
export async function testFolder() {
    const folder = await mkdtemp(join(tmpdir(), 'cliproom-media-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return folder;
}
/** Makes a small media file with FFmpeg's own pictures and tones. */
export async function makeMedia(file, args) {
    await runFfmpeg(await findTools(), ['-y', '-v', 'error', ...args, file]);
    return file;
}
/** Inputs: a moving test picture, and a tone. */
export const picture = (seconds, size = '320x180', rate = 25) => [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`,
];
export const tone = (seconds, hertz = 440) => [
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=${hertz}:duration=${seconds}:sample_rate=44100`,
];
export const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
/** A white flash and a beep at the same moments, once a second: what is in sync stays in sync. */
export const flashAndBeep = (seconds, rate = '30') => [
    '-f',
    'lavfi',
    '-i',
    `color=black:size=320x180:rate=${rate}:duration=${seconds},geq=lum='if(lt(mod(T,1),0.1),235,16)':cb=128:cr=128`,
    '-f',
    'lavfi',
    '-i',
    `aevalsrc='if(lt(mod(t,1),0.1),sin(2*PI*1000*t),0)':sample_rate=48000:duration=${seconds}`,
];
