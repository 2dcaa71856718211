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
/** By how much less an explanation has to be off than the one before it. */
const PLAINLY = 0.5

/** A piece that was heard: its ms, and how long it took if the engine hears one, two, … at a time. */
type Met = { ms: number; took: number[] }

/**
 * How fast an engine is and how many pieces it hears at a time, after its newest answers. Kept between
 * tracks.
 */
export class EnginePace {
  #pace = UNMET
  #met: Met[] = []
  #atOnce: number

  /** `atOnce`: how many pieces it hears at a time, where that is known. */
  constructor(atOnce = Number.POSITIVE_INFINITY) {
    this.#atOnce = atOnce
  }

  learn(met: Met): void {
    this.#met = [...this.#met.slice(1 - NEWEST), met]
    const fits = met.took.map((_, i) => {
      const answers = this.#met.map(({ ms, took }) => ({ ms, took: took[i] ?? took.at(-1) ?? 0 }))
      const pace = fitted(answers)
      return { atOnce: i + 1, pace, off: offOf(answers, pace) }
    })
    // Another number than was believed is believed when the answers say so plainly.
    const believed = fits[Math.min(this.#atOnce, fits.length) - 1] as (typeof fits)[number]
    const best = fits.reduce((best, fit) => (fit.off < best.off * PLAINLY ? fit : best), believed)
    this.#pace = best.pace
    this.#atOnce = best.atOnce
  }

  /** ms that a piece of so many ms should take once the engine turns to it. */
  guess(ms: number): number {
    return this.#pace.any + this.#pace.each * ms
  }

  /** How many pieces it hears at a time; others that it is sent wait their turn. */
  get atOnce(): number {
    return this.#atOnce
  }
}

/** How far off a pace is from what was met: the mean of squared shares. */
const offOf = (met: { ms: number; took: number }[], { any, each }: Pace) =>
  met.reduce((sum, { ms, took }) => sum + ((any + each * ms) / Math.max(1, took) - 1) ** 2, 0) /
  met.length

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

type Piece = { ms: number; began: number | null; ended: number | null }

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
    this.#pieces = lengths.map((ms) => ({ ms, began: null, ended: null }))
    this.#started = clock()
  }

  began(piece: number): void {
    this.#of(piece).began = this.clock()
  }

  /** `kept`: it had been heard before, and took no time. */
  ended(piece: number, kept = false): void {
    const it = this.#of(piece)
    it.ended = this.clock()
    if (kept) this.#keptMs += it.ms
    else {
      const most = Math.max(...this.stages.map(({ lanes }) => lanes))
      const took = Array.from({ length: most }, (_, i) => this.#heardFor(piece, i + 1))
      this.pace.learn({ ms: it.ms, took })
    }
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

  /**
   * ms that an engine has been at a piece if it hears so many at a time: since few enough of those before
   * were left. First come, first served, but for those that were seen to end in another order.
   */
  #heardFor(piece: number, atOnce: number): number {
    const { began, ended } = this.#of(piece)
    if (began === null) return 0
    const until = ended ?? this.clock()
    const others = this.#pieces.filter((it, i) => i !== piece && it.began !== null)
    const before = others.flatMap((it) => (it.ended !== null && it.ended <= until ? it.ended : []))
    const waiting = this.#pieces
      .slice(0, piece)
      .filter((it) => it.began !== null && (it.ended ?? Number.POSITIVE_INFINITY) > until).length
    // So many of its places were held all the while; what has ended had one for itself.
    const held = ended === null ? waiting : Math.min(waiting, atOnce - 1)
    if (held >= atOnce) return 0
    const turn = before.sort((a, b) => b - a)[atOnce - held - 1] ?? began
    return until - Math.max(began, turn)
  }

  /** ms until the last piece will have been heard. */
  #left(): number {
    const atOnce = this.pace.atOnce
    const left = this.#pieces.map(({ ms, began, ended }, piece) => {
      const over = ended !== null
      const gone = over || began === null ? 0 : this.#heardFor(piece, atOnce)
      return { guess: this.pace.guess(ms), gone, over }
    })
    // A piece that is late says that the engine is slower than it was, and the others will be late too.
    const late = Math.max(1, ...left.map(({ guess, gone }) => gone / guess))
    let begin = 0
    let first = 0
    for (const { pieces, lanes } of this.stages) {
      const waiting = left.slice(first, first + pieces).filter(({ over }) => !over)
      const free = Array.from({ length: Math.min(lanes, atOnce) }, () => begin)
      // Those under way hold their lanes already; the others take the lane that is free first.
      for (const { guess, gone } of waiting) {
        const lane = free.indexOf(Math.min(...free))
        free[lane] = (free[lane] as number) + guess * late - gone
      }
      if (waiting.length > 0) begin = Math.max(...free)
      first += pieces
    }
    return begin
  }

  #of(piece: number): Piece {
    return this.#pieces[piece] as Piece
  }
}
