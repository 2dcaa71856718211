/** The largest file taken, in bytes. */
export const MAX_UPLOAD_BYTES = 10 * 1024 ** 3
