import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { findTools } from '#render/tools.ts';
import { findDecoders } from './decoders.ts';
import { probe } from './probe.ts';
import { h264, makeMedia, picture, testFolder, tone } from './test-media.fixtures.ts';
const signal = new AbortController().signal;
async function judge(file) {
    const tools = await findTools();
    return (await probe(tools, await findDecoders(tools), file, signal)).facts;
}
const refusal = (file) => judge(file).then(() => 'accepted', (error) => (error instanceof AppError ? error.code : error));
async function written(bytes, name = 'talk.mp4') {
    const file = join(await testFolder(), name);
    await writeFile(file, bytes);
    return file;
}
async function cutTo(file, share) {
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.truncate(Math.round(size * share));
    await handle.close();
    return file;
}
const both = [...picture(4), ...tone(4)];
test.each([
    ['mp4', [...both, ...h264]],
    ['mov', [...both, ...h264]],
    ['mkv', [...both, ...h264]],
    ['webm', [...both, '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']],
    ['avi', [...both, '-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
    ['mp3', [...tone(4), '-c:a', 'libmp3lame']],
    ['m4a', tone(4)],
    ['wav', tone(4)],
])('reads %s', async (ending, args) => {
    const facts = await judge(await makeMedia(join(await testFolder(), `talk.${ending}`), args));
    expect(facts.durationMs).toBeGreaterThan(3900);
    expect(facts.durationMs).toBeLessThan(4200);
    expect(facts.audio).not.toBeNull();
    const hasPicture = !['mp3', 'm4a', 'wav'].includes(ending);
    expect(facts.video?.width ?? null).toBe(hasPicture ? 320 : null);
});
test('what is inside counts, not the name', async () => {
    const folder = await testFolder();
    const file = await makeMedia(join(folder, 'talk.mp4'), [...both, ...h264]);
    const renamed = join(folder, 'notes.txt');
    await writeFile(renamed, await readFile(file));
    expect((await judge(renamed)).video?.codec).toBe('h264');
});
test('says what a file lacks', async () => {
    const folder = await testFolder();
    const silent = await judge(await makeMedia(join(folder, 'a.mp4'), [...picture(2), ...h264]));
    expect(silent.notes).toEqual([expect.stringContaining('no sound')]);
    const sound = await judge(await makeMedia(join(folder, 'a.m4a'), tone(2)));
    expect(sound.notes).toEqual([expect.stringContaining('sound only')]);
});
test.each([
    ['a text', 'media.not-media', 'Dear all,\nthe recording follows tomorrow.\n'],
    ['a text of other days', 'media.not-media', Buffer.from('Gr\xfc\xdfe aus K\xf6ln', 'latin1')],
    ['nothing', 'media.empty', ''],
    ['noise', 'media.not-media', Uint8Array.from({ length: 50_000 }, (_, i) => (i * i * 31) >> 3)],
    ['an HLS playlist', 'media.playlist', '#EXTM3U\n#EXTINF:9,\n/etc/passwd\n'],
    ['an HLS playlist with a byte order mark', 'media.playlist', '\uFEFF#EXTM3U\nhttp://a.test/x.ts'],
    ['a playlist in UTF-16', 'media.playlist', Buffer.from('\uFEFF#EXTM3U\r\nx.ts\r\n', 'utf16le')],
    ['a concat script', 'media.playlist', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
    ['a concat script without its header', 'media.playlist', "file 'a.mp4'\nfile 'b.mp4'\n"],
    ['a DASH manifest', 'media.playlist', '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg"></MPD>'],
    ['a PLS playlist', 'media.playlist', '[playlist]\nFile1=http://a.test/x.mp3\n'],
    [
        'a session description',
        'media.playlist',
        'v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 1 RTP/AVP 96',
    ],
    ['a list of pictures', 'media.playlist', 'img001.png\nimg002.png\nimg003.png\n'],
    ['an address', 'media.playlist', 'https://videos.test/talk.mp4\n'],
    ['a path', 'media.playlist', '/etc/hostname.mp4\n'],
])('refuses %s', async (_, code, bytes) => {
    expect(await refusal(await written(bytes))).toBe(code);
});
test('refuses a photograph', async () => {
    const folder = await testFolder();
    const photo = await makeMedia(join(folder, 'a.png'), [...picture(1), '-frames:v', '1']);
    expect(await refusal(photo)).toBe('media.not-media');
});
test('refuses what is over before it began', async () => {
    const file = join(await testFolder(), 'a.mp4');
    expect(await refusal(await makeMedia(file, [...picture(0.6), ...h264]))).toBe('media.too-short');
});
test.each([
    ['an mp4 whose index stood at its end', 'mp4', []],
    ['an mp4 whose index stands at its start', 'mp4', ['-movflags', '+faststart']],
    ['a mov', 'mov', []],
    ['a Matroska file', 'mkv', []],
    ['an AVI', 'avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
    ['a WAV', 'wav', ['-vn']],
    ['an mp3', 'mp3', ['-vn']],
    ['a fragmented mp4 cut in its first fragment', 'mp4', ['-movflags', 'frag_keyframe+empty_moov']],
])('refuses %s that is cut off', async (_, ending, args) => {
    const video = ending === 'avi' || args.includes('-vn') || ending === 'mp3' ? [] : h264;
    const file = join(await testFolder(), `talk.${ending}`);
    expect(await refusal(await makeMedia(file, [...both, ...video, ...args]))).toBe('accepted');
    expect(await refusal(await cutTo(file, 0.6))).toBe('media.truncated');
});
test('a recording in fragments is used as far as it goes', async () => {
    const args = ['-g', '25', '-movflags', 'frag_keyframe+empty_moov+default_base_moof'];
    const file = join(await testFolder(), 'talk.mp4');
    await makeMedia(file, [...both, ...h264, ...args]);
    const facts = await judge(await cutTo(file, 0.7));
    expect(facts.notes).toEqual([expect.stringContaining('stopped before its end')]);
    expect(facts.durationMs).toBeGreaterThan(1900);
    expect(facts.durationMs).toBeLessThan(4000);
});
test('a recording that does not know its own length is measured', async () => {
    const file = join(await testFolder(), 'talk.webm');
    const live = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus', '-live', '1'];
    await makeMedia(file, [...both, ...live]);
    expect((await judge(file)).durationMs).toBeGreaterThan(3800);
});
test('refuses a file under copy protection', async () => {
    const key = '0123456789abcdef0123456789abcdef';
    const scheme = ['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', key];
    const file = join(await testFolder(), 'talk.mp4');
    await makeMedia(file, [...both, ...h264, ...scheme, '-encryption_kid', key]);
    expect(await refusal(file)).toBe('media.protected');
});
test('a picture stored on its side is measured as people see it', async () => {
    const folder = await testFolder();
    const flat = await makeMedia(join(folder, 'flat.mp4'), [...both, ...h264]);
    const args = ['-i', flat, '-c', 'copy', '-metadata:s:v:0', 'rotate=90'];
    const turned = await judge(await makeMedia(join(folder, 'turned.mp4'), args));
    expect(turned.video).toMatchObject({ width: 180, height: 320 });
    expect([90, 270]).toContain(turned.video?.rotation);
});
