import { type CloseCode, closeCodes } from './close-codes.ts'

/** Thrown where a connection has to end. Hocuspocus reads `code` and `reason`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: CloseCode
  constructor(
    readonly kind: keyof typeof closeCodes,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options)
    this.code = closeCodes[kind]
  }
  /** Whether it might be sound with what another server has stored and we have not heard of. */
  get mayBeEarly() {
    return this.reason === 'gap' || this.reason === 'in the name of another'
  }
}
