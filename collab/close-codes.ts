/** Why the server ends a connection. Those in `final` do not get better by trying again. */
export const closeCodes = {
  /** Connect again and sync anew. */
  reset: 4205,
  /** The database did not take an update. Connect again; nothing was acknowledged. */
  storage: 4206,
  /** Not signed in, no such clip, or no access: never said which. */
  gone: 4403,
  /** This page is older or newer than the server. */
  reload: 4409,
  /** What this page wrote cannot be taken. */
  refused: 4422,
  /** Too many connections. */
  busy: 4429,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]
