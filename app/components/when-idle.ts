/** Runs when the page has nothing else to do, at the latest after `ms`. Gives what calls it off. */
export function whenIdle(run: () => void, ms: number): () => void {
  // Safari has no such call.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: ms })
  return () => cancelIdleCallback(handle)
}
