/**
 * Speech models write sentences into silence. A segment is dropped only where two signs agree: the
 * model itself heard no speech and was unsure, its text repeats itself, or nothing sounded.
 */
export function dropInvented(answer, isSilent) {
    if (typeof answer !== 'object' || answer === null || !('segments' in answer))
        return answer;
    const { segments } = answer;
    if (!Array.isArray(segments))
        return answer;
    const kept = segments.filter((segment) => {
        if (typeof segment !== 'object' || segment === null)
            return true;
        const { start, end, text, no_speech_prob, avg_logprob, compression_ratio } = segment;
        const heardNothing = Number(no_speech_prob) > 0.6 && Number(avg_logprob) < -0.5;
        const packsTooWell = Number(compression_ratio) > 2.4;
        const repeats = typeof text === 'string' && repeatsItself(text);
        const silent = start !== undefined && end !== undefined && isSilent(Number(start) * 1000, Number(end) * 1000);
        return [heardNothing, packsTooWell, repeats, silent].filter(Boolean).length < 2;
    });
    return { ...answer, segments: kept };
}
/** Three words or more, three times in a row. */
function repeatsItself(text) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
    for (let size = 3; size <= 12; size++) {
        for (let at = 0; at + size * 3 <= words.length; at++) {
            const part = (i) => words.slice(at + i * size, at + (i + 1) * size).join(' ');
            if (part(0) === part(1) && part(1) === part(2))
                return true;
        }
    }
    return false;
}
