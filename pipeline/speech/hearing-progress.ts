/** How long an engine takes for a piece of sound: so much for any, and so much for each ms of it. ms. */
type Pace = { any: number; each: number }

/** Of an engine nobody has met the worst is thought, so that no more is promised than will be kept. */
const UNMET: Pace = { any: 3000, each: 0.3 }
/** What any piece takes where nothing tells it from the rest, and how far that may be off. */
const LITTLE_MS = 500
const UNSURE_MS = 2000
/** Answers that are remembered: an engine may have become slower since those before. */
const NEWEST = 16
/** How far a time is thought to be off, as a share of it. */
const SCATTER = 0.15

/** How fast an engine is, after its newest answers; kept between tracks. */
export class EnginePace {
  #pace = UNMET
  #met: { ms: number; took: number }[] = []

  learn(ms: number, took: number): void {
    this.#met = [...this.#met.slice(1 - NEWEST), { ms, took }]
    this.#pace = fitted(this.#met)
  }

  /** ms that a piece of so many ms should take. */
  guess(ms: number): number {
    return this.#pace.any + this.#pace.each * ms
  }
}

/**
 * The line through what was met, by weighted least squares. What any piece takes is held near
 * little, for pieces of one length do not tell it from the rest.
 */
function fitted(met: { ms: number; took: number }[]): Pace {
  const trust = 1 / UNSURE_MS ** 2
  let [ones, mixed, squares, any, each] = [trust, 0, 0, trust * LITTLE_MS, 0]
  for (const { ms, took } of met) {
    const weight = 1 / (SCATTER * Math.max(1, took)) ** 2
    ones += weight
    mixed += weight * ms
    squares += weight * ms * ms
    any += weight * took
    each += weight * took * ms
  }
  const spread = ones * squares - mixed * mixed
  const pace = {
    any: (squares * any - mixed * each) / spread,
    each: (ones * each - mixed * any) / spread,
  }
  if (pace.any < 0) return { any: 0, each: each / squares }
  if (pace.each < 0) return { any: any / ones, each: 0 }
  return pace
}

/** So many pieces, so many of them at a time. */
export type Stage = { pieces: number; lanes: number }

type Piece = { ms: number; began: number | null; over: boolean }

/**
 * How much of the time that a hearing takes has gone by. Pieces of different length are heard in lanes,
 * so sound that was heard is no measure of it: at the end, lanes stand idle. What is left is played
 * through as it will be heard, piece after piece, at the pace that the finished ones had.
 */
export class HearingProgress {
  #pieces: Piece[]
  #started: number
  #keptMs = 0
  #best = 0

  constructor(
    /** ms of each piece, in the order in which they are begun. */
    lengths: number[],
    /** How they are heard: so many of them in so many lanes, before any of the next stage begins. */
    private readonly stages: Stage[],
    private readonly pace: EnginePace,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.#pieces = lengths.map((ms) => ({ ms, began: null, over: false }))
    this.#started = clock()
  }

  began(piece: number): void {
    this.#of(piece).began = this.clock()
  }

  /** `kept`: it had been heard before, and took no time. */
  ended(piece: number, kept = false): void {
    const it = this.#of(piece)
    it.over = true
    if (kept) this.#keptMs += it.ms
    else this.pace.learn(it.ms, this.clock() - (it.began ?? this.#started))
  }

  /** 0–100, never less than before. What had been heard before counts by its length. */
  percent(): number {
    const whole = this.#pieces.reduce((sum, { ms }) => sum + ms, 0)
    const kept = this.#keptMs / whole
    const gone = this.clock() - this.#started
    const left = this.#left()
    const share = left === 0 ? 1 : gone / (gone + left)
    this.#best = Math.max(this.#best, Math.min(1, kept + (1 - kept) * share) * 100)
    return this.#best
  }

  #of(piece: number): Piece {
    return this.#pieces[piece] as Piece
  }

  /** ms until the last piece will have been heard. */
  #left(): number {
    const now = this.clock()
    const underWay = this.#pieces.filter(({ began, over }) => began !== null && !over)
    // A piece that is late says that the engine is slower than it was, and the others will be late too.
    const late = Math.max(
      1,
      ...underWay.map(({ ms, began }) => (now - (began as number)) / this.pace.guess(ms)),
    )
    let begin = 0
    let first = 0
    for (const { pieces, lanes } of this.stages) {
      const waiting = this.#pieces.slice(first, first + pieces).filter(({ over }) => !over)
      const free = Array.from({ length: lanes }, () => begin)
      // Those under way hold their lanes already; the others take the lane that is free first.
      for (const { ms, began } of waiting) {
        const guess = this.pace.guess(ms) * late
        const needs = began === null ? guess : guess - (now - began)
        const lane = free.indexOf(Math.min(...free))
        free[lane] = (free[lane] as number) + needs
      }
      if (waiting.length > 0) begin = Math.max(...free)
      first += pieces
    }
    return begin
  }
}
