/**
 * An upload in parts that a client sends straight to the bucket, each by an address signed for it. The
 * bucket remembers which parts have come, so that a client that lost its way goes on with the others.
 */
export type DirectUploads = {
  /** Begins; what is given names this upload from now on. */
  start(key: string): Promise<string>
  /** Addresses to PUT these parts to, good for an hour. Parts count from 1. */
  addresses(key: string, uploadId: string, parts: number[]): Promise<string[]>
  /** The parts that have come, with their bytes, the lowest first. */
  parts(key: string, uploadId: string): Promise<{ part: number; bytes: number }[]>
  /** Puts the parts that have come together: the file is there. */
  finish(key: string, uploadId: string): Promise<void>
  /** Gives up and lets go of the parts. Nothing there is fine. */
  abort(key: string, uploadId: string): Promise<void>
}

/** Bytes of each part but the last: S3 takes 5 MiB to 5 GiB, and 10,000 of them. */
export const PART_BYTES = 8 * 1024 ** 2
