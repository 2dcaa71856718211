/** Size pictures are compared at: small enough that noise and small movement vanish. */
export const PICTURE_WIDTH = 32;
export const PICTURE_HEIGHT = 18;
export const PICTURE_BYTES = PICTURE_WIDTH * PICTURE_HEIGHT * 3;
/** Bins a colour channel is counted in. */
const BINS = 16;
/** How different two pictures are that belong to different shots: 0 the same, 1 nothing in common. */
const CUT = 0.32;
/** And how much more different than the pictures around them: movement is different all the time. */
const ABOVE_NEIGHBOURS = 2;
/** Two changes closer than this are one flash. */
const SHORTEST_SHOT_MS = 400;
/** Shot starts, ms, from pictures in order of time. The first shot begins at 0 and is not listed. */
export function scenesOf(pictures) {
    const counts = pictures.map(({ rgb }) => histogram(rgb));
    const change = pictures.map(({ rgb }, i) => {
        const before = pictures[i - 1];
        const [a, b] = [counts[i - 1], counts[i]];
        if (!before || !a || !b)
            return 0;
        return Math.sqrt(colourDistance(a, b) * pictureDistance(before.rgb, rgb));
    });
    const scenes = [];
    for (const [i, here] of change.entries()) {
        const around = [change[i - 2], change[i - 1], change[i + 1], change[i + 2]].filter((one) => one !== undefined);
        const usual = around.sort((a, b) => a - b)[Math.floor(around.length / 2)] ?? 0;
        if (here < CUT || here < usual * ABOVE_NEIGHBOURS)
            continue;
        const at = pictures[i]?.atMs ?? 0;
        if (at - (scenes.at(-1) ?? 0) >= SHORTEST_SHOT_MS)
            scenes.push(at);
    }
    return scenes;
}
function histogram(rgb) {
    const bins = new Float32Array(BINS * 3);
    for (let i = 0; i < rgb.length; i++) {
        const bin = (i % 3) * BINS + Math.floor(((rgb[i] ?? 0) * BINS) / 256);
        bins[bin] = (bins[bin] ?? 0) + 3 / rgb.length;
    }
    return bins;
}
/** Share of the picture whose colours are not found in the other, 0–1. */
function colourDistance(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++)
        sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    return sum / 6;
}
/** How far the same places are apart in brightness; a third of the whole range counts as all. */
function pictureDistance(a, b) {
    let sum = 0;
    for (let i = 0; i < a.length; i++)
        sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
    return Math.min(1, sum / a.length / 85);
}
