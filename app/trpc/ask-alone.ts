/**
 * For a query that goes by itself instead of in a batch: `queryOptions(input, { trpc: ASK_ALONE })`.
 * Its address depends on nothing else the page asks for, so that it can be told to the browser
 * before any script runs.
 */
export const ASK_ALONE = { context: { alone: true } }

/** Where the client of `ASK_ALONE` asks for `path` with `input`. */
export function addressOf(path: string, input: unknown): string {
  return `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`
}
