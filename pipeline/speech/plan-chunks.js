/** How far from the even cut a quieter place is looked for. */
const REACH_MS = 45_000;
/**
 * Where a long track is cut so that no chunk is longer than `longestMs`: at quiet places, so that no
 * word is cut in two. `energy` has ten values a second.
 */
export function planChunks(energy, durationMs, longestMs) {
    const chunks = [];
    // Room to move a cut later as well as earlier, without growing past the longest.
    const reach = Math.min(REACH_MS, longestMs / 4);
    let from = 0;
    while (durationMs - from > longestMs) {
        const left = durationMs - from;
        const even = left / Math.ceil(left / (longestMs - reach));
        const to = quietest(energy, from + even - reach, Math.min(from + longestMs, from + even + reach));
        chunks.push({ from, to });
        from = to;
    }
    if (durationMs > from)
        chunks.push({ from, to: durationMs });
    return chunks;
}
/** The middle of the longest quiet stretch between two times; the quietest moment if there is none. */
function quietest(energy, from, to) {
    const first = Math.max(0, Math.round(from / 100));
    const last = Math.min(energy.length - 1, Math.round(to / 100));
    if (last <= first)
        return Math.round((from + to) / 2);
    const levels = [...energy.subarray(first, last + 1)].sort((a, b) => a - b);
    // Quiet is what lies near the floor of this stretch: recordings differ by more than speech does.
    const floor = levels[Math.floor(levels.length * 0.001)] ?? -90;
    const usual = levels[Math.floor(levels.length / 2)] ?? floor;
    const quiet = floor + Math.max(3, (usual - floor) * 0.3);
    let best = { at: first, length: 0 };
    let length = 0;
    for (let i = first; i <= last + 1; i++) {
        if (i <= last && (energy[i] ?? 0) <= quiet)
            length++;
        else {
            if (length > best.length)
                best = { at: i - length / 2, length };
            length = 0;
        }
    }
    return Math.round(best.at * 100);
}
