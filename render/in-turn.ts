/**
 * Works through tasks in order, at most `width` at a time. When one fails the others are stopped and
 * their end awaited, so that nobody still writes while somebody cleans up.
 */
export async function inTurn<T>(
  tasks: T[],
  width: number,
  signal: AbortSignal,
  work: (task: T, index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const halt = new AbortController()
  const stopped = AbortSignal.any([signal, halt.signal])
  let next = 0
  const failures: unknown[] = []
  const worker = async () => {
    while (next < tasks.length && !stopped.aborted) {
      const index = next++
      try {
        await work(tasks[index] as T, index, stopped)
      } catch (error) {
        failures.push(error)
        halt.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, tasks.length) }, worker))
  // The first is what went wrong; the others were stopped because of it.
  if (failures.length > 0) throw failures[0]
  signal.throwIfAborted()
}
