import { open, writeFile } from 'node:fs/promises';
import { findSamples } from '../speech/wav-slice.ts';
/** Waveform values a second, uint8, the loudest sample of each stretch. */
export const PEAKS_PER_SECOND = 50;
/** Energy values a second, float32 dBFS, the mean power of each stretch. */
export const ENERGY_PER_SECOND = 10;
/** What silence counts as. */
export const SILENCE_DB = -90;
/** Reads the speech track once and writes its waveform and its energy. Runs in a worker thread. */
export async function writeSoundLevels({ speech, peaks, energy }) {
    const file = await open(speech, 'r');
    try {
        const { start, rate, samples: total } = await findSamples(file);
        const peakLength = rate / PEAKS_PER_SECOND;
        const energyLength = rate / ENERGY_PER_SECOND;
        const peakValues = new Uint8Array(Math.ceil(total / peakLength));
        const energyValues = new Float32Array(Math.ceil(total / energyLength));
        // A whole number of both kinds of stretch, so that none straddles two reads.
        const buffer = new Int16Array(rate * 8);
        const bytes = new Uint8Array(buffer.buffer);
        let at = 0;
        while (at < total) {
            const { bytesRead } = await file.read(bytes, 0, bytes.length, start + at * 2);
            const count = Math.floor(bytesRead / 2);
            if (count === 0)
                break;
            for (let i = 0; i < count; i += peakLength) {
                let loudest = 0;
                const end = Math.min(count, i + peakLength);
                for (let j = i; j < end; j++) {
                    const sample = Math.abs(buffer[j] ?? 0);
                    if (sample > loudest)
                        loudest = sample;
                }
                peakValues[(at + i) / peakLength] = Math.min(255, Math.round((loudest / 32768) * 255));
            }
            for (let i = 0; i < count; i += energyLength) {
                let power = 0;
                const end = Math.min(count, i + energyLength);
                for (let j = i; j < end; j++)
                    power += ((buffer[j] ?? 0) / 32768) ** 2;
                const level = 10 * Math.log10(power / (end - i) || 1e-12);
                energyValues[(at + i) / energyLength] = Math.max(SILENCE_DB, level);
            }
            at += count;
        }
        await writeFile(peaks, peakValues);
        await writeFile(energy, new Uint8Array(energyValues.buffer));
    }
    finally {
        await file.close();
    }
}
