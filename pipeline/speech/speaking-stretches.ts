import type { Stretch } from './wav-slice.ts'

const FRAME_MS = 50
/** Shorter silences belong to speech. */
const BRIDGE_MS = 600

/**
 * Where somebody may be speaking in a 16-bit WAV: what is louder than its own floor. It places text
 * that came without times; it never decides what was said.
 */
export function speakingStretches(wav: Buffer): Stretch[] {
  const rate = wav.readUInt32LE(24)
  const size = Math.round((rate * FRAME_MS) / 1000)
  const levels: number[] = []
  for (let at = 44; at + size * 2 <= wav.length; at += size * 2) {
    let power = 0
    for (let i = 0; i < size; i++) power += (wav.readInt16LE(at + i * 2) / 32768) ** 2
    levels.push(10 * Math.log10(power / size || 1e-12))
  }
  const sorted = [...levels].sort((a, b) => a - b)
  const floor = sorted[Math.floor(sorted.length * 0.05)] ?? -90
  const usual = sorted[Math.floor(sorted.length * 0.8)] ?? floor
  const quiet = floor + Math.max(3, (usual - floor) * 0.35)
  const stretches: Stretch[] = []
  for (const [i, level] of levels.entries()) {
    // Sound without any quiet in it is all speech, as far as loudness can tell.
    if (level <= quiet && usual - floor > 3) continue
    const [from, to] = [i * FRAME_MS, (i + 1) * FRAME_MS]
    const last = stretches.at(-1)
    if (last && from - last.to <= BRIDGE_MS) last.to = to
    else stretches.push({ from, to })
  }
  return stretches
}
