import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#core/errors.ts'

export type Throttle = {
  /** Throws `auth.too-many` where this place or this account has failed too often of late. */
  beforeLogIn(ip: string, email: string): Promise<void>
  logInFailed(ip: string, email: string): Promise<void>
  logInSucceeded(ip: string, email: string): Promise<void>
  /** Counts an account being made; throws `auth.too-many`. */
  beforeSignUp(ip: string): Promise<void>
  /**
   * Counts a message to an address. False where it got enough of late: nothing is sent and nobody is
   * told. Throws `auth.too-many` where this place asks too often.
   */
  mayMail(ip: string, email: string): Promise<boolean>
  /** Counts a guest giving a name; throws `auth.too-many`. */
  beforeGuest(ip: string): Promise<void>
  /** Counts what a guest says; throws `comment.too-many`. */
  beforeGuestSays(guestId: string): Promise<void>
}

const MINUTE = 60

/**
 * Slows down guessing. Failures are counted, not visits: for one account from one place (a person who
 * forgot), for one place (a list of accounts), and for one account from anywhere (a list of places).
 * The last is generous, or a stranger could lock somebody out.
 */
export function createThrottle(): Throttle {
  const pair = new RateLimiterMemory({ points: 8, duration: 5 * MINUTE })
  const place = new RateLimiterMemory({ points: 60, duration: 15 * MINUTE })
  const account = new RateLimiterMemory({ points: 100, duration: 60 * MINUTE })
  const signUps = new RateLimiterMemory({ points: 100, duration: 10 * MINUTE })
  const mailers = new RateLimiterMemory({ points: 30, duration: 15 * MINUTE })
  const guests = new RateLimiterMemory({ points: 60, duration: 10 * MINUTE })
  const guestsSay = new RateLimiterMemory({ points: 30, duration: MINUTE })
  const mailed = new RateLimiterMemory({ points: 5, duration: 60 * MINUTE })

  const spend = (limiter: RateLimiterMemory, key: string) =>
    limiter.consume(key).catch((refused: unknown) => {
      throw refused instanceof RateLimiterRes ? tooMany(refused.msBeforeNext) : refused
    })

  const watched = (ip: string, email: string) =>
    [
      [pair, `${ip} ${email}`],
      [place, ip],
      [account, email],
    ] as const

  return {
    async beforeLogIn(ip, email) {
      for (const [limiter, key] of watched(ip, email)) {
        const found = await limiter.get(key)
        if (found && found.consumedPoints >= limiter.points) throw tooMany(found.msBeforeNext)
      }
    },
    async logInFailed(ip, email) {
      for (const [limiter, key] of watched(ip, email)) await limiter.penalty(key)
    },
    async logInSucceeded(ip, email) {
      await pair.delete(`${ip} ${email}`)
    },
    async beforeSignUp(ip) {
      await spend(signUps, ip)
    },
    async beforeGuest(ip) {
      await spend(guests, ip)
    },
    async beforeGuestSays(guestId) {
      await guestsSay.consume(guestId).catch((refused: unknown) => {
        throw refused instanceof RateLimiterRes ? new AppError('comment.too-many') : refused
      })
    },
    async mayMail(ip, email) {
      await spend(mailers, ip)
      return mailed.consume(email).then(
        () => true,
        () => false,
      )
    },
  }
}

function tooMany(msBeforeNext: number) {
  const minutes = Math.ceil(msBeforeNext / 60_000)
  const wait = minutes <= 1 ? 'a minute' : `${minutes} minutes`
  return new AppError('auth.too-many', { detail: `Too many tries. Wait ${wait}, then try again.` })
}
