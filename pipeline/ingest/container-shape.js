import { open } from 'node:fs/promises';
import { AppError } from '#core/errors.ts';
/** Enough of a text to know it for one, and for what it is. */
const HEAD = 64 * 1024;
/** Writers of AVI and WAV are loose with their own lengths; a missing end is longer than this. */
const SLACK = 4096;
/**
 * Judges a file by its first bytes and by the lengths its container declares, before any decoder
 * touches it: empty, text, a playlist, or cut off. Returns what is worth telling people about it.
 */
export async function judgeContainer(path) {
    const file = await open(path, 'r');
    try {
        const { size } = await file.stat();
        if (size === 0)
            throw new AppError('media.empty');
        const head = await readAt(file, 0, Math.min(size, HEAD));
        const text = asText(head);
        if (text !== null)
            throw new AppError(isPlaylist(text) ? 'media.playlist' : 'media.not-media');
        const declared = await declaredShape(file, head, size);
        if (declared === 'cut')
            throw new AppError('media.truncated');
        return { endMissing: declared === 'cut-fragment' };
    }
    finally {
        await file.close();
    }
}
async function declaredShape(file, head, size) {
    const start = head.toString('latin1', 0, 4);
    if (start === 'RIFF') {
        const length = head.readUInt32LE(4);
        const streamed = length === 0 || length === 0xffffffff;
        return !streamed && length + 8 > size + SLACK ? 'cut' : 'whole';
    }
    if (head.readUInt32BE(0) === 0x1a45dfa3)
        return matroskaShape(head, size);
    if (isBoxType(head.toString('latin1', 4, 8)))
        return boxShape(file, size);
    return 'whole';
}
/** Types that may stand first in an mp4 or mov. */
const isBoxType = (type) => ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'sidx', 'uuid'].includes(type);
/** More boxes than a day of one-second fragments has: a file that never ends is no file. */
const MOST_BOXES = 400_000;
/** Walks the boxes of an mp4 or mov: without `moov` nothing can be read, and each must end inside. */
async function boxShape(file, size) {
    let at = 0;
    let hasIndex = false;
    let fragmented = false;
    for (let i = 0; at < size && i < MOST_BOXES; i++) {
        const header = await readAt(file, at, Math.min(16, size - at));
        if (header.length < 8)
            break;
        const type = header.toString('latin1', 4, 8);
        const short = header.readUInt32BE(0);
        if (short === 1 && header.length < 16)
            return 'cut';
        const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - at : short;
        if (type === 'moov') {
            hasIndex = true;
            const index = await readAt(file, at, Math.min(length, size - at, LARGEST_INDEX));
            if (isProtected(index))
                throw new AppError('media.protected');
        }
        if (type === 'moof')
            fragmented = true;
        // Some writers pad the end with zeroes, which is no box.
        if (length < 8)
            break;
        if (at + length > size)
            return hasIndex && fragmented ? 'cut-fragment' : 'cut';
        at += length;
    }
    return hasIndex ? 'whole' : 'cut';
}
/** The index of a day's film; one that claims more is not worth holding in memory. */
const LARGEST_INDEX = 64 * 1024 * 1024;
/** A track whose samples are encrypted says so in its description, with the scheme beside it. */
function isProtected(index) {
    return ['encv', 'enca', 'drmi', 'drms'].some((entry) => {
        for (let at = index.indexOf(entry); at >= 0; at = index.indexOf(entry, at + 4)) {
            if (index.subarray(at, at + 4096).includes('sinf'))
                return true;
        }
        return false;
    });
}
/** The one segment of a Matroska or WebM file; recorders in browsers leave its length unknown. */
function matroskaShape(head, size) {
    const header = vint(head, 4);
    if (!header)
        return 'whole';
    const segment = header.end + (header.value ?? 0);
    if (segment + 4 > head.length || head.readUInt32BE(segment) !== 0x18538067)
        return 'whole';
    const length = vint(head, segment + 4);
    if (!length || length.value === null)
        return 'whole';
    return length.end + length.value > size ? 'cut' : 'whole';
}
/** A variable-length number; null where all its bits are set, which means unknown. */
function vint(bytes, at) {
    const first = bytes[at];
    if (!first)
        return null;
    const width = Math.clz32(first) - 23;
    if (at + width > bytes.length)
        return null;
    let value = first & (0xff >> width);
    let unknown = value === 0xff >> width;
    for (let i = 1; i < width; i++) {
        const byte = bytes[at + i] ?? 0;
        value = value * 256 + byte;
        unknown &&= byte === 0xff;
    }
    return { value: unknown ? null : value, end: at + width };
}
/** The text, where the bytes are one; media never is. */
function asText(head) {
    const encoding = byteOrder(head);
    if (encoding)
        return new TextDecoder(encoding).decode(head);
    if (head.includes(0))
        return null;
    try {
        // The last character may be cut in two by our own reading.
        return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    }
    catch {
        // Latin-1 text has no control characters; compressed sound and picture are full of them.
        const controls = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
        return controls === 0 ? head.toString('latin1') : null;
    }
}
const byteOrder = (head) => head[0] === 0xff && head[1] === 0xfe
    ? // FF FE is also how an MPEG sound frame may begin; text has no zero-free second half.
        evenZeroes(head, 1) && 'utf-16le'
    : head[0] === 0xfe && head[1] === 0xff && evenZeroes(head, 0) && 'utf-16be';
/** In UTF-16 most letters of most scripts have a small high byte. */
function evenZeroes(head, offset) {
    let small = 0;
    let all = 0;
    for (let i = 2 + offset; i < Math.min(head.length, 2000); i += 2) {
        all++;
        if ((head[i] ?? 255) < 0x30)
            small++;
    }
    return all > 0 && small / all > 0.9;
}
/** Anything that names other files to be read in its place. */
function isPlaylist(text) {
    const start = text.replace(/^\uFEFF/, '').trimStart();
    if (/^(#EXTM3U|ffconcat\s+version|\[playlist\]|RTSPtext|SMILtext|\[Reference\])/i.test(start))
        return true;
    if (/^v=0\s*$/m.test(start.slice(0, 200)) && /^m=/m.test(start))
        return true;
    if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(MPD|asx|playlist|smil|SmoothStreamingMedia)\b/i.test(start))
        return true;
    const lines = start.split(/\r?\n/).map((line) => line.trim());
    const named = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (named.length === 0)
        return false;
    return named
        .slice(0, 50)
        .every((line) => /^(file\s+\S|(https?|rtmps?|rtsp|mms|ftp|file|concat|subfile|data):|(\.{0,2}[\\/]|[a-z]:\\|[\w.-]+[\\/]?)[^\s]*\.(mp4|mov|mkv|webm|avi|ts|m4[av]|mp3|wav|jpe?g|png|bmp)$)/i.test(line));
}
async function readAt(file, position, length) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
}
