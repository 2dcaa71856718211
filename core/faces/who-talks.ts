import type { SeenFace } from './seen-shot.ts'

/** A word's time and whoever a diarizer says spoke it. */
export type SpokenWord = { from: number; to: number; speaker: number | null }

/** A stretch in which one face talks; null where nobody can tell which. */
export type Turn = { from: number; to: number; face: number | null }

/** A mouth that moves so much more than the next is the one that is heard. */
const CLEARLY_MORE = 1.5
/** Less movement than this, of 255 steps of brightness, is the camera's noise. */
const MOVES = 0.6
/** A turn shorter than this is somebody agreeing: nobody turns the camera for it. */
const SHORT_MS = 1500

/**
 * Which of the faces of a shot talks when: by turns where speakers are known, else over the whole
 * shot. Within a turn the mouth that clearly moves most while words are heard; where that is not
 * clear, the face that was clear in another turn of the same speaker.
 */
export function whoTalks(
  faces: readonly SeenFace[],
  words: readonly SpokenWord[],
  shot: { from: number; to: number },
): Turn[] {
  const inside = words.filter(({ from, to }) => to > shot.from && from < shot.to)
  if (inside.length === 0) return [{ from: shot.from, to: shot.to, face: null }]
  const turns = turnsOf(inside, shot)
  const known = new Map<number, number>()
  const seen = turns.map(({ from, to, speaker }) => {
    const moved = faces.map((face) => movement(face, inside, from, to))
    const order = moved.map((_, i) => i).sort((a, b) => (moved[b] ?? 0) - (moved[a] ?? 0))
    const [most, next] = [order[0] ?? 0, order[1]]
    const sure =
      (moved[most] ?? 0) >= MOVES &&
      (next === undefined || (moved[most] ?? 0) >= (moved[next] ?? 0) * CLEARLY_MORE)
    if (sure && speaker !== null && !known.has(speaker)) known.set(speaker, most)
    return { from, to, speaker, face: sure ? most : null }
  })
  return seen.map(({ from, to, speaker, face }) => ({
    from,
    to,
    face: face ?? (speaker === null ? null : (known.get(speaker) ?? null)),
  }))
}

/** The shot divided where somebody else begins to speak. */
function turnsOf(words: readonly SpokenWord[], shot: { from: number; to: number }) {
  const turns: { from: number; to: number; speaker: number | null }[] = []
  for (const word of words) {
    const turn = turns.at(-1)
    if (turn && turn.speaker === word.speaker) turn.to = word.to
    else turns.push({ from: word.from, to: word.to, speaker: word.speaker })
  }
  const long = turns.filter(({ from, to }) => to - from >= SHORT_MS)
  const kept = long.length > 0 ? long : turns.slice(0, 1)
  // Between two turns of one speaker lies only what was left out.
  const joined = kept.filter((turn, i) => i === 0 || turn.speaker !== kept[i - 1]?.speaker)
  return joined.map((turn, i) => ({
    speaker: turn.speaker,
    from: i === 0 ? shot.from : turn.from,
    to: joined[i + 1]?.from ?? shot.to,
  }))
}

/** Mean movement of a mouth over the seconds in which words are heard. */
function movement(face: SeenFace, words: readonly SpokenWord[], from: number, to: number): number {
  let [sum, count] = [0, 0]
  for (const [i, { t, mouth }] of face.seen.entries()) {
    if (t < from - 500 || t >= to) continue
    // A mouth's movement is told from one sight of the face to the next.
    const until = face.seen[i + 1]?.t ?? t + 1000
    if (!words.some((word) => word.to > t && word.from < until)) continue
    sum += mouth
    count++
  }
  return count > 0 ? sum / count : 0
}
