/**
 * Runs once the next frame is drawn: what would cost that frame time, and may come a frame later. A
 * window out of sight draws no frames; there nothing is waited for. Gives back how to call it off.
 */
export function afterFrame(run: () => void): () => void {
  let off = false
  const then = () => setTimeout(() => off || run())
  if (globalThis.document?.hidden !== false) then()
  else requestAnimationFrame(then)
  return () => {
    off = true
  }
}
