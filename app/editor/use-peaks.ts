import { useEffect, useState } from 'react'

/** One fetch for everything that draws the sound. */
const asked = new Map<string, Promise<Uint8Array | null>>()

const load = (src: string) => {
  let peaks = asked.get(src)
  if (!peaks) {
    peaks = fetch(src).then(async (response) =>
      response.ok ? new Uint8Array(await response.arrayBuffer()) : null,
    )
    // What failed is asked for again by whoever comes next.
    peaks.catch(() => asked.delete(src))
    asked.set(src, peaks)
  }
  return peaks
}

/** Loudness of the source, 0–255; null until it is there. Without it only words are drawn. */
export function usePeaks(src: string | null): Uint8Array | null {
  const [peaks, setPeaks] = useState<Uint8Array | null>(null)
  useEffect(() => {
    if (!src) return
    let current = true
    load(src).then(
      (loaded) => current && setPeaks(loaded),
      () => {},
    )
    return () => {
      current = false
    }
  }, [src])
  return peaks
}
