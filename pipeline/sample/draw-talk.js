import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guest, host, placed } from './people.ts';
const sampleFolder = import.meta.dirname;
export const sampleTranscriptPath = join(sampleFolder, 'transcript.json');
const soundPath = join(sampleFolder, 'talk.opus');
/** The stage is drawn a little larger than the picture, so that the camera can drift over it. */
const stage = { width: 1344, height: 756 };
const picture = { width: 1280, height: 720, fps: 25 };
const lamp = [
    { kind: 'glow', at: [1130, 250], size: [620, 620], colour: '#e0a04a' },
    { kind: 'ellipse', at: [1130, 260], size: [70, 150], colour: '#ffd98f' },
];
const shelf = Array.from({ length: 16 }, (_, i) => ({
    kind: 'box',
    at: [40 + i * 27, 200 + (i % 3) * 10],
    size: [17, 210 - (i % 4) * 22],
    colour: ['#1c4a4c', '#244f46', '#3f5a4e', '#2a3f55', '#54503f'][i % 5],
}));
const shelfBoard = { kind: 'box', at: [230, 318], size: [470, 12], colour: '#2a1c14' };
const desk = { kind: 'box', at: [672, 730], size: [1344, 130], colour: '#3b2418' };
const deskEdge = { kind: 'box', at: [672, 668], size: [1344, 8], colour: '#6b4128' };
const wood = Array.from({ length: 17 }, (_, i) => ({
    kind: 'box',
    at: [i * 84, 378],
    size: [5, 756],
    colour: '#3a2414',
}));
const shots = [
    {
        name: 'wide',
        room: [...shelf, shelfBoard, ...lamp],
        people: [
            { who: 'Guest', person: guest, x: 570, y: 372, scale: 0.8 },
            { who: 'Host', person: host, x: 786, y: 380, scale: 0.8 },
        ],
    },
    {
        name: 'host',
        room: lamp,
        people: [{ who: 'Host', person: host, x: 650, y: 320, scale: 1.75 }],
    },
    {
        name: 'guest',
        room: [...wood, { kind: 'glow', at: [250, 220], size: [560, 560], colour: '#8f5a2a' }],
        people: [{ who: 'Guest', person: guest, x: 690, y: 320, scale: 1.75 }],
    },
];
const wall = {
    wide: ['#0f3236', '#1d5c5c'],
    host: ['#0e2f35', '#1f6361'],
    guest: ['#6b4427', '#3f2716'],
};
/**
 * Draws the sample talk: two people at a table, cut shot by shot to who speaks. Nothing but FFmpeg's
 * own filters (those of 2018 suffice), so the repository carries the voices and no picture.
 */
