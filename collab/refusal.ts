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
}
