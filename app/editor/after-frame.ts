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

/** The same for what is asked for again and again: it runs once for all that was asked until then. */
export function onceAfterFrame(run: () => void): { ask(): void; stop(): void } {
  let callOff: (() => void) | null = null
  return {
    ask() {
      callOff ??= afterFrame(() => {
        callOff = null
        run()
      })
    },
    stop() {
      callOff?.()
      callOff = null
    },
  }
}
