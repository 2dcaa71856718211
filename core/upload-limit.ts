/** The largest file taken. By design: nothing in the way of a byte is kept in memory. */
export const MAX_UPLOAD_BYTES = 10 * 1024 ** 3