export async function drawTalk(ffmpeg, out) {
    const { segments: turns, duration } = JSON.parse(await readFile(sampleTranscriptPath, 'utf8'));
    const work = await mkdtemp(join(tmpdir(), 'cliproom-sample-'));
    try {
        for (const shot of shots) {
            const fills = [...shot.room];
            for (const { person, x, y, scale } of shot.people) {
                fills.push(...placed([...person.body, ...person.head], x, y, scale));
                await ffmpeg(spriteArgs(join(work, `${shot.name}-${person === host ? 'Host' : 'Guest'}`), person, scale, 'openMouth'));
                await ffmpeg(spriteArgs(join(work, `${shot.name}-${person === host ? 'Host' : 'Guest'}`), person, scale, 'closedEyes'));
            }
            if (shot.name === 'wide')
                fills.push(desk, deskEdge);
            await ffmpeg([...drawing(background(wall[shot.name]), fills), join(work, `${shot.name}.png`)]);
        }
        await ffmpeg(filmArgs(work, turns, duration, out));
    }
    finally {
        await rm(work, { recursive: true, force: true });
    }
}
const background = ([from, to]) => {
    // A vertical ramp between two flat colours, widened: the 2018 build has no gradient source.
    const { width, height } = stage;
    return `color=c=${hex(from)}:s=16x16:d=1:r=1,format=rgba[f];color=c=${hex(to)}:s=16x16:d=1:r=1,format=rgba[t];[f][t]blend=all_expr='A+(B-A)*(X/W*0.35+Y/H*0.65)',scale=${width}:${height}:flags=bicubic,noise=alls=3,format=rgba[bg]`;
};
/** Small pictures with alpha, laid over the still while somebody speaks or blinks. */
const sprites = {
    openMouth: { x: -40, y: 30, width: 80, height: 60 },
    closedEyes: { x: -70, y: -36, width: 140, height: 60 },
};
function spriteArgs(base, person, scale, part) {
    const { x, y, width, height } = sprites[part];
    const canvas = `color=c=black@0:s=${even(width * scale)}x${even(height * scale)}:d=1:r=1,format=rgba[bg]`;
    return [
        ...drawing(canvas, placed(person[part], -x * scale, -y * scale, scale)),
        `${base}-${part}.png`,
    ];
}
/** One still: every fill is a flat colour cut out by a mask and laid over what is there. */
function drawing(canvas, fills) {
    const used = (kind) => fills.filter((fill) => fill.kind === kind).length;
    const graph = [canvas];
    const mask = (kind, lum) => {
        const count = used(kind);
        if (count === 0)
            return;
        graph.push(`color=c=black:s=400x400:d=1:r=1,format=gray,geq=lum='${lum}',split=${count}${Array.from({ length: count }, (_, i) => `[${kind}${i}]`).join('')}`);
    };
    mask('ellipse', '255*clip((199-hypot(X-199.5,Y-199.5))*0.7,0,1)');
    mask('glow', '120*pow(clip(1-hypot(X-199.5,Y-199.5)/199,0,1),1.6)');
    const next = { ellipse: 0, glow: 0 };
    let under = '[bg]';
    fills.forEach((fill, i) => {
        const [width, height] = [
            Math.max(2, Math.round(fill.size[0])),
            Math.max(2, Math.round(fill.size[1])),
        ];
        const [left, top] = [Math.round(fill.at[0] - width / 2), Math.round(fill.at[1] - height / 2)];
        const paint = `color=c=${hex(fill.colour)}:s=${width}x${height}:d=1:r=1`;
        if (fill.kind === 'box')
            graph.push(`${paint},format=rgba[s${i}]`);
        else {
            const m = `[${fill.kind}${next[fill.kind]++}]`;
            graph.push(`${m}scale=${width}:${height}:flags=area[m${i}]`, `${paint},format=rgb24[c${i}]`, `[c${i}][m${i}]alphamerge[s${i}]`);
        }
        graph.push(`${under}[s${i}]overlay=${left}:${top}:format=rgb[o${i}]`);
        under = `[o${i}]`;
    });
    return ['-filter_complex', graph.join(';'), '-map', under, '-frames:v', '1', '-y'];
}
function filmArgs(work, turns, duration, out) {
    const inputs = [];
    const graph = [];
    // A still is decoded once and held by the filter; a looped input would decode it for every frame.
    const held = (file, format) => {
        const index = inputs.length / 2;
        inputs.push('-i', join(work, file));
        graph.push(`[${index}:v]format=${format},loop=loop=-1:size=1:start=0,setpts=N/(${picture.fps}*TB)[i${index}]`);
        return `[i${index}]`;
    };
    const shown = shotTimes(turns, duration);
    let under = '';
    for (const shot of shots) {
        const at = shown[shot.name];
        const still = held(`${shot.name}.png`, 'yuv420p');
        if (under === '')
            under = still;
        else {
            graph.push(`${under}${still}overlay=enable='${during(at)}'[${shot.name}]`);
            under = `[${shot.name}]`;
        }
        for (const { who, x, y, scale } of shot.people) {
            for (const part of ['openMouth', 'closedEyes']) {
                const sprite = held(`${shot.name}-${who}-${part}.png`, 'yuva420p');
                const place = `${Math.round(x + sprites[part].x * scale)}:${Math.round(y + sprites[part].y * scale)}`;
                const when = part === 'openMouth'
                    ? `(${during(spokenBy(turns, who))})*gt(sin(t*21)+sin(t*34),0.1)`
                    : `lt(mod(t+${who === 'Host' ? 0 : 1.7},3.9),0.13)`;
                graph.push(`${under}${sprite}overlay=${place}:enable='(${during(at)})*${when}'[${shot.name}${who}${part}]`);
                under = `[${shot.name}${who}${part}]`;
            }
        }
    }
    const sound = inputs.length / 2;
    graph.push(`${under}crop=${picture.width}:${picture.height}:x='32+26*sin(t/9)':y='18+10*sin(t/7)',setsar=1,format=yuv420p[v]`);
    return [
        ...inputs,
        '-i',
        soundPath,
        '-filter_complex',
        graph.join(';'),
        '-map',
        '[v]',
        '-map',
        `${sound}:a`,
        ...[
            '-c:v',
            'libx264',
            '-preset',
            'veryfast',
            '-crf',
            '22',
            '-g',
            '50',
            '-r',
            String(picture.fps),
        ],
        ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-ar', '48000', '-t', duration.toFixed(3)],
        ...['-movflags', '+faststart', '-y', out],
    ];
}
/** Long turns are seen close, short ones and the first seconds from afar. */
function shotTimes(turns, duration) {
    const times = {
        wide: [[0, duration]],
        host: [],
        guest: [],
    };
    turns.forEach((turn, i) => {
        const from = i === 0 ? turn.start + 3 : turn.start - 0.2;
        const to = (turns[i + 1]?.start ?? duration) - 0.2;
        if (to - from > 6)
            times[turn.speaker === 'Host' ? 'host' : 'guest'].push([from, to]);
    });
    return times;
}
/** When a voice is heard, pauses over 150 ms left out. */
function spokenBy(turns, who) {
    const times = [];
    for (const { words } of turns.filter(({ speaker }) => speaker === who)) {
        for (const { start, end } of words) {
            const last = times.at(-1);
            if (last && start - last[1] < 0.15)
                last[1] = end;
            else
                times.push([start, end]);
        }
    }
    return times;
}
const during = (times) => times.map(([from, to]) => `between(t,${from.toFixed(2)},${to.toFixed(2)})`).join('+');
const hex = (colour) => colour.replace('#', '0x');
const even = (n) => Math.ceil(n / 2) * 2;
